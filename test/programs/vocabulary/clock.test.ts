import { describe, expect, test } from '@jest/globals'
import { time } from '#programs/shared-requirements/time.ts'
import { addDays } from '#programs/vocabulary/calendar.ts'
import { type Clock, dated, dueAfter, inForce, readClock } from '#programs/vocabulary/clock.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'

interface Errand {
  asked?: string
  done?: string
  pardoned?: string
  void?: string
}

const mark = (day: string | undefined, source: string) => (day === undefined ? undefined : { day, source })

const errand: Clock<Errand> = {
  cites: time['TIME-12'],
  name: 'errand',
  notApplicable: ({ void: reason }) => reason,
  starts: ({ asked }) => mark(asked, 'Task/ask/_history/1'),
  stops: ({ done }) => mark(done, 'Task/do/_history/1'),
  excused: ({ pardoned }) => (pardoned === undefined ? undefined : { day: pardoned, source: 'Task/pardon/_history/1', reason: 'declined' }),
  span: dated({ from: '2023-07-07', value: { days: 30 } }, { from: '2024-06-01', value: { days: 20 } }),
}

const settings = settingsFrom()
const stateOf = (file: Errand, today: string, clock = errand) => readClock(clock, file, today, settings).state
const asked = '2024-01-31' // due 2024-03-01

describe('TIME-12: the states of a clock', () => {
  test('not started without an anchor, not applicable with a reason', () => {
    expect(stateOf({}, '2024-02-01')).toBe('not-started')
    const reading = readClock(errand, { asked, void: 'declined by the family' }, '2024-02-01', settings)
    expect(reading).toMatchObject({ state: 'not-applicable', reason: 'declined by the family' })
  })

  test('running, due soon from 14 days before the due day, overdue from the day after it (TIME-02)', () => {
    expect(stateOf({ asked }, '2024-02-15')).toBe('running')
    expect(stateOf({ asked }, '2024-02-16')).toBe('due-soon')
    expect(stateOf({ asked }, '2024-03-01')).toBe('due-soon')
    expect(stateOf({ asked }, '2024-03-02')).toBe('overdue')
  })

  test('done on the due day is met, the day after is met late, however late we look', () => {
    expect(stateOf({ asked, done: '2024-03-01' }, '2025-01-01')).toBe('met')
    expect(stateOf({ asked, done: '2024-03-02' }, '2025-01-01')).toBe('met-late')
  })

  test('what happens after the day we look is not known yet', () => {
    expect(stateOf({ asked, done: '2024-02-10' }, '2024-02-09')).toBe('running')
    expect(stateOf({ asked, done: '2024-02-10' }, '2024-02-10')).toBe('met')
    expect(stateOf({ asked, pardoned: '2024-02-10' }, '2024-02-09')).toBe('running')
  })

  test('excused only by a documented exception, and being done outweighs it', () => {
    expect(stateOf({ asked, pardoned: '2024-02-10' }, '2024-04-01')).toBe('excused')
    expect(stateOf({ asked, pardoned: '2024-02-10', done: '2024-02-20' }, '2024-04-01')).toBe('met')
    expect(stateOf({ asked, pardoned: '2024-02-10' }, '2024-04-01', { ...errand, excused: undefined })).toBe('overdue')
  })

  test('a clock shorter than 14 days is never due soon; one of exactly 14 is', () => {
    const short = (days: number) => ({ ...errand, span: dated({ from: '2023-07-07', value: { days } }) })
    expect(stateOf({ asked }, addDays(asked, 13), short(13))).toBe('running')
    expect(stateOf({ asked }, addDays(asked, 14), short(13))).toBe('overdue')
    expect(stateOf({ asked }, asked, short(14))).toBe('due-soon')
  })

  test('the notice is configurable', () => {
    const given = settingsFrom({ 'due-soon-days': [{ from: '2024-01-01', value: 5 }] })
    expect(readClock(errand, { asked }, '2024-02-24', given).state).toBe('running')
    expect(readClock(errand, { asked }, '2024-02-25', given).state).toBe('due-soon')
  })

  test('moving the anchor recomputes: a met clock may become met late', () => {
    const done = '2024-03-01'
    expect(stateOf({ asked, done }, '2024-04-01')).toBe('met')
    expect(stateOf({ asked: '2024-01-30', done }, '2024-04-01')).toBe('met-late')
  })

  test('TIME-02: an act before its anchor meets nothing, unless the row allows it', () => {
    expect(stateOf({ asked, done: '2024-01-30' }, '2024-02-01')).toBe('running')
    expect(stateOf({ asked, done: '2024-01-31' }, '2024-02-01')).toBe('met')
    expect(stateOf({ asked, done: '2024-01-30' }, '2024-02-01', { ...errand, early: true })).toBe('met')
  })

  test('the number in force on the day of the anchor counts', () => {
    expect(readClock(errand, { asked: '2024-05-31' }, '2024-06-01', settings).due).toBe('2024-06-30')
    expect(readClock(errand, { asked: '2024-06-01' }, '2024-06-01', settings).due).toBe('2024-06-21')
    expect(inForce(errand.span, '2020-01-01')).toEqual({ days: 30 })
  })

  test('the reading names the records that it rests on', () => {
    expect(readClock(errand, { asked, done: '2024-02-20' }, '2024-04-01', settings).facts).toEqual([
      'Task/ask/_history/1',
      'Task/do/_history/1',
    ])
  })
})

test('TIME-02: a span may be of days, months, years or business days', () => {
  expect(dueAfter('2024-01-31', { days: 30 }, settings)).toBe('2024-03-01')
  expect(dueAfter('2024-08-31', { months: 6 }, settings)).toBe('2025-02-28')
  expect(dueAfter('2024-02-29', { years: 1 }, settings)).toBe('2025-02-28')
  expect(dueAfter('2024-08-30', { businessDays: 1 }, settings)).toBe('2024-09-03')
})

test('TIME-03: the due day that a row gives by itself rolls as well', () => {
  const rolling = settingsFrom({ 'clock-roll': [{ from: '2024-01-01', value: 'weekend-holiday' }] })
  const saturday = { ...errand, due: () => '2024-05-25' }
  expect(readClock(saturday, { asked: '2024-04-25' }, '2024-05-01', settings).due).toBe('2024-05-25')
  expect(readClock(saturday, { asked: '2024-04-25' }, '2024-05-01', rolling).due).toBe('2024-05-28')
})

describe('TIME-04: a year without a holiday list', () => {
  const listed = { from: '2020-01-01', value: { days: { '2024': ['2024-05-27'] } } }
  const rolling = (value: string) => settingsFrom({ 'holiday-calendar': [listed], 'clock-roll': [{ from: '2020-01-01', value }] })
  const reading = (day: string, given: Settings, clock = errand) => readClock(clock, { asked: day }, day, given)
  const fixed = (due: string) => ({ ...errand, due: () => due })

  test('is said beside the due day, which skips weekends only', () => {
    // 25 May 2024 is a Saturday before a listed holiday, 31 May 2025 a Saturday in a year of which nothing is listed.
    expect(reading('2024-04-25', rolling('weekend-holiday'), fixed('2024-05-25'))).toMatchObject({ due: '2024-05-28' })
    expect(reading('2024-04-25', rolling('weekend-holiday'), fixed('2024-05-25')).warning).toBeUndefined()
    const unlisted = reading('2025-05-01', rolling('weekend-holiday'), fixed('2025-05-31'))
    expect(unlisted.due).toBe('2025-06-02')
    expect(unlisted.warning).toMatch(/^TIME-04: no holiday list is loaded for 2025/)
    expect(reading('2024-12-01', rolling('weekend-holiday'), fixed('2024-12-31')).warning).toBeUndefined()
    expect(reading('2024-12-01', rolling('weekend-holiday'), fixed('2025-01-01')).warning).toMatch('2025')
  })

  test('also of a clock in business days, and of an excused one; not where holidays decide nothing', () => {
    const oneDay = { ...errand, span: dated({ from: '2020-01-01', value: { businessDays: 1 } }) }
    expect(reading('2025-07-03', rolling('none'), oneDay)).toMatchObject({ due: '2025-07-04', warning: expect.stringMatching('2025') })
    expect(reading('2025-05-01', rolling('none')).warning).toBeUndefined()
    const excused = { ...fixed('2025-05-30'), excused: () => ({ day: '2025-05-01', source: 'Task/x', reason: 'ill' }) }
    expect(reading('2025-05-01', rolling('weekend-holiday'), excused)).toMatchObject({
      state: 'excused',
      warning: expect.stringMatching('2025'),
    })
  })
})

test('TIME-03: a due day rolls where configured', () => {
  const rolling = settingsFrom({ 'clock-roll': [{ from: '2024-01-01', value: 'weekend-holiday' }] })
  expect(dueAfter('2024-04-25', { days: 30 }, settings)).toBe('2024-05-25')
  expect(dueAfter('2024-04-25', { days: 30 }, rolling)).toBe('2024-05-28')
})

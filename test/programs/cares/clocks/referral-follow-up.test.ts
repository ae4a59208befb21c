import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { concept, ext } from '../../../people/spelling.ts'
import { followedUp, readOne, sentTo, stand, visit } from './read-one.ts'

const name = 'referral-follow-up'
const kit: Resource = { resourceType: 'Patient', id: 'kit' }
const record = (...more: Resource[]) => [kit, sentTo('2024-01-10'), ...more]
const excused = (code: string, text?: string) =>
  followedUp(undefined, {
    status: 'failed',
    output: [],
    statusReason: concept('follow-up-exception', code),
    ...(text ? { note: [{ text }] } : {}),
  })

describe('CARES-MON-06: follow up within 30 days of the scheduled service', () => {
  test('CARES-MON-06: a referral with no date yet waits', () => {
    expect(stand(record(), name, '2024-03-01')).toBe('not-started')
  })

  test('CARES-MON-06: set for 30 January, due on the leap day', () => {
    const booked = record(visit('2024-01-30T10:00:00-05:00'))
    expect(stand(booked, name, '2024-02-14')).toBe('running, due 2024-02-29')
    expect(stand(booked, name, '2024-02-15')).toBe('due-soon, due 2024-02-29')
    expect(stand(booked, name, '2024-02-29')).toBe('due-soon, due 2024-02-29')
    expect(stand(booked, name, '2024-03-01')).toBe('overdue, due 2024-02-29')
  })

  test('CARES-MON-06: the day is counted where the member lives', () => {
    expect(stand(record(visit('2024-01-31T03:30:00Z')), name, '2024-02-01')).toBe('running, due 2024-02-29')
    expect(stand(record(visit('2024-01-31T05:00:00Z')), name, '2024-02-01')).toBe('running, due 2024-03-01')
  })

  test('CARES-MON-06: day 30 is in time, day 31 is late', () => {
    const asked = (day: string) => stand(record(visit('2024-01-30T10:00:00-05:00'), followedUp(day)), name, '2024-04-01')
    expect(asked('2024-02-29')).toBe('met, due 2024-02-29')
    expect(asked('2024-03-01')).toBe('met-late, due 2024-02-29')
  })

  test('CARES-MON-06: a contact on day 30 meets it, however late we look', () => {
    expect(stand(record(visit('2024-01-30T10:00:00-05:00'), followedUp('2024-02-29')), name, '2030-01-01')).toBe('met, due 2024-02-29')
  })

  test('CARES-MON-06: a follow-up before the service does not close; one on its day does', () => {
    const asked = (day: string) => stand(record(visit('2024-01-30T10:00:00-05:00'), followedUp(day)), name, '2024-02-01')
    expect(asked('2024-01-29')).toBe('running, due 2024-02-29')
    expect(asked('2024-01-30')).toBe('met, due 2024-02-29')
  })

  test('CARES-MON-06: due follows the newest date, earlier or later', () => {
    expect(stand(record(visit('2024-02-12T10:00:00-05:00')), name, '2024-02-01')).toBe('running, due 2024-03-13')
    expect(
      stand(record(visit('2024-02-12T10:00:00-05:00', { status: 'cancelled' }), visit('2024-02-05T10:00:00-05:00')), name, '2024-02-01'),
    ).toBe('running, due 2024-03-06')
  })

  test('CARES-MON-06: of several visits the first governs, and a cancelled one no more', () => {
    const first = visit('2024-02-05T10:00:00-05:00')
    const second = visit('2024-02-19T10:00:00-05:00')
    expect(stand(record(second, first), name, '2024-02-01')).toBe('running, due 2024-03-06')
    expect(stand(record(second, { ...first, status: 'noshow' }), name, '2024-02-06')).toBe('running, due 2024-03-20')
  })

  test('CARES-MON-06: need may dictate a sooner day, never a later one', () => {
    const needed = (day: string) => [
      kit,
      sentTo('2024-01-10', { extension: [ext('needed-by', { valueDate: day })] }),
      visit('2024-01-30T10:00:00-05:00'),
    ]
    expect(stand(needed('2024-02-10'), name, '2024-02-01')).toBe('running, due 2024-02-10')
    expect(stand(needed('2024-02-28'), name, '2024-02-01')).toBe('running, due 2024-02-28')
    expect(stand(needed('2024-03-01'), name, '2024-02-01')).toBe('running, due 2024-02-29')
  })

  test('CARES-MON-05: an answer missing, or an informant who cannot know, closes nothing', () => {
    const asked = followedUp('2024-02-20')
    const lacking = (code: string) => ({ ...asked, output: asked.output!.filter(({ type }) => type.coding![0]!.code !== code) })
    const by = (informant: string) => ({
      ...asked,
      output: asked.output!.map((output) => (output.valueCode ? { ...output, valueCode: informant } : output)),
    })
    const on = (task: Resource) => stand(record(visit('2024-01-30T10:00:00-05:00'), task), name, '2024-03-01')
    for (const code of ['received', 'met-need', 'informant', 'made-on']) expect(on(lacking(code))).toBe('overdue, due 2024-02-29')
    expect(on(by('neighbour'))).toBe('overdue, due 2024-02-29')
    for (const who of ['member', 'representative', 'provider']) expect(on(by(who))).toBe('met, due 2024-02-29')
    expect(on({ ...asked, status: 'in-progress' })).toBe('overdue, due 2024-02-29')
  })

  test('CARES-MON-07: a reason excuses from the day after due on, and never makes it met', () => {
    const told = record(visit('2024-01-30T10:00:00-05:00'), excused('member-hospitalized'))
    expect(stand(told, name, '2024-02-29')).toBe('due-soon, due 2024-02-29')
    expect(stand(told, name, '2024-03-01')).toBe('excused, due 2024-02-29')
    expect(readOne(told, name, '2024-03-01').reason).toBe('member-hospitalized')
  })

  test('CARES-MON-07: a reason entered on 9 March leaves it overdue until then', () => {
    const told = record(visit('2024-01-30T10:00:00-05:00'), { ...excused('emergency'), lastModified: '2024-03-09T09:00:00-05:00' })
    expect(stand(told, name, '2024-03-08')).toBe('overdue, due 2024-02-29')
    expect(stand(told, name, '2024-03-09')).toBe('excused, due 2024-02-29')
  })

  test('CARES-MON-07: "other" needs words', () => {
    expect(stand(record(visit('2024-01-30T10:00:00-05:00'), excused('other')), name, '2024-03-01')).toBe('overdue, due 2024-02-29')
    expect(stand(record(visit('2024-01-30T10:00:00-05:00'), excused('other', 'Flood; phones down')), name, '2024-03-01')).toBe(
      'excused, due 2024-02-29',
    )
  })

  test('CARES-MON-07: a follow-up made after the excuse is met late', () => {
    const late = followedUp('2024-03-10', { statusReason: concept('follow-up-exception', 'member-hospitalized') })
    expect(stand(record(visit('2024-01-30T10:00:00-05:00'), late), name, '2024-03-20')).toBe('met-late, due 2024-02-29')
  })
})

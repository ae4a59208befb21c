import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startSweep, sweepMembers, untilMidnight } from '#jobs/sweep.ts'
import { assessed, enrolledFrom, referredOn } from '../programs/cares/clocks/read-one.ts'
import { type Desk, handTime, listening, openDesk, settled } from './fixture.ts'

const hour = 3_600_000

/** A sweep over time in hand: which days it swept, at which moment. */
function sweeping(start: string, sweep: () => Promise<void> = async () => {}) {
  const time = handTime(start)
  const swept: string[] = []
  const log = listening()
  const running = startSweep({
    ...time,
    log,
    sweep: async (day) => {
      swept.push(`${day} at ${time.now().toISOString()}`)
      await sweep()
    },
  })
  return { ...time, ...running, swept, log }
}

describe('TIME-01: the day begins at 00:00 in America/New_York', () => {
  test.each([
    ['a winter day', '2024-01-15T05:00:00Z', 24],
    ['the March day of 23 hours', '2024-03-10T05:00:00Z', 23],
    ['the November day of 25 hours', '2024-11-03T04:00:00Z', 25],
    ['the day after the March change', '2024-03-11T04:00:00Z', 24],
    ['the day after the November change', '2024-11-04T05:00:00Z', 24],
  ])('%s is over after its own hours', (_name, midnight, hours) => {
    expect(untilMidnight(new Date(midnight))).toBe(hours * hour)
    expect(untilMidnight(new Date(Date.parse(midnight) - 1))).toBe(1)
  })

  test('across the March night: at the start, then at each midnight, an hour earlier by UTC', async () => {
    const { swept, pass, stop } = sweeping('2024-03-09T20:00:00Z')
    await settled()
    await pass(60 * hour)
    expect(swept).toEqual([
      '2024-03-09 at 2024-03-09T20:00:00.000Z',
      '2024-03-10 at 2024-03-10T05:00:00.000Z',
      '2024-03-11 at 2024-03-11T04:00:00.000Z',
      '2024-03-12 at 2024-03-12T04:00:00.000Z',
    ])
    await stop()
  })

  test('across the November night: never twice for the hour that comes twice', async () => {
    const { swept, pass, stop } = sweeping('2024-11-02T20:00:00Z')
    await settled()
    await pass(60 * hour)
    expect(swept).toEqual([
      '2024-11-02 at 2024-11-02T20:00:00.000Z',
      '2024-11-03 at 2024-11-03T04:00:00.000Z',
      '2024-11-04 at 2024-11-04T05:00:00.000Z',
      '2024-11-05 at 2024-11-05T05:00:00.000Z',
    ])
    await stop()
  })

  test('a machine that slept over midnight sweeps within a minute of waking', async () => {
    const { swept, pass, jump, stop } = sweeping('2024-05-01T12:00:00Z')
    await settled()
    jump('2024-05-03T15:00:00Z')
    await pass(60_000)
    expect(swept.at(-1)).toMatch(/^2024-05-03 at /)
    expect(swept).toHaveLength(2)
    await stop()
  })

  test('asked to look, it sweeps when the day is another and not when it is the same', async () => {
    const { swept, jump, look, stop, waiting } = sweeping('2024-05-01T12:00:00Z')
    await settled()
    look()
    await settled()
    expect(swept).toHaveLength(1)
    jump('2024-05-02T12:00:00Z')
    look()
    look()
    await settled()
    expect(swept).toHaveLength(2)
    expect(waiting()).toBe(1)
    await stop()
  })

  test('a sweep that fails is tried again after a minute, and stop leaves no timer', async () => {
    let failures = 2
    const { swept, pass, look, stop, waiting, log } = sweeping('2024-05-01T12:00:00Z', async () => {
      if (failures-- > 0) throw new Error('away')
    })
    await settled()
    look()
    await settled()
    expect(swept).toHaveLength(1)
    await pass(10 * 60_000)
    expect(swept).toHaveLength(3)
    expect(log.lines.map(({ fields }) => fields)).toEqual([
      { error: expect.stringMatching(/^Error at /) },
      { error: expect.stringMatching(/^Error at /) },
    ])
    expect(JSON.stringify(log.lines)).not.toMatch('away')
    expect(waiting()).toBe(1)
    await stop()
    expect(waiting()).toBe(0)
  })
})

describe('the sweep over a store', () => {
  let desk: Desk
  const crowd = Array.from({ length: 130 }, (_, n) => `c-${n}`)

  beforeAll(async () => {
    desk = await openDesk('2024-03-10T12:00:00Z')
    for (const member of crowd) {
      const own = [...referredOn('2023-12-01'), enrolledFrom('2024-01-10'), assessed('2024-01-20', 'initial')]
      await desk.put(
        ...own.map((resource) =>
          JSON.parse(
            JSON.stringify(resource)
              .replaceAll('kit', member)
              .replace(/"id":"(in|stay|a-[^"]*)"/, `"id":"$1-${member}"`),
          ),
        ),
      )
    }
    await desk.put(...JSON.parse(JSON.stringify(referredOn('2024-01-11')).replaceAll('kit', 'waits').replace('"in"', '"in-waits"')))
  }, 60_000)
  afterAll(() => desk.opened.close())

  test('CARES-ASN-03: nobody wrote anything, and the day after the sixtieth everybody enrolled has the finding', async () => {
    const [first, last] = [crowd[0]!, crowd.at(-1)!]
    await sweepMembers(desk, listening())
    expect(await desk.finding('CARES-ASN-03', `EpisodeOfCare/stay-${first}`)).toBeUndefined()
    desk.setNow('2024-03-11T04:00:00Z')
    const log = listening()
    await sweepMembers(desk, log)
    for (const member of [first, last]) {
      expect(await desk.finding('CARES-ASN-03', `EpisodeOfCare/stay-${member}`)).toMatchObject({ status: 'requested' })
    }
    expect(log.lines.at(-1)).toMatchObject({ message: 'swept', fields: { opened: crowd.length, closed: 0, failed: 0 } })
    expect(JSON.stringify(log.lines)).not.toMatch(/c-\d/)
  }, 30_000)

  test('CARES-ELG-04: somebody referred and not enrolled is on the roster as well', async () => {
    desk.setNow('2024-03-12T03:59:59Z')
    await sweepMembers(desk, listening())
    expect(await desk.finding('CARES-ELG-04', 'ServiceRequest/in-waits')).toBeUndefined()
    desk.setNow('2024-03-12T04:00:00Z')
    await sweepMembers(desk, listening())
    expect(await desk.finding('CARES-ELG-04', 'ServiceRequest/in-waits')).toMatchObject({ status: 'requested' })
  }, 30_000)

  test('a second sweep on the same day writes nothing; one that is stopped ends between two pages', async () => {
    const log = listening()
    await sweepMembers(desk, log)
    expect(log.lines.at(-1)?.fields).toMatchObject({ opened: 0, closed: 0 })
    const stopped = listening()
    await sweepMembers(desk, stopped, () => true)
    expect(stopped.lines).toEqual([])
  }, 30_000)
})

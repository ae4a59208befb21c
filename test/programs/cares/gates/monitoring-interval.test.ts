import { describe, expect, test } from '@jest/globals'
import { monitoringInterval } from '#programs/cares/gates/monitoring-interval.ts'
import { rosasIcp } from '../../../people/rosas-plan.ts'
import { ext } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const every = (value: number, code: string) =>
  brief(decide(monitoringInterval, rosasIcp({ extension: [ext('monitoring-interval', { valueDuration: { value, code } })] }), []))

describe('CARES-MON-01: a plan may be monitored more often than every six months, not less', () => {
  test.each([
    [6, 'mo'],
    [1, 'mo'],
    [26, 'wk'],
    [182, 'd'],
    [1, 'd'],
  ])('CARES-MON-01: every %d %s passes', (value, code) => {
    expect(every(value, code)).toEqual([])
  })

  test.each([
    [7, 'mo'],
    [27, 'wk'],
    [183, 'd'],
    [1, 'a'],
    [0, 'mo'],
    [3, 'h'],
  ])('CARES-MON-01: every %d %s is refused', (value, code) => {
    expect(every(value, code)).toEqual(['CARES-MON-01 refuses value'])
  })

  test('CARES-MON-01: a plan without an interval of its own is left alone', () => {
    expect(monitoringInterval.applies(rosasIcp())).toBe(false)
  })
})

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { boundedRefusals } from '#http/limits/bounded-refusals.ts'
import type { AuditLine } from '#interactions/audit/lines.ts'

describe('a flood of refusals', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  const made = (singly = 3) => {
    const lines: AuditLine[] = []
    const trail = { fails: false }
    const refusals = boundedRefusals(async (more) => {
      if (trail.fails) throw new Error('away')
      lines.push(...more)
    }, singly)
    return { lines, trail, ...refusals }
  }

  test('the first are told of one by one, of the rest one line says how many', async () => {
    const { tellsOf, lines } = made()
    expect([1, 2, 3, 4, 5].map(() => tellsOf('', '192.0.2.1'))).toEqual([true, true, true, false, false])
    expect(tellsOf('', '192.0.2.2')).toBe(true)
    await jest.advanceTimersByTimeAsync(59_999)
    expect(lines).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(lines).toEqual([
      {
        client: '',
        address: '192.0.2.1',
        action: 'E',
        interaction: 'refusals',
        outcome: 4,
        reason: '2 more refused within a minute, not told one by one',
      },
    ])
    expect(tellsOf('', '192.0.2.1')).toBe(true)
  })

  test('a client is counted by itself, wherever it comes from', async () => {
    const { tellsOf, lines, flush } = made(1)
    expect([tellsOf('ehr', '192.0.2.1'), tellsOf('ehr', '192.0.2.2'), tellsOf('', '192.0.2.1')]).toEqual([true, false, true])
    await flush()
    expect(lines).toMatchObject([{ client: 'ehr', reason: expect.stringMatching(/^1 more/) }])
  })

  test('from very many addresses the lines are bounded too', async () => {
    const { tellsOf, lines, flush } = made(1)
    for (let one = 0; one < 5_000; one += 1) for (let again = 0; again < 2; again += 1) tellsOf('', `10.0.${one >> 8}.${one & 255}`)
    await flush()
    expect(lines.length).toBeLessThanOrEqual(1_001)
    const told = lines.reduce((sum, { reason }) => sum + Number(reason?.split(' ')[0]), 0)
    expect(told).toBe(10_000 - 1_001)
  })

  test('what could not be written is told of with the next', async () => {
    const { tellsOf, lines, trail, flush } = made(1)
    for (let count = 0; count < 3; count += 1) tellsOf('', '192.0.2.1')
    trail.fails = true
    await expect(flush()).rejects.toThrow('away')
    trail.fails = false
    tellsOf('', '192.0.2.1')
    await jest.advanceTimersByTimeAsync(60_000)
    expect(lines).toMatchObject([{ reason: expect.stringMatching(/^3 more/) }])
  })

  test('none is no bound', () => {
    const { tellsOf } = made(0)
    for (let count = 0; count < 500; count += 1) expect(tellsOf('', '192.0.2.1')).toBe(true)
  })
})

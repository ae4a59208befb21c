import { describe, expect, test } from '@jest/globals'
import { allowance } from '#http/limits/allowance.ts'

describe('an allowance of three a minute', () => {
  const start = 1_000_000
  const made = () => {
    let at = start
    const clock = { to: (seconds: number) => (at = start + seconds * 1000) }
    return { clock, ...allowance(3, () => at) }
  }

  test('three go on, the fourth waits for the rest of the minute', () => {
    const { take, clock } = made()
    expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 0])
    expect(take('a')).toBe(60)
    clock.to(59.5)
    expect(take('a')).toBe(1)
    clock.to(60)
    expect(take('a')).toBe(0)
  })

  test('one key does not count for another', () => {
    const { take } = made()
    for (let count = 0; count < 4; count += 1) take('a')
    expect(take('b')).toBe(0)
  })

  test('to ask is not to take', () => {
    const { take, left } = made()
    for (let count = 0; count < 9; count += 1) expect(left('a')).toBe(0)
    for (let count = 0; count < 3; count += 1) take('a')
    expect(left('a')).toBe(60)
  })

  test('what was counted in one minute does not reach into a later one, however long nobody came', () => {
    const { take, clock } = made()
    for (let count = 0; count < 4; count += 1) take('a')
    clock.to(3600)
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 60])
  })

  test('keys that nobody bounds are forgotten from the oldest on', () => {
    const { take } = made()
    for (let count = 0; count < 3; count += 1) take('first')
    expect(take('first')).toBe(60)
    for (let count = 0; count < 100_000; count += 1) take(`address ${count}`)
    expect(take('first')).toBe(0)
  })

  test('none is no bound', () => {
    const { take, left } = allowance(0)
    for (let count = 0; count < 1000; count += 1) expect(take('a') + left('a')).toBe(0)
  })
})

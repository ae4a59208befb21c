import { describe, expect, test } from '@jest/globals'
import { flat, type Sample } from './sample.ts'

/** An hour of samples, a minute each, of which only resident memory counts. */
const hour = (rss: (minute: number) => number): Sample[] =>
  Array.from({ length: 60 }, (_, index) => ({ minute: index + 1, rss: rss(index + 1) }) as Sample)

describe('memory over an hour', () => {
  test('that warms up and then goes up and down is flat', () => {
    expect(
      flat(
        hour((minute) => Math.min(minute, 10) * 30 + (minute % 5) * 10),
        'rss',
        60,
      ).flat,
    ).toBe(true)
  })

  test('that grows by a megabyte a minute is not', () => {
    expect(
      flat(
        hour((minute) => 300 + minute),
        'rss',
        60,
      ),
    ).toMatchObject({ early: 318, late: 353, flat: false })
  })

  test('a tenth more is flat, more is not', () => {
    const step = (late: number) => hour((minute) => (minute > 45 ? late : 300))
    expect(flat(step(330), 'rss', 60).flat).toBe(true)
    expect(flat(step(331), 'rss', 60).flat).toBe(false)
  })

  test('one high minute is no growth', () => {
    expect(
      flat(
        hour((minute) => (minute === 55 ? 900 : 300)),
        'rss',
        60,
      ).flat,
    ).toBe(true)
  })
})

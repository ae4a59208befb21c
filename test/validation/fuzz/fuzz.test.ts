import { describe, expect, test } from '@jest/globals'
import { randomFrom } from '#demo/people/random.ts'
import { originals } from './corpus.ts'
import { mutations, spoil } from './mutate.ts'
import { fuzz } from './run.ts'

// A sample of `npm run fuzz:validator`, which tries a million.

test('spoilt records are judged without a crash, a hang, memory that stays or a changed prototype', () => {
  const { cases, faulty, failures } = fuzz({ seed: Number(process.env.FC_SEED ?? 20_230_707), mutations: 30_000, within: 12_000 })
  expect(failures).toEqual([])
  expect(cases).toBeGreaterThan(500)
  // Were most still sound, the mutations would not be worth their name.
  expect(faulty / cases).toBeGreaterThan(0.8)
}, 90_000)

describe('the run itself', () => {
  const supply = {
    values: new Map([
      ['valueString', ['x']],
      ['name', [[{ family: 'x' }]]],
    ]),
    keys: ['valueString', 'name'],
    types: ['Patient'],
    profiles: ['http://x.example/p'],
    extensions: ['http://x.example/e'],
  }
  const sound = { resourceType: 'Patient', id: 'a', name: [{ family: 'x', given: ['y', 'z'] }], active: true }

  test.each(Object.keys(mutations))('%s spoils a record', (name) => {
    const spoilt = Array.from({ length: 20 }, (_, seed) => mutations[name]!(structuredClone(sound), randomFrom(seed), supply))
    expect(spoilt.some((one) => JSON.stringify(one) !== JSON.stringify(sound))).toBe(true)
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('the same seed spoils the same way', () => {
    const text = JSON.stringify(sound)
    const one = Array.from({ length: 50 }, (_, seed) => spoil(text, randomFrom(seed), supply))
    expect(Array.from({ length: 50 }, (_, seed) => spoil(text, randomFrom(seed), supply))).toEqual(one)
    expect(new Set(one.map((spoilt) => spoilt.text)).size).toBeGreaterThan(25)
  })

  test('our own examples are among what it starts from', () => {
    expect(originals().records.some(({ name }) => name.startsWith('examples/CarePlan-'))).toBe(true)
  })
})

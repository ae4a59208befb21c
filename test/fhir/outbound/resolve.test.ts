import { describe, expect, test } from '@jest/globals'
import { createOutbound } from '#fhir/outbound/outbound.ts'
import { boundedLookups } from '#fhir/outbound/resolve.ts'

/** A resolver that answers when the test says so, or never. */
function slowResolver() {
  const answers = new Map<string, (addresses: string[]) => void>()
  const asked: string[] = []
  const resolve = (name: string) => {
    asked.push(name)
    return new Promise<readonly string[]>((resolved) => answers.set(name, resolved))
  }
  return { resolve, asked, answer: (name: string) => answers.get(name)?.(['8.8.8.8']) }
}
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: Error) => error.message,
  )

describe('a resolver that never answers', () => {
  test('is asked for few names at once, whoever asks how often; the rest give up in time', async () => {
    const { resolve, asked } = slowResolver()
    const call = createOutbound({ namedBy: 'others', timeout: 300, resolve: boundedLookups(resolve, { most: 2, patience: 100 }) })
    const start = performance.now()
    const calls = Array.from({ length: 300 }, (_, n) => outcome(call(`https://keys-${n % 50}.example.org/jwks`)))
    const answers = await Promise.all(calls)
    expect(asked).toEqual(['keys-0.example.org', 'keys-1.example.org'])
    expect(answers.filter((text) => text === 'answered')).toEqual([])
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  test('for one name keeps one place alone: others are answered meanwhile', async () => {
    const { resolve, asked, answer } = slowResolver()
    const look = boundedLookups(resolve, { most: 2, patience: 1_000 })
    for (let n = 0; n < 100; n += 1) void look('never.example.org')
    const names = Array.from({ length: 20 }, (_, n) => `good-${n}.example.org`)
    const found = names.map(look)
    for (const name of names) {
      expect(asked.at(-1)).toBe(name)
      answer(name)
      await found[names.indexOf(name)]
    }
    expect(await Promise.all(found)).toEqual(names.map(() => ['8.8.8.8']))
    expect(asked).toEqual(['never.example.org', ...names])
  })
})

describe('names that are asked for', () => {
  test('a place is free again after a failure', async () => {
    const look = boundedLookups(() => Promise.reject(new Error('no such name')), { most: 1, patience: 1_000 })
    const all = await Promise.all(['a', 'b', 'c'].map((name) => outcome(look(name))))
    expect(all).toEqual(['no such name', 'no such name', 'no such name'])
  })

  test('one that was answered is asked for anew the next time', async () => {
    const answers = [['8.8.8.8'], ['9.9.9.9']]
    const look = boundedLookups(async () => answers.shift() ?? [], { most: 1, patience: 1_000 })
    expect([await look('a'), await look('a')]).toEqual([['8.8.8.8'], ['9.9.9.9']])
  })

  test('who waited too long is not looked up any more', async () => {
    const { resolve, asked, answer } = slowResolver()
    const look = boundedLookups(resolve, { most: 1, patience: 50 })
    const first = look('first')
    expect(await outcome(look('second'))).toMatch(/too many names/)
    answer('first')
    await first
    expect(asked).toEqual(['first'])
  })
})

import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { FhirError } from '#fhir/error.ts'
import { together } from '#storage/together.ts'

/** Doubles numbers, and remembers its rounds; each takes until it is let go. */
function doubling(most: number, refuse: (asks: readonly number[]) => unknown = () => undefined) {
  const rounds: number[][] = []
  const held: (() => void)[] = []
  const ask = together(async (asks: readonly number[]) => {
    rounds.push([...asks])
    await new Promise<void>((resolve) => held.push(resolve))
    const refusal = refuse(asks)
    if (refusal !== undefined) throw refusal
    return asks.map((one) => 2 * one)
  }, most)
  const letGo = async () => {
    await turn()
    for (const one of held.splice(0)) one()
    await turn()
  }
  return { ask, rounds, letGo }
}

describe('what is asked for at about the same time', () => {
  test('is one round; what comes meanwhile is the next, and each gets its own answer', async () => {
    const { ask, rounds, letGo } = doubling(10)
    const first = [ask(1), ask(2)]
    await turn()
    const second = [ask(3), ask(4)]
    await letGo()
    expect(await Promise.all(first)).toEqual([2, 4])
    await letGo()
    expect(await Promise.all(second)).toEqual([6, 8])
    expect(rounds).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('who comes alone, or when all is done, is served at once', async () => {
    const { ask, rounds, letGo } = doubling(10)
    for (const one of [1, 2]) {
      const asked = ask(one)
      await letGo()
      expect(await asked).toBe(2 * one)
    }
    expect(rounds).toEqual([[1], [2]])
  })

  test('no round is larger than it may be', async () => {
    const { ask, rounds, letGo } = doubling(2)
    const asked = Promise.all([1, 2, 3, 4, 5].map(ask))
    for (let round = 0; round < 3; round++) await letGo()
    expect(await asked).toEqual([2, 4, 6, 8, 10])
    expect(rounds).toEqual([[1, 2], [3, 4], [5]])
  })

  test('what has the same key goes in different rounds, and nothing else waits for it', async () => {
    const rounds: string[][] = []
    const ask = together(
      async (asks: readonly string[]) => {
        rounds.push([...asks])
        await turn()
        return asks.map((one) => one.toUpperCase())
      },
      2,
      (one) => one[0]!,
    )
    expect(await Promise.all(['a1', 'a2', 'b1', 'c1', 'a3'].map(ask))).toEqual(['A1', 'A2', 'B1', 'C1', 'A3'])
    expect(rounds).toEqual([['a1', 'b1'], ['a2', 'c1'], ['a3']])
  })

  test('nobody waits long for a round that does not end, whether they came before it was late or after', async () => {
    const rounds: number[][] = []
    const ask = together(async (asks: readonly number[]) => {
      rounds.push([...asks])
      if (asks.includes(1)) await new Promise(() => {})
      return asks
    }, 10)
    ask(1).catch(() => undefined)
    await turn()
    expect(await ask(2)).toBe(2)
    expect(await ask(3)).toBe(3)
    expect(rounds).toEqual([[1], [2], [3]])
  })

  test('a round that ends late ends for its own, and the rounds go on one at a time', async () => {
    const { ask, rounds, letGo } = doubling(1)
    const asked = [1, 2, 3].map(ask)
    await pause(300)
    expect(rounds).toEqual([[1], [2]])
    for (let round = 0; round < 3; round++) await letGo()
    expect(await Promise.all(asked)).toEqual([2, 4, 6])
    expect(rounds).toEqual([[1], [2], [3]])
  })

  test('nobody fails by what another asked', async () => {
    const { ask, letGo } = doubling(10, (asks) => (asks.includes(2) ? new Error('not two') : undefined))
    const asked = Promise.allSettled([1, 2, 3].map(ask))
    for (let round = 0; round < 4; round++) await letGo()
    expect(await asked).toMatchObject([{ value: 2 }, { reason: { message: 'not two' } }, { value: 6 }])
  })

  test('where nothing can be reached, all hear so, once', async () => {
    const away = new FhirError('unavailable', [{ severity: 'error', code: 'transient', details: 'x', diagnostics: 'x' }])
    const { ask, rounds, letGo } = doubling(10, () => away)
    const asked = Promise.allSettled([1, 2].map(ask))
    await letGo()
    expect(await asked).toEqual([
      { status: 'rejected', reason: away },
      { status: 'rejected', reason: away },
    ])
    expect(rounds).toEqual([[1, 2]])
  })

  test('is done for nobody in particular, and each goes on as themselves', async () => {
    const who = new AsyncLocalStorage<string>()
    const seen: (string | undefined)[] = []
    const ask = together(async (asks: readonly number[]) => {
      seen.push(who.getStore())
      return asks
    }, 10)
    const after = await who.run('ana', async () => {
      await ask(1)
      return who.getStore()
    })
    expect([seen, after]).toEqual([[undefined], 'ana'])
  })
})

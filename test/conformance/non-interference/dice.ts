import fc from 'fast-check'

/** Choices that follow from a seed alone. */
export interface Dice {
  /** 0 to n - 1. */
  below(n: number): number
  pick<T>(of: readonly T[]): T
  /** Some of these, in their order. */
  some<T>(of: readonly T[], chance?: number): T[]
  chance(p: number): boolean
}

export function diceOf(seed: number): Dice {
  const [numbers] = fc.sample(fc.noBias(fc.infiniteStream(fc.noBias(fc.nat(2 ** 31 - 1)))), { seed, numRuns: 1 })
  const next = (): number => numbers!.next().value! / 2 ** 31
  return {
    below: (n) => Math.floor(next() * n),
    pick: (of) => of[Math.floor(next() * of.length)]!,
    some: (of, chance = 0.5) => of.filter(() => next() < chance),
    chance: (p) => next() < p,
  }
}

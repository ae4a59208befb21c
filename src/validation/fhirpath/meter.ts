/**
 * What one evaluation, or all those of one judgement, may use up. Expressions come from whoever stores a profile or sends a
 * patch, and a short one may walk a record again from each of its elements, or make a text twice as long at each step.
 */
export const limits = {
  /** Steps of one evaluation: items looked at, pairs compared. A million takes some 50 ms. */
  steps: 2_000_000,
  /** Further steps for each value in the record that is judged, up to so many; published invariants take about 570 at most. */
  stepsForEachValue: 500,
  stepsForValues: 8_000_000,
  /** And for each value of a record, however long: an invariant that looks at each of them once is never too costly. */
  stepsForEachOfMany: 50,
  /** Items in one collection. */
  items: 1_000_000,
  /** Characters in a text that an expression makes. R4 has no longer string. */
  text: 1_048_576,
}

/** More than an evaluation may use up: it ended, and nothing is known of its answer. Never to be taken for a yes or a no. */
export class TooCostly extends Error {
  override readonly name = 'TooCostly'
  /** The invariant that was being asked, and who asks for it. */
  asking?: string
}

/** The same for one that went so deep that the engine gave up; `undefined` for any other trouble. */
export function asTooCostly(error: unknown): TooCostly | undefined {
  if (error instanceof TooCostly) return error
  return error instanceof RangeError ? new TooCostly('it goes deeper than can be followed') : undefined
}

/** Counts down what is left. Evaluation is told by steps and not by a clock, so that a busy machine gives the same verdict. */
export class Meter {
  #left: number
  readonly #record: unknown
  #extended: boolean

  /** @param record what is judged: a long record may take more; absent, for an expression that has a fixed number of steps */
  constructor(steps = limits.steps, record?: unknown) {
    this.#left = steps
    this.#record = record
    this.#extended = record === undefined
  }

  /** Called before what it pays for is done. @throws TooCostly when no more are left */
  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) this.#extend()
  }

  /** As many items are about to stand in one collection; each is a step. @throws TooCostly when they are too many */
  items(count: number): void {
    if (count > limits.items) throw new TooCostly(`it makes a collection of more than ${limits.items} items`)
    this.spend(count)
  }

  /** A text as long as this is about to be made. @throws TooCostly when it is too long */
  text(length: number): void {
    if (length > limits.text) throw new TooCostly(`it makes a text of more than ${limits.text} characters`)
    this.read(length)
  }

  /** A text as long as this is about to be looked through. */
  read(length: number): void {
    this.spend(1 + (length >> 5))
  }

  #extend(): void {
    if (!this.#extended) {
      this.#extended = true
      const values = valuesIn(this.#record)
      this.#left += Math.min(values * limits.stepsForEachValue, limits.stepsForValues) + values * limits.stepsForEachOfMany
    }
    if (this.#left < 0) throw new TooCostly('it takes more steps than one evaluation may')
  }
}

/** How many values a record holds. Goes by a list of what is open, as a hostile record may nest very deep. */
function valuesIn(record: unknown): number {
  const open = [record]
  let count = 0
  for (; open.length > 0; count++) {
    const value = open.pop()
    if (typeof value === 'object' && value !== null) for (const key in value) open.push((value as Record<string, unknown>)[key])
  }
  return count
}

/** Answers that are good for a while; the ones that were not asked for the longest time go first. */
export class AnswerCache<Answer> {
  readonly #most: number
  readonly #now: () => number
  readonly #kept = new Map<string, { answer: Answer; until: number }>()

  constructor(most: number, now: () => number = () => performance.now()) {
    this.#most = most
    this.#now = now
  }

  get(key: string): { answer: Answer } | undefined {
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    this.#kept.delete(key)
    if (kept.until <= this.#now()) return undefined
    this.#kept.set(key, kept)
    return kept
  }

  /** @param milliseconds how long it is good for */
  set(key: string, answer: Answer, milliseconds: number): void {
    this.#kept.delete(key)
    this.#kept.set(key, { answer, until: this.#now() + milliseconds })
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!)
  }

  get size(): number {
    return this.#kept.size
  }
}

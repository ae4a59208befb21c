/** Stops asking somebody who does not answer, and tries again with one question after a rest. */
export class Breaker {
  readonly #most: number
  readonly #rest: number
  readonly #now: () => number
  #failures = 0
  #closedUntil = 0

  /**
   * @param most failures in a row after which nobody is asked
   * @param rest milliseconds until one question is let through again
   */
  constructor(most: number, rest: number, now: () => number = () => performance.now()) {
    this.#most = most
    this.#rest = rest
    this.#now = now
  }

  /** May a question go out? After a rest one may; the others wait for what becomes of it. */
  lets(): boolean {
    if (this.#failures < this.#most) return true
    if (this.#now() < this.#closedUntil) return false
    this.#closedUntil = this.#now() + this.#rest
    return true
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(): void {
    this.#failures++
    this.#closedUntil = this.#now() + this.#rest
  }
}

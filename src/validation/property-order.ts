/** A property that is known of a type. */
export interface Known<Itself> {
  key: string
  /** The one that came after it the last time. */
  next: Itself | undefined
}

/**
 * Finds what is known of an object's properties, one after the other. Records of one kind have theirs in the same order
 * nearly always, so the one that came next the last time is tried before it is looked for. Only what was given is kept:
 * what a record holds beside it leaves no trace.
 */
export class PropertyOrder<One extends Known<One>> {
  /** Stands before the first property. */
  readonly start: { next: One | undefined } = { next: undefined }
  readonly #byKey = new Map<string, One>()

  constructor(known: readonly One[]) {
    for (const one of known) this.#byKey.set(one.key, one)
  }

  find(key: string, before: { next: One | undefined }): One | undefined {
    const guess = before.next
    if (guess !== undefined && guess.key === key) return guess
    const found = this.#byKey.get(key)
    if (found !== undefined) before.next = found
    return found
  }
}

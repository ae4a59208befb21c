/** Collects the values of one statement and numbers their places: `$1`, `$2`, … */
export class Values {
  readonly list: unknown[] = []
  /** Places of values that stand here once, by SQL type. */
  readonly #once = new Map<string, Map<unknown, string>>()

  constructor(...first: unknown[]) {
    this.list.push(...first)
  }

  /** The place of a value in the statement's text, e.g. `$3`. */
  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length}`
  }

  /** The place, with its SQL type, of a value that several conditions may ask for: added the first time. Objects and lists are told by their identity. */
  once(value: unknown, type: string): string {
    const known = this.#once.get(type) ?? new Map<unknown, string>()
    this.#once.set(type, known)
    const place = known.get(value) ?? `${this.add(value)}::${type}`
    known.set(value, place)
    return place
  }
}

/** A value that follows from the moment of the statement, and so is known when that is sent. */
export class Momentary {
  readonly of: (at: Date) => unknown

  constructor(of: (at: Date) => unknown) {
    this.of = of
  }
}

/** Collects the values of one statement and numbers their places: `$1`, `$2`, … */
export class Values {
  /** Those that the first places are of: what several statements have in common. */
  readonly common: Values | undefined
  /** The rest. */
  readonly own: unknown[] = []
  /** Places of values that stand here once, by SQL type. */
  readonly #once = new Map<string, Map<unknown, string>>()

  /** @param common those of a part that is kept; they stand first, and nothing is added to them any more */
  constructor(first: readonly unknown[] = [], common?: Values) {
    this.common = common
    this.own.push(...first)
  }

  /** How many places there are. */
  get count(): number {
    return (this.common?.count ?? 0) + this.own.length
  }

  /** The place of a value in the statement's text, e.g. `$3`. */
  add(value: unknown): string {
    this.own.push(value)
    return `$${this.count}`
  }

  /** The place, with its SQL type, of a value that several conditions may ask for: added the first time. Objects and lists are told by their identity. */
  once(value: unknown, type: string): string {
    const place = this.#placeOf(value, type)
    if (place !== undefined) return place
    const added = `${this.add(value)}::${type}`
    const known = this.#once.get(type) ?? new Map<unknown, string>()
    this.#once.set(type, known.set(value, added))
    return added
  }

  #placeOf(value: unknown, type: string): string | undefined {
    const { common } = this
    return (common === undefined ? undefined : common.#placeOf(value, type)) ?? this.#once.get(type)?.get(value)
  }

  /** All of them as they are sent at a moment. */
  at(moment: Date): unknown[] {
    return [...(this.common?.at(moment) ?? []), ...this.own.map((value) => (value instanceof Momentary ? value.of(moment) : value))]
  }
}

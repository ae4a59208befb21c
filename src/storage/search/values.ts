/** Collects the values of one statement and numbers their places: `$1`, `$2`, … */
export class Values {
  readonly list: unknown[] = []

  constructor(...first: unknown[]) {
    this.list.push(...first)
  }

  /** The place of a value in the statement's text, e.g. `$3`. */
  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length}`
  }
}

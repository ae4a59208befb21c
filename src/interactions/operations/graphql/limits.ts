import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'

/** How much one query may ask for; each has its own clear error. */
export const limits = {
  /** Characters of the query. */
  length: 20_000,
  /** Words and signs of the query. */
  tokens: 5_000,
  /** Fields written in the document, those in fragments once. */
  fields: 500,
  /** Fields inside each other, fragments in their places. */
  depth: 20,
  /** Fields with fragments in their places, `fetch` for each that asks the store for resources. */
  cost: 1_000,
  fetch: 10,
  /** Statements sent to the database. */
  statements: 100,
  /** Resources read from the store, each once. */
  resources: 2_000,
  /** Values in the answer, and items looked at by a FHIRPath expression. */
  values: 100_000,
  /** Characters of a text that count as a further value. */
  text: 100,
  /** Characters of a FHIRPath expression. */
  fhirpath: 200,
  /** Errors told of at once. */
  errors: 20,
}

/** More than one query may ask for. */
export function tooMuch(details: string, diagnostics: string): FhirError {
  const issue: Issue = { severity: 'error', code: 'too-costly', details, diagnostics }
  return new FhirError('malformed', [issue])
}

/** What one answer has used up so far. */
export class Budget {
  #statements = 0
  #resources = 0
  #values = 0

  /** Resources that may still be read. */
  get resourcesLeft(): number {
    return limits.resources - this.#resources
  }

  /** Has the store been asked for anything? */
  get used(): boolean {
    return this.#statements > 0
  }

  statement(): void {
    if (++this.#statements > limits.statements)
      throw tooMuch(
        'too-many-lookups',
        `A query may look things up ${limits.statements} times; ask for less at once, or for lists instead of connections.`,
      )
  }

  /** @throws FhirError when there are more than one query may read */
  resources(count: number): void {
    this.#resources += count
    if (this.#resources > limits.resources)
      throw tooMuch('too-many-resources', `A query may read ${limits.resources} resources; narrow its searches, or give them a _count.`)
  }

  values(count: number): void {
    this.#values += count
    if (this.#values > limits.values)
      throw tooMuch(
        'answer-too-large',
        `An answer may have ${limits.values} values, each ${limits.text} characters of a text counted as one more; ask for fewer fields or resources.`,
      )
  }
}

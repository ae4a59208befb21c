import type { SlimValueSet } from '#fhir/definitions/terminology.ts'

/** Is a code in a value set? */
export interface Question {
  valueSet: string
  /** Sent along when it is here: the other server need not know it. */
  definition?: SlimValueSet
  system: string
  code: string
}

export function questionKey({ valueSet, system, code }: Omit<Question, 'definition'>): string {
  return `${valueSet}\n${system}\n${code}`
}

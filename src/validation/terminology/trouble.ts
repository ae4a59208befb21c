import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'

/** What keeps a value set from being expanded: a code system or value set that is not here, a filter that is not known. */
export type Trouble = Pick<Issue, 'code' | 'diagnostics'>

/** A question about codes that cannot be answered with what is here. All reasons at once: 422. */
export function cannotTell(troubles: readonly Trouble[]): FhirError {
  const seen = new Map(troubles.map((trouble) => [trouble.diagnostics, trouble]))
  return new FhirError(
    'rule',
    [...seen.values()].map((trouble): Issue => ({ severity: 'error', details: 'value-set-not-expanded', ...trouble })),
  )
}

/** More codes than one answer holds, or more work than one question is worth. */
export function tooCostly(diagnostics: string): FhirError {
  return new FhirError('rule', [{ severity: 'error', code: 'too-costly', details: 'too-costly', diagnostics }])
}

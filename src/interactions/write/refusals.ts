import { type ErrorKind, errorKinds, FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { Finding } from '#programs/vocabulary/finding.ts'
import { placed } from './change.ts'

const kindOf: Partial<Record<Finding['effect'], ErrorKind>> = { refuses: 'rule', duplicate: 'conflict', forbids: 'forbidden' }

/**
 * Everything that speaks against a set of changes, kept until all has been looked at: a partner mends it in one go.
 * Where faults are mixed, the kind that stands first in `errorKinds` answers.
 */
export class Refusals {
  readonly #found: { kind: ErrorKind; issue: Issue }[] = []

  add(kind: ErrorKind, ...issues: readonly Issue[]): void {
    for (const issue of issues) this.#found.push({ kind, issue })
  }

  /** Adds a rule's finding when it bars the write; says whether it did. */
  addFinding(finding: Finding, at: string): boolean {
    const kind = kindOf[finding.effect]
    if (kind === undefined) return false
    this.add(kind, issueOf(finding, 'error', at))
    return true
  }

  get any(): boolean {
    return this.#found.length > 0
  }

  /** Is there nothing against the changes but that they were made before? */
  get onlyConflicts(): boolean {
    return this.any && this.#found.every(({ kind }) => kind === 'conflict')
  }

  /** @throws FhirError with all of them, when there are any */
  settle(): void {
    const error = this.error()
    if (error !== undefined) throw error
  }

  /** All of them as one error; undefined when there are none. */
  error(): FhirError | undefined {
    const kind = errorKinds.find((one) => this.#found.some((found) => found.kind === one))
    if (kind === undefined) return undefined
    return new FhirError(
      kind,
      this.#found.map(({ issue }) => issue),
    )
  }
}

/** A rule's finding in the words of an outcome. */
export function issueOf(finding: Finding, severity: 'error' | 'warning', at: string): Issue {
  return { severity, code: finding.code, details: finding.cites.id, diagnostics: finding.says, expression: placed(at, finding.at) }
}

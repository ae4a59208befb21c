import type { Resource } from '@medplum/fhirtypes'
import type { IssueCode } from '#fhir/issue.ts'
import type { Requirement } from './requirement.ts'

/**
 * A rule's judgement. Nobody is thrown: every rule returns all it found, so that a partner can mend it in one go.
 * `effect` follows requirements.md section 0: refuses = E:code, duplicate = D, forbids = X, warns = W, opens = F.
 */
export interface Finding {
  cites: Requirement
  effect: 'refuses' | 'duplicate' | 'forbids' | 'warns' | 'opens'
  code: IssueCode
  /** What was found, what is allowed, how to mend it. No names, no health data beyond codes and days. */
  says: string
  /** FHIRPath places in the resource that was written, or `Type/id` of the record at fault. */
  at: string[]
  /** The row raises the priority of the finding. */
  urgent?: boolean
  /** What is kept of a write that is refused: the next version of a record that stands (CARES-ASN-01). */
  keeps?: Resource
}

/** E:code of requirements.md: the write is refused. */
export function refuses(cites: Requirement, code: IssueCode, says: string, ...at: string[]): Finding {
  return { cites, effect: 'refuses', code, says, at }
}

/** D of requirements.md: a duplicate or a conflict. */
export function duplicates(cites: Requirement, says: string, ...at: string[]): Finding {
  return { cites, effect: 'duplicate', code: 'duplicate', says, at }
}

/** W of requirements.md: stored, with a warning, and a finding is opened. */
export function warns(cites: Requirement, code: IssueCode, says: string, ...at: string[]): Finding {
  return { cites, effect: 'warns', code, says, at }
}

/** F of requirements.md: the scheduler opens a finding. */
export function opens(cites: Requirement, says: string, ...at: string[]): Finding {
  return { cites, effect: 'opens', code: 'business-rule', says, at }
}

/** X of requirements.md: not permitted for this actor or purpose. */
export function forbids(cites: Requirement, says: string, ...at: string[]): Finding {
  return { cites, effect: 'forbids', code: 'forbidden', says, at }
}

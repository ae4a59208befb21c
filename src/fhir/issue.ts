import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes'

/** Canonical base of everything this project defines (design: names). */
export const canon = 'https://cares-fhir.example.org'

/** Code system of requirement row IDs, as `OperationOutcome.issue.details.coding` carries them. */
export const requirementSystem = `${canon}/CodeSystem/requirement`

/** Code system of this server's own error codes. */
export const errorSystem = `${canon}/CodeSystem/error`

/** A FHIR issue type, as `OperationOutcome.issue.code` carries it (http://hl7.org/fhir/R4/valueset-issue-type.html). */
export type IssueCode = OperationOutcomeIssue['code']

/**
 * One thing that is wrong, or to be known, in the words that a partner can act on.
 * `diagnostics` says how to mend it and never holds health data of somebody the caller could not read.
 */
export interface Issue {
  severity: 'fatal' | 'error' | 'warning' | 'information'
  code: IssueCode
  /** A requirement row ID ("CARES-ELG-01") or, where no row speaks, one of our own error codes ("unknown-parameter"). */
  details: string
  /** What was found, what is allowed, how to mend it. */
  diagnostics: string
  /** FHIRPath of the place, e.g. `Patient.birthDate`. */
  expression?: string[]
}

/** What nobody expected, as it is told outside: nothing but the id under which the log tells its story. */
export function unexpectedIssue(id: string): Issue {
  return {
    severity: 'fatal',
    code: 'exception',
    details: 'unexpected',
    diagnostics: `Something went wrong here, not with your request. Quote ${id} when you ask about it.`,
  }
}

const rowId = /^(TIME|CARES-[A-Z]{3}|CP|OC|CSP|LAW|AMB)-\d{2}$/

/** A requirement that is named within a text. What the sources leave open (AMB) is no requirement by itself. */
export const citedRow = /\b(TIME|CARES-[A-Z]{3}|CP|OC|CSP|LAW)-\d{2}\b/

/** Spells issues as FHIR does. An empty list gives the "all OK" outcome, as R4 asks for at least one issue. */
export function outcomeOf(issues: readonly Issue[]): OperationOutcome {
  if (issues.length === 0) {
    return {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational', diagnostics: 'All OK' }],
    }
  }
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, code, details, diagnostics, expression }) => ({
      severity,
      code,
      details: { coding: [{ system: rowId.test(details) ? requirementSystem : errorSystem, code: details }] },
      diagnostics,
      ...(expression && expression.length > 0 ? { expression } : {}),
    })),
  }
}

import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { Context } from '../contract.ts'
import { type Change, placed } from './change.ts'

/** 42 CFR 441.18(a)(6): the team helps with an authorization, and never decides one. */
const rows = { decides: 'LAW-07', helps: 'CARES-COO-07' } as const

/** What may be decided before a service is given; a claim is settled afterwards. */
const beforehand: readonly unknown[] = ['preauthorization', 'predetermination']

/**
 * Case managers do not approve or deny services (LAW-07, CARES-COO-07): neither a team's system nor a person at work there writes the
 * answer of a payer, changes it or takes it away. They record the request (Claim), what became of it by their own Task, and read the
 * answer. It is asked of who they are alone, so the refusal tells of no member.
 *
 * @throws FhirError `forbidden`
 */
export function refuseServiceDecisions({ access }: Pick<Context, 'access'>, changes: readonly Change[]): void {
  if (access.caller.kind !== 'care-team') return
  const issues = changes.filter(decides).map(
    ({ type, at }): Issue => ({
      severity: 'error',
      code: 'forbidden',
      details: rows.decides,
      diagnostics: `Whether a service is authorized is the payer's to say. Help with it is a Task of the kind pa-assistance (${rows.helps}).`,
      expression: placed(at, [type]),
    }),
  )
  if (issues.length > 0) throw new FhirError('forbidden', issues)
}

function decides(change: Change): boolean {
  if (change.type === 'ClaimResponse') return true
  return change.type === 'ExplanationOfBenefit' && change.act !== 'delete' && beforehand.includes(change.resource.use)
}

import type { Caller } from '#auth/access-plan.ts'
import { FhirError } from '#fhir/error.ts'

const treatment = ['TREAT', 'ETREAT']

/** Purposes for which each kind of client may have an emergency plan (CARES-EMG-02). Paying is none of them. */
const allowed: Readonly<Record<NonNullable<Caller['kind']>, readonly string[]>> = {
  ems: ['ETREAT'],
  ed: treatment,
  hospital: treatment,
  pediatrician: treatment,
  specialist: treatment,
  'care-team': treatment,
  system: treatment,
  'health-plan': [],
  masshealth: [],
  tpa: [],
  school: [],
  'state-agency': [],
  'ltss-cp': [],
  'bh-cp': [],
  'waiver-manager': [],
  'ltss-provider': [],
  'one-care': [],
  csp: [],
  cca: [],
  member: ['PATRQT'],
  minor: [],
  family: ['FAMRQT'],
}

/**
 * The purpose for which the plan is read: the one that is stated, else the one that the client is registered with, else
 * treatment for those who treat every day. Decided before anybody is looked for, so that it tells nothing about a member.
 * @throws FhirError `forbidden`
 */
export function emergencyPurpose({ kind = 'system', purpose: registered }: Caller, stated: string | undefined): string {
  const purposes = allowed[kind]
  const purpose = stated ?? registered ?? (kind === 'ems' || kind === 'ed' ? undefined : purposes[0])
  if (purpose !== undefined && purposes.includes(purpose)) return purpose
  throw new FhirError('forbidden', [
    {
      severity: 'error',
      code: 'forbidden',
      details: 'CARES-EMG-02',
      diagnostics:
        purposes.length === 0
          ? 'An emergency plan is not given to this kind of client.'
          : `An emergency plan is given to this kind of client for the purpose ${purposes.join(' or ')}; state it as purpose.`,
    },
  ])
}

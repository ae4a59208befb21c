import { isDeepStrictEqual } from 'node:util'
import type { CarePlan, Resource } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { refuses } from '../../vocabulary/finding.ts'
import { referenceOf } from '../case/fact-source.ts'
import { isIcp } from '../case/plan-case.ts'
import { icp } from '../requirements/icp.ts'

const closing: readonly string[] = ['revoked', 'completed', 'entered-in-error']
const final: readonly string[] = ['active', 'revoked', 'completed']

/**
 * A finished version is not rewritten: what changes becomes a new version that replaces it, so that everybody can read
 * what was agreed then (CARES-ICP-18). It may only be closed, or marked as entered in error.
 */
export const finalVersion: Gate = {
  type: 'CarePlan',
  applies: (resource, previous) => wasFinal(previous) && resource.resourceType === 'CarePlan',
  needs: (resource) => ({
    member: (referenceOf((resource as CarePlan).subject) ?? '').replace('Patient/', ''),
    types: [],
    others: [],
    alongside: [],
  }),

  decide({ resource, previous }) {
    const now = resource as CarePlan
    const before = previous as CarePlan
    if (isDeepStrictEqual(content(now), content(before)) && (now.status === before.status || closing.includes(now.status))) return []
    const says = closing.includes(now.status)
      ? 'A finished ICP is closed by its status alone. Leave everything else as it was.'
      : 'A finished ICP is not edited in place. Write a new version whose replaces names this one; this one may only become revoked, completed or entered-in-error.'
    return [refuses(icp['CARES-ICP-18'], 'business-rule', says, 'CarePlan')]
  },
}

function wasFinal(previous: Resource | undefined): boolean {
  return previous !== undefined && isIcp(previous) && final.includes(previous.status)
}

/** Everything but what a closing may touch: status, the server's own meta, the narrative, and the end of the period. */
function content(plan: CarePlan): object {
  const { status: _status, meta: _meta, text: _text, period, ...rest } = plan
  return JSON.parse(JSON.stringify({ ...rest, start: period?.start })) as object
}

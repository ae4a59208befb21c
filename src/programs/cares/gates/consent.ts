import type { Consent } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Gate } from '../../program.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { consentOf } from '../case/consent.ts'
import { codesOf, memberIn } from '../case/fact-source.ts'
import { caseOf } from '../case.ts'
import { cites, whyNotSigner } from './consent-signer.ts'

/** Consents whose signer the program answers for. */
const judged = ['program-enrollment', 'release', 'removal', 'minor-consented', 'part2', 'hiv', 'emergency-exception']

/** CARES-CON-05 where a consent comes into force: each signer has a basis on the day of the signature. */
export const signedConsent: Gate = {
  type: 'Consent',
  applies: (resource) =>
    resource.resourceType === 'Consent' && codesOf(resource.category, systems.consentKind).some((kind) => judged.includes(kind)),
  needs: (resource) => ({
    member: memberIn((resource as Consent).patient),
    types: ['Patient', 'RelatedPerson', 'DocumentReference'],
    others: [],
    alongside: [],
  }),

  decide({ resource, previous, settings }, record): Finding[] {
    const { status, signed, signers, kinds } = consentOf(resource as Consent)
    const before = previous?.resourceType === 'Consent' ? consentOf(previous) : undefined
    const known = before?.status === 'active' && before.signed === signed && before.signers.join() === signers.join()
    if (status !== 'active' || known) return []
    const findings: Finding[] = []
    if (signed === undefined)
      findings.push(refuses(cites, 'required', 'A consent in force says on which day it was signed.', 'Consent.dateTime'))
    if (signers.length === 0) findings.push(refuses(cites, 'required', 'A consent in force says who signed it.', 'Consent.performer'))
    if (signed === undefined) return findings
    const file = caseOf(record)
    const reasons = signers.map((signer) => whyNotSigner(signer, { signed, kinds }, file, settings))
    // A second signature by somebody without authority does not spoil the first.
    if (signers.length === 0 || reasons.includes(undefined)) return findings
    for (const reason of new Set(reasons))
      findings.push(refuses(cites, 'business-rule', `The signer has no basis: ${reason}.`, 'Consent.performer'))
    return findings
  },
}

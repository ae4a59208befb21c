import type { Consent } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { ageOn } from '../../vocabulary/age.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { consentOf } from '../case/consent.ts'
import { memberIn, referencesOf } from '../case/fact-source.ts'
import { isEducationConsent } from '../case/school-record.ts'
import { type Case, caseOf } from '../case.ts'
import { con } from '../requirements/con.ts'
import { whyNotSigner } from './consent-signer.ts'

const cites = con['CARES-CON-08']

/** A part that 34 CFR 99.30 asks for, and where it stands. */
const parts: readonly { has(consent: Consent): boolean; says: string; at: string }[] = [
  {
    has: ({ provision }) => Boolean(provision?.class?.length || provision?.code?.length),
    says: 'which records: classes or codes of them.',
    at: 'Consent.provision.class',
  },
  { has: ({ provision }) => Boolean(provision?.purpose?.length), says: 'what for: each purpose.', at: 'Consent.provision.purpose' },
  {
    has: ({ provision }) => Boolean(provision?.actor?.some(({ role }) => role?.coding?.some(({ code }) => code === 'IRCP'))),
    says: 'who receives them: an actor with the role IRCP.',
    at: 'Consent.provision.actor',
  },
  { has: ({ performer }) => Boolean(performer?.length), says: 'who signed it.', at: 'Consent.performer' },
  { has: (consent) => consentOf(consent).signed !== undefined, says: 'on which day it was signed.', at: 'Consent.dateTime' },
  {
    has: (consent) => Boolean(consent.sourceAttachment ?? consent.sourceReference) || isSignedElectronically(consent),
    says: 'the signature itself: the signed form (source), or a verification with whom and when, who is the signer (34 CFR 99.30(d)).',
    at: 'Consent.verification',
  },
]

/**
 * CARES-CON-08: a consent to have education records comes into force with its three contents, signed and dated, by a parent
 * or guardian until the student is 18 and by the student from then on. Whatever a minor may decide on alone, it is not this.
 */
export const educationConsent: Gate = {
  type: 'Consent',
  applies: (resource) => resource.resourceType === 'Consent' && resource.status === 'active' && isEducationConsent(resource),
  needs: (resource) => ({
    member: memberIn((resource as Consent).patient),
    types: ['Patient', 'RelatedPerson', 'DocumentReference'],
    others: [],
    alongside: [],
  }),
  decide({ resource, settings }, record): Finding[] {
    const consent = resource as Consent
    // Who refuses releases nothing.
    if (consent.provision?.type === 'deny') return []
    const missing = parts
      .filter(({ has }) => !has(consent))
      .map(({ says, at }) =>
        refuses(cites, 'required', `A consent to have school records says ${says} Store it as a draft until it does.`, at),
      )
    const { signed, signers, kinds } = consentOf(consent)
    if (signed === undefined || signers.length === 0) return missing
    const file = caseOf(record)
    const reasons = signers.map((signer) =>
      isMinor(signer, file, signed, settings) ? minorSigned : whyNotSigner(signer, { signed, kinds }, file, settings),
    )
    if (reasons.includes(undefined)) return missing
    return [
      ...missing,
      ...[...new Set(reasons)].map((reason) => refuses(cites, 'business-rule', `The signer has no basis: ${reason}.`, 'Consent.performer')),
    ]
  },
}

const minorSigned = 'education rights are the parents’ until the student is 18'

function isMinor(signer: string, { member }: Case, signed: string, settings: Parameters<typeof ageOn>[2]): boolean {
  return signer === `Patient/${member?.id}` && member?.birthDate !== undefined && ageOn(member.birthDate, signed, settings) < 18
}

/** By a signature that says whose it is, and when: somebody who signed, not only somebody who was asked. */
function isSignedElectronically({ verification, performer }: Consent): boolean {
  const signers = referencesOf(performer)
  return Boolean(
    verification?.some(
      ({ verified, verifiedWith, verificationDate }) =>
        verified && verificationDate !== undefined && referencesOf(verifiedWith ? [verifiedWith] : []).some((one) => signers.includes(one)),
    ),
  )
}

import type { Program } from '../program.ts'
import { sharedRequirements } from '../shared-requirements/index.ts'
import { careGates } from './gates/care.ts'
import { certification } from './gates/certification.ts'
import { chargeDefinition } from './gates/charge-definition.ts'
import { claim } from './gates/claim.ts'
import { signedConsent } from './gates/consent.ts'
import { masshealthCoverage } from './gates/coverage.ts'
import { educationConsent } from './gates/education-consent.ts'
import { enrollment } from './gates/enrollment.ts'
import { evaluationCompletion } from './gates/evaluation.ts'
import { member } from './gates/member.ts'
import { programReferral } from './gates/program-referral.ts'
import { releaseParts } from './gates/release.ts'
import { schoolRecord } from './gates/school-record.ts'
import { serviceEncounter, serviceProcedure } from './gates/service-event.ts'
import { transferHandOver } from './gates/transfer-hand-over.ts'
import { profilesOf } from './profiles.ts'
import { requirements } from './requirements/index.ts'
import { watch } from './watch.ts'

/** CARES for Kids: coordination of care for children with complex medical needs. README.md says where each rule is. */
export const cares: Program = {
  code: 'cares',
  requirements: { ...requirements, ...sharedRequirements },
  profilesOf,
  gates: [
    member,
    masshealthCoverage,
    signedConsent,
    releaseParts,
    educationConsent,
    schoolRecord,
    programReferral,
    evaluationCompletion,
    certification,
    enrollment,
    transferHandOver,
    serviceEncounter,
    serviceProcedure,
    claim,
    chargeDefinition,
    ...careGates,
  ],
  watch,
}

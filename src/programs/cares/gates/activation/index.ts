import type { ActivationRule } from './activation.ts'
import { age } from './age.ts'
import { backDating } from './back-dating.ts'
import { certification } from './certification.ts'
import { choice } from './choice.ts'
import { consent } from './consent.ts'
import { coverage } from './coverage.ts'
import { education } from './education.ts'
import { evaluation } from './evaluation.ts'
import { intake } from './intake.ts'
import { otherTcm } from './other-tcm.ts'
import { participation } from './participation.ts'
import { providerType } from './provider-type.ts'
import { rights } from './rights.ts'
import { tcmEnrollment } from './tcm-enrollment.ts'

/** Every condition under which an enrollment comes into force (CARES-ASN-09), in the order of the requirements. */
export const activationRules: readonly ActivationRule[] = [
  age,
  coverage,
  evaluation,
  providerType,
  participation,
  tcmEnrollment,
  certification,
  intake,
  education,
  rights,
  choice,
  consent,
  backDating,
  otherTcm,
]

import { certifiedDay } from './certified-day.ts'
import { collateralPurpose } from './collateral-purpose.ts'
import type { CountableTest } from './countable-test.ts'
import { covered } from './covered.ts'
import { directDelivery } from './direct-delivery.ts'
import { enrolled } from './enrolled.ts'
import { finished } from './finished.ts'
import { noted } from './noted.ts'
import { otherTcmDay } from './other-tcm-day.ts'
import { participating } from './participating.ts'
import { payableRole } from './payable-role.ts'
import { scopeActivity } from './scope-activity.ts'
import { tcmEnrolled } from './tcm-enrolled.ts'
import { teamBase } from './team-base.ts'
import { underTwentyOne } from './under-twenty-one.ts'

/** Every condition under which a service event counts (CARES-PAY-05), in the order in which an answer names them. */
export const countableTests: readonly CountableTest[] = [
  finished,
  scopeActivity,
  noted,
  enrolled,
  certifiedDay,
  otherTcmDay,
  underTwentyOne,
  covered,
  participating,
  tcmEnrolled,
  teamBase,
  payableRole,
  directDelivery,
  collateralPurpose,
]

import type { PractitionerRole } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import { covers, type Day, type Period } from '../../vocabulary/calendar.ts'
import { codesOf, periodOf, referenceOf, referencesOf, sourceOf } from './fact-source.ts'

/** Somebody's post: the role that teams, events and tasks name. */
export interface StaffRole {
  source: string
  id: string
  practitioner?: string
  organization?: string
  /** Codes of `cares-role`. */
  roles: string[]
  /** `Location/id` where the post is based. */
  locations: string[]
  services: string[]
  period: Period
  /** Switched off without an end date, so that nobody can say until when it was held. */
  voided: boolean
}

export function staffRoleOf(role: PractitionerRole): StaffRole {
  const period = periodOf(role.period)
  return {
    source: sourceOf(role),
    id: role.id ?? '',
    practitioner: referenceOf(role.practitioner),
    organization: referenceOf(role.organization),
    roles: codesOf(role.code, systems.caresRole),
    locations: referencesOf(role.location),
    services: referencesOf(role.healthcareService),
    period,
    voided: role.active === false && period.end === undefined,
  }
}

/** Is the post held on this day? Both ends of its period are in it (TIME-08). */
export function isHeld(role: StaffRole, day: Day): boolean {
  return !role.voided && covers(role.period, day)
}

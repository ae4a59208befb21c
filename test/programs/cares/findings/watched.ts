import type { CarePlan, CareTeam, Communication, Consent, Resource } from '@medplum/fhirtypes'
import { cares } from '#programs/cares/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coded, concept, ext, loinc, ref } from '../../../people/spelling.ts'
import { enrolledFrom, referredOn } from '../clocks/read-one.ts'

/** What CARES' watch finds for one row on a day, as the records at fault. */
export function found(row: string, records: readonly Resource[], day: string, configured?: object): string[] {
  return cares
    .watch!.findings(records, day, settingsFrom(configured))
    .filter(({ cites }) => cites.id === row)
    .flatMap(({ at }) => at)
}

export const stay = 'EpisodeOfCare/stay'

/** Kit, referred, evaluated and enrolled from a day on. */
export function enrolledKit(start: string, end?: string): Resource[] {
  return [...referredOn('2023-12-01'), enrolledFrom(start, end)]
}

/** Kit's care team with one person in one role. */
export function teamOf(role: string, member = 'PractitionerRole/cc', period?: { start?: string; end?: string }): CareTeam {
  return {
    resourceType: 'CareTeam',
    id: 'team',
    status: 'active',
    subject: ref('Patient/kit'),
    participant: [{ role: [concept('cares-role', role)], member: ref(member), ...(period ? { period } : {}) }],
  }
}

export function icpWith(more: Partial<CarePlan>): CarePlan {
  return {
    resourceType: 'CarePlan',
    id: 'icp',
    status: 'active',
    intent: 'plan',
    category: [concept('careplan-kind', 'icp')],
    subject: ref('Patient/kit'),
    ...more,
  }
}

export function release(status: Consent['status'], dateTime: string): Consent {
  return {
    resourceType: 'Consent',
    id: 'release',
    status,
    scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
    category: [coded(loinc, '64292-6')],
    patient: ref('Patient/kit'),
    dateTime,
  }
}

export function letter(medium: string, sent: string): Communication {
  return {
    resourceType: 'Communication',
    id: `letter-${medium}`,
    status: 'completed',
    category: [concept('communication-kind', 'enrollment-letter')],
    medium: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', medium)],
    subject: ref('Patient/kit'),
    sent,
  }
}

export { concept, ext, ref }

import type { Patient } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { isDay } from '../../vocabulary/calendar.ts'
import { memberIdSystem } from '../case/member.ts'
import { implausible } from './activation/age.ts'
import { memberIdFindings } from './member-id.ts'

/** A member's own record: an ID of twelve digits (LAW-10) and a birth date that can be one (TIME-07). */
export const member: Gate = {
  type: 'Patient',
  applies: (resource) => resource.resourceType === 'Patient' && idsOf(resource).length > 0,
  needs: (resource) => ({ member: resource.id ?? '', types: [], others: [], alongside: [] }),
  decide({ resource, today }) {
    const patient = resource as Patient
    const findings = memberIdFindings(idsOf(patient), 'Patient.identifier')
    const { birthDate } = patient
    // A partial birth date is kept; it is refused where an age is asked for.
    return birthDate !== undefined && isDay(birthDate) ? [...findings, ...implausible(birthDate, today)] : findings
  },
}

function idsOf(patient: Patient): string[] {
  return (patient.identifier ?? []).flatMap(({ system, value }) => (system === memberIdSystem && value !== undefined ? [value] : []))
}

import type { Patient } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { type Day, isDay } from '../../vocabulary/calendar.ts'
import { extensionsOf, sourceOf } from './fact-source.ts'

/** System of the twelve-digit MassHealth member ID (requirements 11.1). */
export const memberIdSystem = `${canon}/sid/masshealth-member-id`

/** The child, as far as rules look at them. */
export interface Member {
  source: string
  id: string
  /** Only a birth date to the day; a partial one is not a fact that an age can rest on. */
  birthDate?: Day
  /** Does the record carry what eligibility is asked by: member ID, SSN, agency ID, or name, birth date and gender (LAW-10)? */
  verifiable: boolean
  /** Languages that the member uses (BCP 47). */
  languages: string[]
  /** Grounds on which the minor may consent alone: codes of `minor-consent-basis`. */
  minorConsentBasis: string[]
}

const keySystems: readonly (string | undefined)[] = [memberIdSystem, 'http://hl7.org/fhir/sid/us-ssn', `${canon}/sid/ma-agency-id`]

function isVerifiable({ identifier = [], name = [], birthDate, gender }: Patient): boolean {
  if (identifier.some(({ system, value }) => keySystems.includes(system) && value?.trim())) return true
  const named = name.some(({ family, given, text }) => (family && given?.length) || text)
  return named && birthDate !== undefined && isDay(birthDate) && gender !== undefined
}

export function memberOf(patient: Patient): Member {
  const languages = (patient.communication ?? []).flatMap(({ language }) => language.coding?.flatMap(({ code }) => code ?? []) ?? [])
  return {
    source: sourceOf(patient),
    id: patient.id ?? '',
    ...(patient.birthDate !== undefined && isDay(patient.birthDate) ? { birthDate: patient.birthDate } : {}),
    verifiable: isVerifiable(patient),
    languages,
    minorConsentBasis: extensionsOf(patient, 'minor-consent-basis').flatMap(({ valueCode }) => valueCode ?? []),
  }
}

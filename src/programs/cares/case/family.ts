import type { Patient, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { ageOn } from '../../vocabulary/age.ts'
import { covers, type Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { all, keyOf } from './element.ts'
import { extensionsOf, partOf } from './fact-source.ts'

/** Who the family is, as a plan needs to know it. */
export interface Family {
  /** `Patient/id`. */
  member: string
  birth?: Day
  /** BCP 47 codes, the preferred one first. */
  languages: string[]
  /** Is an accessibility need stated, or stated to be none? */
  accessibilitySaid: boolean
  /** Primary care on the member's own record. */
  primaryCare: string[]
  kin: Kin[]
  /** Is there an electronic address for the member or a parent: an e-mail, or a portal's? */
  electronic: boolean
}

/** A parent, guardian or other person related to the member. */
export interface Kin {
  /** `RelatedPerson/id`. */
  source: string
  /** Is this a parent or guardian: by relationship, or by a legal authority on file? */
  parentOrGuardian: boolean
  /** Periods in which this person was guardian by law: what may bind an adult member. */
  guardianships: { start?: Day; end?: Day }[]
  languages: string[]
}

/** Reasons that AMB-44 accepts for somebody who took no part. */
export const absenceReasons: readonly string[] = ['declined', 'too-young', 'unable', 'unavailable', 'excluded-by-law']

/** Relationship codes (v3-RoleCode) of parents and guardians. */
const parental = new Set(
  'PRN FTH MTH NPRN NFTH NMTH NFTHF NMTHF ADOPTP ADOPTF ADOPTM GESTM STPPRN STPFTH STPMTH PRNFOST FTHFOST MTHFOST GUARD'.split(' '),
)

const byLaw = new Set(['legal-guardian', 'court-guardian'])

export function familyOf(records: readonly Resource[], member: string): Family {
  const patient = all(records, 'Patient').find((record) => keyOf(record) === member)
  return {
    member,
    birth: localDay(patient?.birthDate),
    languages: languagesOf(patient),
    accessibilitySaid: extensionsOf(patient, 'accessibility-need').length > 0,
    primaryCare: (patient?.generalPractitioner ?? []).flatMap(({ reference }) => reference ?? []),
    kin: all(records, 'RelatedPerson').map(kinOf),
    electronic: [patient, ...all(records, 'RelatedPerson')].some((person) =>
      person?.telecom?.some(({ system, value }) => (system === 'email' || system === 'url') && value),
    ),
  }
}

function kinOf(person: RelatedPerson): Kin {
  const authorities = extensionsOf(person, 'legal-authority').map((authority) => ({
    kind: partOf(authority, 'kind')?.valueCode,
    period: partOf(authority, 'period')?.valuePeriod,
  }))
  const related = (person.relationship ?? []).some(({ coding }) => coding?.some(({ code }) => code !== undefined && parental.has(code)))
  return {
    source: keyOf(person),
    parentOrGuardian: related || authorities.length > 0,
    guardianships: authorities
      .filter(({ kind }) => kind !== undefined && byLaw.has(kind))
      .map(({ period }) => ({ start: localDay(period?.start), end: localDay(period?.end) })),
    languages: languagesOf(person),
  }
}

function languagesOf(person: Patient | RelatedPerson | undefined): string[] {
  const spoken = [...(person?.communication ?? [])].sort((one, other) => Number(other.preferred ?? false) - Number(one.preferred ?? false))
  return spoken.flatMap(({ language }) => language?.coding?.find(({ code }) => code)?.code ?? language?.text ?? [])
}

/** Is somebody guardian of the member by law on this day? An authority without a start holds from the beginning. */
export function isUnderGuardianship(family: Family, day: Day): boolean {
  return family.kin.some(({ guardianships }) =>
    guardianships.some(({ start, end }) => covers({ start: start ?? '0001-01-01', ...(end ? { end } : {}) }, day)),
  )
}

/** Who of the family has to take part on a day (AMB-44): both, or the member alone from 18 on without a guardian. */
export function whoTakesPart(family: Family, day: Day, settings: Settings): ('member' | 'parent')[] {
  const adult = family.birth !== undefined && ageOn(family.birth, day, settings) >= 18
  return adult && !isUnderGuardianship(family, day) ? ['member'] : ['member', 'parent']
}

/**
 * Who is missing without a reason (AMB-44).
 * @param present `Type/id` of those who took part
 * @param reasons the reason recorded for each who did not; only the codes of `absenceReasons` count
 */
export function missingFrom(
  family: Family,
  day: Day,
  present: readonly string[],
  reasons: { member?: string; parent?: string },
  settings: Settings,
): ('member' | 'parent')[] {
  const came = {
    member: present.includes(family.member),
    parent: family.kin.some(({ source, parentOrGuardian }) => parentOrGuardian && present.includes(source)),
  }
  const needed = whoTakesPart(family, day, settings)
  if (settings.on('family-presence', day) === 'either' && needed.some((who) => came[who])) return []
  return needed.filter((who) => !came[who] && !absenceReasons.includes(reasons[who] ?? ''))
}

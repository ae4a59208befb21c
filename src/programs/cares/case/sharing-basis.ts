import type { Consent, Reference, Resource } from '@medplum/fhirtypes'
import { ageOn } from '../../vocabulary/age.ts'
import { covers, type Day } from '../../vocabulary/calendar.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { caseOf } from '../case.ts'
import { isInForce } from './consent-in-force.ts'
import { all, codesFrom, isCoded } from './element.ts'
import { hasCode, periodOf, referenceOf, referencesOf } from './fact-source.ts'
import { authoritiesOn } from './representative.ts'

/** Why a plan may go to somebody: as the member's own people, for care or its payment and operation, or by a release. */
export type Basis = 'family' | 'care' | 'release'

/** Partners outside of care: they have a plan by a release alone, whatever the setting (AMB-17). */
const byReleaseAlone = ['school', 'early-intervention', 'community-support', 'state-agency', 'natural-support']

/** What the basis of a share is read from. */
export const sharingTypes: readonly string[] = [
  'Patient',
  'RelatedPerson',
  'Consent',
  'EpisodeOfCare',
  'CareTeam',
  'Coverage',
  'Encounter',
  'ServiceRequest',
]

/**
 * On what ground a plan may go to a recipient on a day; undefined: on none. A release counts first, as it says so for this one
 * recipient; treatment, payment and operations are a basis of their own and never passed off as one (CARES-CON-01, AMB-17).
 */
export function sharingBasis(recipient: Reference, records: readonly Resource[], day: Day, settings: Settings): Basis | undefined {
  if (isFamily(referenceOf(recipient), records, day, settings)) return 'family'
  const file = caseOf(records)
  const releases = all(records, 'Consent').filter((consent) => isOfPlans(consent) && isInForce(consent, file, day, settings))
  if (releases.some((consent) => receives(consent, recipient))) return 'release'
  if (settings.on('tpo-without-roi', day) === 'require-roi') return undefined
  const whom = referenceOf(recipient)
  return whom !== undefined && caresFor(whom, records, day) ? 'care' : undefined
}

/** The member, and who acts for them on the day. */
function isFamily(whom: string | undefined, records: readonly Resource[], day: Day, settings: Settings): boolean {
  const { member, representatives } = caseOf(records)
  if (member === undefined) return false
  if (whom === `Patient/${member.id}`) return true
  const person = representatives.find(({ id }) => id === whom)
  if (person === undefined || member.birthDate === undefined) return false
  const isAdult = ageOn(member.birthDate, day, settings) >= 18
  return authoritiesOn(person, day).some(({ kind }) => kind === 'court-guardian' || (!isAdult && kind !== 'caregiver-authorization'))
}

/** A release that covers plans of care: by the type of record, or by the kind of document. */
function isOfPlans({ category, provision }: Consent): boolean {
  if (!isCoded(category, 'consent-kind', 'release')) return false
  const classes = provision?.class ?? []
  return (
    classes.some(({ system, code }) => code === 'CarePlan' && system === 'http://hl7.org/fhir/resource-types') ||
    isCoded([{ coding: classes }], 'document-kind', 'icp') ||
    hasCode(provision?.code ?? [], 'http://loinc.org', '18776-5')
  )
}

/** Named as receiving: by reference, or, for a body that has no record here, by the same name. */
function receives({ provision }: Consent, recipient: Reference): boolean {
  const whom = referenceOf(recipient)
  return (provision?.actor ?? []).some(({ role, reference }) => {
    if (!role?.coding?.some(({ code }) => code === 'IRCP')) return false
    if (whom !== undefined) return referenceOf(reference) === whom
    return recipient.display?.trim() !== undefined && recipient.display.trim() !== '' && reference?.display === recipient.display
  })
}

function caresFor(whom: string, records: readonly Resource[], day: Day): boolean {
  const isNow = (period: Parameters<typeof periodOf>[0]) => {
    const { start = '0001-01-01', ...rest } = periodOf(period)
    return covers({ ...rest, start }, day)
  }
  const seats = all(records, 'CareTeam')
    .filter(({ status, period }) => (status === undefined || status === 'active') && isNow(period))
    .flatMap(({ participant }) => participant ?? [])
    .filter(({ member, onBehalfOf, period }) => isNow(period) && [referenceOf(member), referenceOf(onBehalfOf)].includes(whom))
  const outside = seats.filter(({ role }) => codesFrom(role, 'cares-role').some((code) => byReleaseAlone.includes(code)))
  if (outside.length > 0) return false
  return (
    seats.length > 0 ||
    all(records, 'Patient').some(({ generalPractitioner }) => referencesOf(generalPractitioner).includes(whom)) ||
    all(records, 'EpisodeOfCare').some(
      ({ status, managingOrganization, period }) => status === 'active' && isNow(period) && referenceOf(managingOrganization) === whom,
    ) ||
    all(records, 'Coverage').some(
      ({ status, payor, period }) => status === 'active' && isNow(period) && referencesOf(payor).includes(whom),
    ) ||
    all(records, 'Encounter').some(
      ({ status, serviceProvider, period }) => status !== 'entered-in-error' && isNow(period) && referenceOf(serviceProvider) === whom,
    ) ||
    all(records, 'ServiceRequest').some(({ status, performer }) => status === 'active' && referencesOf(performer).includes(whom))
  )
}

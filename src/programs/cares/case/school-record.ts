import type { Consent, DocumentReference, Resource } from '@medplum/fhirtypes'
import { ageOn } from '../../vocabulary/age.ts'
import { covers, type Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { caseOf } from '../case.ts'
import { all, codesFrom, isCoded } from './element.ts'
import { periodOf, referencesOf } from './fact-source.ts'
import { authoritiesOn } from './representative.ts'

const kinds = ['iep', 'plan-504']

/** A school's record that was stored here: an education program or a section 504 plan. */
export function isSchoolRecord(resource: Resource): resource is DocumentReference {
  if (resource.resourceType !== 'DocumentReference' || resource.status !== 'current') return false
  return codesFrom(resource.category, 'document-kind').some((kind) => kinds.includes(kind))
}

/** Is this a consent to have education records from the school (34 CFR 99.30)? */
export function isEducationConsent({ category }: Consent): boolean {
  return isCoded(category, 'consent-kind', 'ferpa')
}

/** Why a school's record has no consent to stand on. One sentence for the write and for the watch: they are the same finding. */
export const schoolRecordSays =
  'A school record is stored without a FERPA consent in force. Record the signed consent (kind ferpa) of the parent, or of the student from 18 on.'

/**
 * Did the record come in by a consent: one in force on its own day, or on the day on which it is asked? One that was ended
 * afterwards has let it in.
 *
 * @param records the member's Patient, Consents and RelatedPersons
 */
export function cameByConsent(document: DocumentReference, records: readonly Resource[], day: Day, settings: Settings): boolean {
  const own = localDay(document.date ?? document.meta?.lastUpdated) ?? day
  const consents = all(records, 'Consent').filter(isEducationConsent)
  return [own, day].some((on) => consents.some((consent) => heldOn(consent, on, records, settings)))
}

function heldOn(
  { status, dateTime, meta, performer, provision }: Consent,
  on: Day,
  records: readonly Resource[],
  settings: Settings,
): boolean {
  const signed = localDay(dateTime)
  if (provision?.type === 'deny' || signed === undefined || signed > on) return false
  // When it was ended is known no better than by its last version.
  if (status !== 'active' && !(status === 'inactive' && on <= (localDay(meta?.lastUpdated) ?? ''))) return false
  const { start = signed, ...period } = periodOf(provision?.period)
  return covers({ ...period, start }, on) && speaks(referencesOf(performer), on, records, settings)
}

/** Education rights are the student's own from 18 on (34 CFR 99.5): what others signed holds until then, or by a court's word. */
function speaks(signers: readonly string[], on: Day, records: readonly Resource[], settings: Settings): boolean {
  const { member, representatives } = caseOf(records)
  if (member?.birthDate === undefined) return false
  const isStudent = ageOn(member.birthDate, on, settings) >= 18
  if (signers.some((signer) => signer.startsWith('Patient/'))) return isStudent
  if (!isStudent) return signers.length > 0
  return representatives.some(
    (person) => signers.includes(person.id) && authoritiesOn(person, on).some(({ kind }) => kind === 'court-guardian'),
  )
}

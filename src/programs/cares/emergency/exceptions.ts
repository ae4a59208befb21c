import type { Consent, Resource } from '@medplum/fhirtypes'
import { ageOn } from '../../vocabulary/age.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { covers } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { all, isCoded } from '../case/element.ts'
import { periodOf, referencesOf } from '../case/fact-source.ts'
import { authoritiesOn } from '../case/representative.ts'
import { type Case, caseOf } from '../case.ts'

/** Labels of programs and tests whose law knows an exception for emergencies. Mental health follows releases alone. */
const withAnException = ['42CFRPart2', 'ETH', 'HIV']

/**
 * What breaking the glass opens besides: nothing, unless the configuration takes its documentation (who, when, why) for the
 * exception itself (AMB-31, 42 CFR 2.51(c)).
 */
export function openedLabels(settings: Settings, day: Day): readonly string[] {
  return settings.on('emergency-protected-data', day) === 'break-glass' ? withAnException : []
}

/**
 * Labels that the member's own exceptions for emergencies open on a day (CARES-EMG-02), by the same rules as any release: what
 * others signed for a minor ends at 18, unless a court appointed a guardian (CARES-CON-06).
 *
 * @param records the member's Patient, Consents and RelatedPersons
 */
export function emergencyExceptions(records: readonly Resource[], day: Day, settings: Settings): Set<string> {
  const file = caseOf(records)
  const inForce = all(records, 'Consent').filter(
    (consent) =>
      isCoded(consent.category, 'consent-kind', 'emergency-exception') && holds(consent, day) && speaks(consent, file, day, settings),
  )
  return new Set(inForce.flatMap(({ provision }) => (provision?.securityLabel ?? []).flatMap(({ code }) => code ?? [])))
}

function speaks({ performer }: Consent, { member, representatives }: Case, day: Day, settings: Settings): boolean {
  const signers = referencesOf(performer)
  if (signers.length === 0) return false
  if (signers.some((signer) => signer.startsWith('Patient/'))) return true
  if (member?.birthDate !== undefined && ageOn(member.birthDate, day, settings) < 18) return true
  return representatives.some((person) => authoritiesOn(person, day).some(({ kind }) => kind === 'court-guardian'))
}

function holds({ status, dateTime, provision }: Consent, day: Day): boolean {
  const signed = localDay(dateTime)
  if (status !== 'active' || provision === undefined || provision.type === 'deny' || (provision.provision ?? []).length > 0) return false
  if (signed === undefined || signed > day) return false
  const { start = '0001-01-01', ...period } = periodOf(provision.period)
  return covers({ ...period, start }, day)
}

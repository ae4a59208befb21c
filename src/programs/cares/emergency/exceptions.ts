import type { Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { isInForce } from '../case/consent-in-force.ts'
import { all, isCoded } from '../case/element.ts'
import { caseOf } from '../case.ts'

/** Labels of programs and tests whose law knows an exception for emergencies. Mental health follows releases alone. */
const withAnException = ['42CFRPart2', 'ETH', 'HIV']

/**
 * What breaking the glass opens besides: nothing, unless the configuration takes its documentation (who, when, why) for the
 * exception itself (AMB-31, 42 CFR 2.51(c)).
 */
export function openedLabels(settings: Settings, day: Day): readonly string[] {
  return settings.on('emergency-protected-data', day) === 'break-glass' ? withAnException : []
}

/** A Consent that opens labels for emergencies. */
export interface EmergencyException {
  id: string
  labels: readonly string[]
}

/**
 * The member's own exceptions for emergencies in force on a day (CARES-EMG-02), by the same rules as any release: what
 * others signed for a minor ends at 18, unless a court appointed a guardian (CARES-CON-06).
 *
 * @param records the member's Patient, Consents and RelatedPersons
 */
export function emergencyExceptions(records: readonly Resource[], day: Day, settings: Settings): EmergencyException[] {
  const file = caseOf(records)
  return all(records, 'Consent')
    .filter((consent) => isCoded(consent.category, 'consent-kind', 'emergency-exception') && isInForce(consent, file, day, settings))
    .map(({ id = '', provision }) => ({ id, labels: (provision?.securityLabel ?? []).flatMap(({ code }) => code ?? []) }))
}

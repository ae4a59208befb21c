import type { Consent, Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { covers } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { all, isCoded } from '../case/element.ts'
import { periodOf } from '../case/fact-source.ts'

/** Labels of programs and tests whose law knows an exception for emergencies. Mental health follows releases alone. */
const withAnException = ['42CFRPart2', 'ETH', 'HIV']

/**
 * What breaking the glass opens besides: nothing, unless the configuration takes its documentation (who, when, why) for the
 * exception itself (AMB-31, 42 CFR 2.51(c)).
 */
export function openedLabels(settings: Settings, day: Day): readonly string[] {
  return settings.on('emergency-protected-data', day) === 'break-glass' ? withAnException : []
}

/** Labels that the member's own exceptions for emergencies open on a day (CARES-EMG-02). */
export function emergencyExceptions(records: readonly Resource[], day: Day): Set<string> {
  const inForce = all(records, 'Consent').filter(
    (consent) => isCoded(consent.category, 'consent-kind', 'emergency-exception') && holds(consent, day),
  )
  return new Set(inForce.flatMap(({ provision }) => (provision?.securityLabel ?? []).flatMap(({ code }) => code ?? [])))
}

function holds({ status, dateTime, provision }: Consent, day: Day): boolean {
  const signed = localDay(dateTime)
  if (status !== 'active' || provision === undefined || provision.type === 'deny' || (provision.provision ?? []).length > 0) return false
  if (signed === undefined || signed > day) return false
  const { start = '0001-01-01', ...period } = periodOf(provision.period)
  return covers({ ...period, start }, day)
}

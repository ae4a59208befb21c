import type { Appointment, Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, isCoded, keyOf } from './element.ts'
import { extensionOf, referenceOf } from './fact-source.ts'

/** A care planning meeting that took place. */
export interface Meeting {
  /** `Appointment/id`. */
  source: string
  on: Day
  /** `Type/id` of those who came. */
  present: string[]
  /** Reason of each who did not, by `Type/id`. */
  absent: ReadonlyMap<string, string>
}

/** The care planning meetings that were held, each on its local day. */
export function meetingsOf(records: readonly Resource[]): Meeting[] {
  return all(records, 'Appointment').flatMap((appointment) => {
    const on = localDay(appointment.start)
    if (appointment.status !== 'fulfilled' || on === undefined || !isCoded(appointment.serviceType, 'meeting-kind', 'care-planning'))
      return []
    return { source: keyOf(appointment), on, ...attendance(appointment) }
  })
}

function attendance(appointment: Appointment): { present: string[]; absent: Map<string, string> } {
  const present: string[] = []
  const absent = new Map<string, string>()
  for (const participant of appointment.participant) {
    const who = referenceOf(participant.actor)
    const reason = extensionOf(participant, 'absence-reason')?.valueCode
    if (who === undefined) continue
    if (reason !== undefined) absent.set(who, reason)
    else if (participant.status === 'accepted') present.push(who)
  }
  return { present, absent }
}

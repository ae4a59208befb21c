import type { Encounter, Procedure, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { Gate, Needs, Proposal } from '../../program.ts'
import { law } from '../../shared-requirements/law.ts'
import { time } from '../../shared-requirements/time.ts'
import { addDays, type Day, daysBetween } from '../../vocabulary/calendar.ts'
import { duplicates, type Finding, refuses, warns } from '../../vocabulary/finding.ts'
import { millisecondsOf, startOf } from '../../vocabulary/local-day.ts'
import { directDelivery } from '../billing/countable/direct-delivery.ts'
import { scopeActivity } from '../billing/countable/scope-activity.ts'
import { type EventAnswer, judgeEvent } from '../billing/judge-event.ts'
import { qualifyingOn } from '../case/coverage.ts'
import { memberIn } from '../case/fact-source.ts'
import { isServiceEvent, type ServiceEvent, serviceEventOf } from '../case/service-event.ts'
import { type Case, caseOf } from '../case.ts'
import { elg } from '../requirements/elg.ts'
import { verifications } from './activation/coverage.ts'

/** Tag of a record that was entered long after the event (TIME-10). */
const lateEntry = { system: `${canon}/CodeSystem/entry-mark`, code: 'late-entry' }

/**
 * A service event is stored even when it does not count: a later correction of cover, age or certification may make it
 * count (TIME-10). What it fails is said at once. The same event is stored once (TIME-11).
 */
function serviceEventGate(type: 'Encounter' | 'Procedure'): Gate {
  const start = type === 'Encounter' ? 'Encounter.period.start' : 'Procedure.performed'
  return {
    type,
    applies: isServiceEvent,

    needs(resource): Needs {
      const event = serviceEventOf(resource as Encounter | Procedure)
      return {
        member: memberIn((resource as Encounter | Procedure).subject),
        types: ['Patient', 'EpisodeOfCare', 'Coverage', 'CoverageEligibilityResponse', 'Encounter', 'Procedure', 'Claim'],
        others: [...(event.provider ? [event.provider] : []), ...event.performers],
        alongside: event.provider ? [{ type: 'HealthcareService', param: 'organization', reference: event.provider }] : [],
        follow: ['Organization', 'HealthcareService'],
        // Only the events of that day can be the same event, or another program's service on it.
        ...(event.day ? { within: { types: ['Encounter', 'Procedure'], ...hoursOf(event.day) } } : {}),
      }
    },

    completes: (proposal) => marked(proposal),

    repeats: ({ resource }, record) => currentPlace(sameEvents(serviceEventOf(resource as Encounter | Procedure), caseOf(record))[0]),

    decide({ resource, settings }: Proposal, record): Finding[] {
      const event = serviceEventOf(resource as Encounter | Procedure)
      if (event.status === 'entered-in-error') return []
      const file = caseOf(record)
      const twins = sameEvents(event, file)
      const says = 'The same event (member, provider, activity, start, performer) is on record, and it says something else.'
      const findings: Finding[] = twins.map((twin) => duplicates(time['TIME-11'], says, currentPlace(twin)!))
      if (event.start === undefined) {
        if (isDone(event))
          findings.push(refuses(time['TIME-09'], 'required', 'A service that was given has a start: it decides the month.', start))
        return findings
      }
      if (event.day === undefined) {
        return [...findings, refuses(time['TIME-01'], 'value', 'The start must be a whole day or an instant with its offset.', start)]
      }
      if (!isDone(event)) return findings
      for (const { cites, says } of worthSaying(judgeEvent(event, event.day, file, settings))) {
        findings.push(warns(cites, 'business-rule', `Stored, but it does not count for payment: ${says}.`, start))
      }
      if (qualifyingOn(file.coverages, event.day).length > 0 && verifications(file, event.day, settings).length === 0) {
        const says = 'No eligibility check that counts for this day is on record.'
        findings.push(warns(elg['CARES-ELG-02'], 'business-rule', `${says} ${law['LAW-10'].id} says which does.`, start))
      }
      return findings
    },
  }
}

export const serviceEncounter = serviceEventGate('Encounter')

export const serviceProcedure = serviceEventGate('Procedure')

/**
 * What an event fails; where its activity never counts (a case review, a talk about the program), that alone: whatever else
 * it lacks makes no difference.
 */
function worthSaying({ faults }: EventAnswer): EventAnswer['faults'] {
  const aside = faults.find(({ test }) => test === scopeActivity)
  return aside && !faults.some(({ test }) => test === directDelivery) ? [aside] : faults
}

function hoursOf(day: Day): { from: string; to: string } {
  return { from: startOf(day), to: startOf(addDays(day, 1)) }
}

function isDone({ status }: ServiceEvent): boolean {
  return status === 'finished' || status === 'completed'
}

/** `Type/id` of an event on record. */
function currentPlace(event: ServiceEvent | undefined): string | undefined {
  return event && `${event.type}/${event.id}`
}

/** Events on record with the match key of TIME-11. */
function sameEvents(event: ServiceEvent, file: Case): ServiceEvent[] {
  const key = keyOf(event)
  if (key === undefined) return []
  return file.events.filter((other) => other.status !== 'entered-in-error' && other.type === event.type && keyOf(other) === key)
}

function keyOf({ provider, activities, start, performers }: ServiceEvent): string | undefined {
  if (start === undefined || provider === undefined || performers.length === 0) return undefined
  const moment = start.length > 10 ? millisecondsOf(start) : start
  return [provider, activities.toSorted().join(), moment, performers.toSorted().join()].join('|')
}

/** Marks what was entered more than `late-entry-days` after the event; a mark stays when the record is corrected. */
function marked({ resource, previous, today, settings }: Proposal): Resource {
  const { day } = serviceEventOf(resource as Encounter | Procedure)
  const late =
    previous === undefined ? day !== undefined && daysBetween(day, today) > settings.on('late-entry-days', today) : isMarked(previous)
  if (!late || isMarked(resource)) return resource
  return { ...resource, meta: { ...resource.meta, tag: [...(resource.meta?.tag ?? []), lateEntry] } }
}

function isMarked({ meta }: Resource): boolean {
  return meta?.tag?.some(({ system, code }) => system === lateEntry.system && code === lateEntry.code) ?? false
}

import type { Appointment, Coding, Extension, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesFrom, keyOf, wordsOf } from './element.ts'
import { extensionOf, referenceOf, referencesOf } from './fact-source.ts'

/** What an activity of the plan is: a step to a goal, a service now received, support in school, or something to come. */
export type ActivityKind = 'step' | 'current-service' | 'school-support' | 'anticipated-transition' | 'adult-transition-plan-due'

/** An activity that the plan names, as the rules look at it. */
export interface Activity {
  /** `Type/id`. */
  source: string
  /** FHIRPath of the plan's reference to it. */
  at: string
  kind: ActivityKind
  /** What is done, in words. */
  text?: string
  /** Who does it, `Type/id`. */
  performers: string[]
  /** Roles asked to do it, codes of `cares-role`. */
  performerRoles: string[]
  /** Goals it serves, `Goal/id`. */
  goals: string[]
  /** Needs or findings it answers, `Condition/id` or `Observation/id`. */
  reasons: string[]
  /** The day it is due, or began. */
  on?: Day
  /** Its notes: for a transition, the strategy. */
  note?: string
  /** Is an accessibility requirement stated on it? */
  accessibilitySaid: boolean
  codings: Coding[]
  resource: ServiceRequest | Task | Appointment
}

const pertainsToGoal = 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal'
const kinds: readonly ActivityKind[] = ['current-service', 'school-support', 'anticipated-transition', 'adult-transition-plan-due']
const ended = new Set(['revoked', 'entered-in-error', 'cancelled', 'rejected', 'failed', 'noshow'])

/**
 * The activities that the plan names and that still count.
 * @param named `Type/id` of each, in the order of CarePlan.activity; undefined where none is named
 */
export function activitiesOf(records: readonly Resource[], named: readonly (string | undefined)[]): Activity[] {
  const directory = new Map(records.map((record) => [keyOf(record), record]))
  return named.flatMap((source, index) => {
    const found = source === undefined ? undefined : directory.get(source)
    if (found?.resourceType !== 'ServiceRequest' && found?.resourceType !== 'Task' && found?.resourceType !== 'Appointment') return []
    return ended.has(found.status) ? [] : [activityOf(found, `CarePlan.activity[${index}].reference`)]
  })
}

/** Reads one activity, named by a plan or not. */
export function activityOf(resource: ServiceRequest | Task | Appointment, at: string): Activity {
  const common = {
    source: keyOf(resource),
    at,
    goals: goalsServed(resource),
    accessibilitySaid: extensionOf(resource, 'accessibility-need') !== undefined,
    resource,
  }
  if (resource.resourceType === 'ServiceRequest') return { ...common, ...ofRequest(resource) }
  return resource.resourceType === 'Task' ? { ...common, ...ofTask(resource) } : { ...common, ...ofAppointment(resource) }
}

function goalsServed(resource: { extension?: Extension[] }): string[] {
  return (resource.extension ?? []).flatMap(({ url, valueReference }) =>
    url === pertainsToGoal ? (referenceOf(valueReference) ?? []) : [],
  )
}

type Particular = Omit<Activity, 'source' | 'at' | 'goals' | 'accessibilitySaid' | 'resource'>

function kindOf(codes: readonly string[]): ActivityKind {
  return kinds.find((kind) => codes.includes(kind)) ?? 'step'
}

function ofRequest(request: ServiceRequest): Particular {
  const concepts = [...(request.category ?? []), ...(request.code ? [request.code] : []), ...(request.orderDetail ?? [])]
  return {
    kind: kindOf(codesFrom(concepts, 'service-kind')),
    text: wordsOf(request.code),
    performers: referencesOf(request.performer),
    performerRoles: codesFrom(request.performerType, 'cares-role'),
    reasons: referencesOf(request.reasonReference),
    on: localDay(request.occurrencePeriod?.start ?? request.occurrenceDateTime),
    note: notes(request.note),
    codings: [...concepts, ...(request.reasonCode ?? [])].flatMap(({ coding }) => coding ?? []),
  }
}

function ofTask(task: Task): Particular {
  const concepts = [task.code, task.reasonCode].filter((concept) => concept !== undefined)
  return {
    kind: kindOf(codesFrom(concepts, 'service-kind')),
    text: task.description ?? wordsOf(task.code),
    performers: referencesOf(task.owner ? [task.owner] : []),
    performerRoles: codesFrom(task.performerType, 'cares-role'),
    reasons: referencesOf(task.reasonReference ? [task.reasonReference] : []),
    on: localDay(task.restriction?.period?.end ?? task.executionPeriod?.start),
    note: notes(task.note),
    codings: concepts.flatMap(({ coding }) => coding ?? []),
  }
}

function ofAppointment(appointment: Appointment): Particular {
  const concepts = [...(appointment.serviceType ?? []), ...(appointment.serviceCategory ?? []), ...(appointment.reasonCode ?? [])]
  return {
    kind: kindOf(codesFrom(concepts, 'service-kind')),
    text: appointment.description ?? wordsOf(appointment.serviceType?.[0]),
    performers: appointment.participant.flatMap(({ actor }) => {
      const target = referenceOf(actor)
      return target === undefined || target.startsWith('Patient/') ? [] : [target]
    }),
    performerRoles: [],
    reasons: referencesOf(appointment.reasonReference),
    on: localDay(appointment.start),
    note: appointment.comment?.trim() || appointment.patientInstruction?.trim(),
    codings: concepts.flatMap(({ coding }) => coding ?? []),
  }
}

function notes(annotations: readonly { text?: string }[] | undefined): string | undefined {
  return (
    (annotations ?? [])
      .map(({ text }) => text?.trim())
      .filter(Boolean)
      .join('\n') || undefined
  )
}

import type { Appointment, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import type { Mark } from '../../vocabulary/clock.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, codesFrom, isCoded, keyOf } from './element.ts'
import { extensionOf, referenceOf, referencesOf, sourceOf } from './fact-source.ts'

/** A referral to a service, with its date, its follow-up and its case notes. */
export interface ServiceReferral {
  /** `ServiceRequest/id`. */
  key: string
  status: ServiceRequest['status']
  /** When it was made. */
  referred?: Mark
  /** The day by which follow-up is needed, where need says sooner. */
  neededBy?: Day
  /** The first visit that still stands; first visit governs where there are several (CARES-MON-06). */
  scheduled?: Mark
  /** The day on which that date was entered. */
  scheduledKnown?: Day
  followUps: FollowUp[]
  /** Case notes: the service is set beyond 30 days; no date is known. */
  beyondNotes: Mark[]
  noDateNotes: Mark[]
  /** Is there a case note of any kind about it? */
  caseNoted: boolean
  /** Does the referral itself, or a case note about it, carry a reason in words? */
  reasoned: boolean
}

/** What became of a referral: the follow-up task as far as it was filled in. */
export interface FollowUp {
  /** `Task/id`. */
  key: string
  source: string
  status: Task['status']
  received?: boolean
  metNeed?: boolean
  informant?: string
  madeOn?: Day
  /** Why it was not made in time: code of `follow-up-exception`. */
  exception?: string
  note?: string
  /** The day on which the exception was entered, where the record says. */
  enteredOn?: Day
  /** The due day that stands on the task. */
  due?: Day
}

const called = new Set(['cancelled', 'noshow', 'entered-in-error', 'proposed', 'waitlist'])

export function isServiceReferral(resource: Resource): resource is ServiceRequest {
  return resource.resourceType === 'ServiceRequest' && isCoded(resource.category, 'referral-kind', 'service-referral')
}

export function isFollowUp(resource: Resource): resource is Task {
  return resource.resourceType === 'Task' && isCoded(resource.code, 'task-kind', 'referral-follow-up')
}

/** Every referral to a service on record, save one entered in error. */
export function serviceReferralsOf(records: readonly Resource[]): ServiceReferral[] {
  return all(records, 'ServiceRequest')
    .filter((request) => isServiceReferral(request) && request.status !== 'entered-in-error')
    .map((request) => serviceReferralOf(records, request))
}

export function serviceReferralOf(records: readonly Resource[], request: ServiceRequest): ServiceReferral {
  const key = keyOf(request)
  const visit = firstVisit(records, key)
  const planned = request.occurrencePeriod?.start ?? request.occurrenceDateTime
  const notes = all(records, 'Communication').filter(({ status, about }) => status === 'completed' && referencesOf(about).includes(key))
  const noted = (kind: string) =>
    notes.filter(({ category }) => isCoded(category, 'communication-kind', kind)).flatMap((note) => markOf(note, note.sent))
  return {
    key,
    status: request.status,
    referred: markOf(request, request.authoredOn)[0],
    neededBy: localDay(extensionOf(request, 'needed-by')?.valueDate),
    scheduled: visit ? markOf(visit, visit.start)[0] : markOf(request, planned)[0],
    scheduledKnown: localDay(visit?.created ?? visit?.meta?.lastUpdated ?? (planned ? request.meta?.lastUpdated : undefined)),
    followUps: all(records, 'Task')
      .filter((task) => isFollowUp(task) && referenceOf(task.focus) === key && task.status !== 'entered-in-error')
      .map(followUpOf),
    beyondNotes: noted('scheduled-beyond-30'),
    noDateNotes: noted('no-date-known'),
    caseNoted: notes.length > 0,
    reasoned: Boolean(request.note?.some(({ text }) => text?.trim())) || notes.length > 0,
  }
}

function firstVisit(records: readonly Resource[], referral: string): Appointment | undefined {
  return all(records, 'Appointment')
    .filter(({ status, basedOn, start }) => !called.has(status) && referencesOf(basedOn).includes(referral) && localDay(start))
    .sort((one, other) => (localDay(one.start)! < localDay(other.start)! ? -1 : 1))[0]
}

export function followUpOf(task: Task): FollowUp {
  const output = (code: string) => task.output?.find(({ type }) => isCoded(type, 'follow-up-output', code))
  const informant = output('informant')
  const madeOn = output('made-on')
  return {
    key: keyOf(task),
    source: sourceOf(task),
    status: task.status,
    received: output('received')?.valueBoolean,
    metNeed: output('met-need')?.valueBoolean,
    informant: informant?.valueCode ?? informant?.valueCoding?.code ?? informant?.valueCodeableConcept?.coding?.[0]?.code,
    madeOn: localDay(madeOn?.valueDate ?? madeOn?.valueDateTime),
    exception: codesFrom(task.statusReason, 'follow-up-exception')[0],
    note: task.note?.map(({ text }) => text?.trim()).find(Boolean) ?? task.statusReason?.text?.trim(),
    enteredOn: localDay(task.lastModified ?? task.meta?.lastUpdated),
    due: localDay(task.restriction?.period?.end),
  }
}

/** Who may tell us that a service came and helped (CARES-MON-05). */
export const informants: readonly string[] = ['member', 'representative', 'provider']

/** Both answers given, by somebody who may give them: only then is a follow-up done (CARES-MON-05). */
export function isAnswered({ received, metNeed, informant }: FollowUp): boolean {
  return received !== undefined && metNeed !== undefined && informant !== undefined && informants.includes(informant)
}

/** The reason counts: a code, and words beside it where the code is "other" (CARES-MON-07). */
export function isExcused({ exception, note }: FollowUp): boolean {
  return exception !== undefined && (exception !== 'other' || Boolean(note))
}

function markOf(resource: Resource, when: string | undefined): Mark[] {
  const day = localDay(when)
  return day === undefined ? [] : [{ day, source: sourceOf(resource) }]
}

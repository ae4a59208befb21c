import type { Encounter, Procedure, Resource } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Day, Instant } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesOf, extensionOf, extensionsOf, type partOf, referenceOf, referencesOf, sourceOf } from './fact-source.ts'

/** One piece of care coordination: an Encounter or a Procedure with a `cares-activity`. */
export interface ServiceEvent {
  source: string
  type: 'Encounter' | 'Procedure'
  id: string
  status: string
  activities: string[]
  /** When it began, as it was written. */
  start?: Day | Instant
  /** The day on which it began where the member lives; its month is the month it belongs to (TIME-09). */
  day?: Day
  provider?: string
  performers: string[]
  /** Places of the contact. */
  places: string[]
  /** A `service-note` with text and author. */
  noted: boolean
  /** Direct delivery of the service itself (LAW-03); not said means no. */
  direct: boolean
  purposeForMember: boolean
  /** Codes of `contact-with`. */
  contactWith: string[]
  mode?: string
}

/** Does this record carry an activity of the program? */
export function isServiceEvent(resource: Resource): resource is Encounter | Procedure {
  if (resource.resourceType === 'Encounter') return codesOf(resource.type, systems.caresActivity).length > 0
  return resource.resourceType === 'Procedure' && codesOf(resource.code, systems.caresActivity).length > 0
}

export function serviceEventOf(resource: Encounter | Procedure): ServiceEvent {
  const own = resource.resourceType === 'Encounter' ? encounterPart(resource) : procedurePart(resource)
  const day = localDay(own.start)
  return {
    source: sourceOf(resource),
    type: resource.resourceType,
    id: resource.id ?? '',
    status: resource.status ?? '',
    ...own,
    ...(day ? { day } : {}),
    noted: extensionsOf(resource, 'service-note').some(hasTextAndAuthor),
    direct: extensionOf(resource, 'direct-service')?.valueBoolean === true,
    purposeForMember: extensionOf(resource, 'purpose-for-member')?.valueBoolean === true,
    contactWith: extensionsOf(resource, 'contact-with').flatMap(({ valueCode }) => valueCode ?? []),
    mode: extensionOf(resource, 'contact-mode')?.valueCode,
  }
}

type OwnPart = Pick<ServiceEvent, 'activities' | 'start' | 'provider' | 'performers' | 'places'>

function encounterPart(encounter: Encounter): OwnPart {
  return {
    activities: codesOf(encounter.type, systems.caresActivity),
    start: encounter.period?.start,
    provider: referenceOf(encounter.serviceProvider),
    performers: referencesOf(encounter.participant?.flatMap(({ individual }) => individual ?? [])).filter(isRole),
    places: referencesOf(encounter.location?.map(({ location }) => location)),
  }
}

function procedurePart(procedure: Procedure): OwnPart {
  return {
    activities: codesOf(procedure.code, systems.caresActivity),
    start: procedure.performedPeriod?.start ?? procedure.performedDateTime,
    provider: referenceOf(procedure.performer?.find(({ onBehalfOf }) => onBehalfOf)?.onBehalfOf),
    performers: referencesOf(procedure.performer?.map(({ actor }) => actor)).filter(isRole),
    places: referencesOf(procedure.location ? [procedure.location] : []),
  }
}

/** Events name the post, not the person; a family member who took part is not a performer. */
function isRole(reference: string): boolean {
  return reference.startsWith('PractitionerRole/')
}

/** "Note present" means text and author (requirements, section 0). */
function hasTextAndAuthor(extension: Parameters<typeof partOf>[0]): boolean {
  const note = extension?.valueAnnotation
  return Boolean(note?.text?.trim() && (note.authorReference?.reference || note.authorString))
}

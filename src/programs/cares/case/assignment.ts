import type { Communication, Consent, Encounter } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesOf, extensionOf, extensionsOf, hasCode, sourceOf } from './fact-source.ts'

/** The program was explained (CARES-ASN-05). */
export interface Education {
  source: string
  finished: boolean
  day?: Day
  /** Code of `contact-mode`. */
  mode?: string
}

/** Rights and responsibilities were explained (CARES-ASN-06). */
export interface RightsTalk {
  source: string
  completed: boolean
  day?: Day
  /** Languages it was held in (BCP 47). */
  languages: string[]
}

/** The family heard that the choice is theirs (CARES-ASN-07). */
export interface Choice {
  source: string
  day?: Day
  optionsOffered: number
  made: boolean
}

export function educationOf(encounter: Encounter): Education | undefined {
  if (!hasCode(encounter.type, systems.caresActivity, 'program-education')) return undefined
  const day = localDay(encounter.period?.start)
  return {
    source: sourceOf(encounter),
    finished: encounter.status === 'finished',
    ...(day ? { day } : {}),
    mode: extensionOf(encounter, 'contact-mode')?.valueCode,
  }
}

export function rightsTalkOf(communication: Communication): RightsTalk | undefined {
  if (!hasCode(communication.category, systems.communicationKind, 'rights-and-responsibilities')) return undefined
  const day = localDay(communication.sent)
  return {
    source: sourceOf(communication),
    completed: communication.status === 'completed',
    ...(day ? { day } : {}),
    languages: communication.language === undefined ? [] : [communication.language],
  }
}

export function choiceOf(record: Consent | Communication): Choice | undefined {
  const kinds =
    record.resourceType === 'Consent' ? codesOf(record.category, systems.consentKind) : codesOf(record.category, systems.communicationKind)
  const inForce = record.resourceType === 'Consent' ? record.status === 'active' : record.status === 'completed'
  if (!kinds.includes('choice-acknowledgement') || !inForce) return undefined
  const day = localDay(record.resourceType === 'Consent' ? record.dateTime : record.sent)
  return {
    source: sourceOf(record),
    ...(day ? { day } : {}),
    optionsOffered: extensionsOf(record, 'option-offered').filter(({ valueString }) => valueString?.trim()).length,
    made: Boolean(extensionOf(record, 'choice-made')?.valueString?.trim()),
  }
}

import type { RelatedPerson } from '@medplum/fhirtypes'
import { covers, type Day, isDay, type Period } from '../../vocabulary/calendar.ts'
import { extensionsOf, partOf, partsOf, periodOf, referenceOf, sourceOf } from './fact-source.ts'

/** Somebody who may stand for the member, and on what ground. */
export interface Representative {
  source: string
  /** `RelatedPerson/id`. */
  id: string
  /** Switched off: no longer one. */
  active: boolean
  /** Time in which the relation holds; without a start it holds from the beginning. */
  period: Period
  birthDate?: Day
  authorities: Authority[]
}

/** A ground to stand for the member. */
export interface Authority {
  /** Code of `legal-authority`. */
  kind: string
  /** `DocumentReference/id` that proves it. */
  document?: string
  /** What the document lets its holder sign: codes of `consent-kind`. */
  allows: string[]
  period: Period
}

export function representativeOf(person: RelatedPerson): Representative {
  return {
    source: sourceOf(person),
    id: `RelatedPerson/${person.id}`,
    active: person.active !== false,
    period: openStart(periodOf(person.period)),
    ...(person.birthDate !== undefined && isDay(person.birthDate) ? { birthDate: person.birthDate } : {}),
    authorities: extensionsOf(person, 'legal-authority').map((authority) => ({
      kind: partOf(authority, 'kind')?.valueCode ?? '',
      document: referenceOf(partOf(authority, 'document')?.valueReference),
      allows: partsOf(authority, 'allows').flatMap(({ valueCode }) => valueCode ?? []),
      period: openStart(periodOf(partOf(authority, 'period')?.valuePeriod)),
    })),
  }
}

/** A relation has no enrollment day: where no start is recorded it holds from the beginning. */
function openStart(period: Period): Period {
  return period.start === undefined ? { ...period, start: '0001-01-01' } : period
}

/** Has a court appointed somebody to stand for the member on a day, whatever their age? */
export function isUnderGuardianship(people: readonly Representative[], day: Day): boolean {
  return people.some((person) => authoritiesOn(person, day).some(({ kind }) => kind === 'court-guardian'))
}

/** The authorities of a representative that hold on a day. */
export function authoritiesOn(person: Representative, day: Day): Authority[] {
  if (!person.active || !covers(person.period, day)) return []
  return person.authorities.filter(({ period }) => covers(period, day))
}

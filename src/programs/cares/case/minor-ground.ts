import type { Resource } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all } from './element.ts'
import { hasCode, referencesOf } from './fact-source.ts'

/**
 * The clinicians who have written down, by a day, that a ground holds on which a minor consents alone: authors of current
 * DocumentReferences whose type is that ground. Each once.
 */
export function findersOf(records: readonly Resource[], basis: string, by: Day): string[] {
  const authors = all(records, 'DocumentReference')
    .filter(({ status, type }) => status === 'current' && hasCode(type, systems.minorConsentBasis, basis))
    .filter(({ date }) => (localDay(date) ?? '9999') <= by)
    .flatMap(({ author }) => referencesOf(author))
  return [...new Set(authors)].filter((author) => /^Practitioner(Role)?\//.test(author))
}

import type { Observation, Patient, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { ageOn } from '../../../vocabulary/age.ts'
import type { Day } from '../../../vocabulary/calendar.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import { all } from '../../case/element.ts'
import { nameOf } from '../../case/team.ts'
import type { Headings } from './headings.ts'

/** The language of the headings: the one asked for, else the member's preferred one. */
export function languageOf(asked: string | undefined, patient: Patient | undefined): string | undefined {
  const spoken = [...(patient?.communication ?? [])].sort((one, other) => Number(other.preferred ?? false) - Number(one.preferred ?? false))
  return asked ?? spoken[0]?.language.coding?.[0]?.code
}

/** The child's name in a line. */
export function memberName(patient: Patient | undefined): string {
  return nameOf(patient?.name) ?? '—'
}

/** Birth, age, language, weight: what one has to know before touching the child. */
export function memberFacts(
  records: readonly Resource[],
  patient: Patient | undefined,
  on: Day,
  words: Headings,
  settings: Settings,
): string[] {
  const birth = localDay(patient?.birthDate)
  const spoken = (patient?.communication ?? []).flatMap(
    ({ language }) => languageName(language.text ?? language.coding?.[0]?.code, words.language) ?? [],
  )
  const id = patient?.identifier?.find(({ system }) => system === `${canon}/sid/masshealth-member-id`)?.value
  const weight = lastWeight(records, on)
  return [
    ...(birth ? [`${words.born} ${birth} (${ageOn(birth, on, settings)} ${words.years})`] : []),
    ...(weight ? [`${words.weight} ${weight}`] : []),
    ...(spoken.length > 0 ? [`${words.speaks} ${spoken.join(', ')}`] : []),
    ...(id ? [`${words.memberId} ${id}`] : []),
  ]
}

/** A language by its name in the reader's language, e.g. `es` is Spanish. */
function languageName(tag: string | undefined, inLanguage: string): string | undefined {
  if (tag === undefined || !/^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag)) return tag
  const names = displayNames.get(inLanguage) ?? new Intl.DisplayNames([inLanguage, 'en'], { type: 'language', fallback: 'code' })
  displayNames.set(inLanguage, names)
  return names.of(tag)
}

/** Made once for each reader's language: making one takes longer than the rest of the document. */
const displayNames = new Map<string, Intl.DisplayNames>()

/** The newest body weight, with its day: doses go by it. */
function lastWeight(records: readonly Resource[], on: Day): string | undefined {
  const weights = all(records, 'Observation').flatMap((observation) => {
    const day = localDay(observation.effectiveDateTime)
    const isWeight = observation.code.coding?.some(({ system, code }) => system === 'http://loinc.org' && code === '29463-7')
    return isWeight && day && day <= on && valid(observation) ? [{ day, observation }] : []
  })
  const last = weights.sort((one, other) => (one.day < other.day ? -1 : 1)).at(-1)
  if (last === undefined) return undefined
  const { value, unit, code } = last.observation.valueQuantity!
  return `${Math.round(value! * 10) / 10} ${unit ?? code ?? ''} (${last.day})`
}

function valid({ status, valueQuantity }: Observation): boolean {
  return ['final', 'amended', 'corrected'].includes(status) && valueQuantity?.value !== undefined
}

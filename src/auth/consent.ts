import { isContextScope } from './launch-scopes.ts'
import { parseScope } from './scopes.ts'

/** What a person chose on the consent page. */
export interface Choice {
  /** Scopes that stayed ticked, as they were offered. */
  scopes: readonly string[]
  /** Single types chosen in place of all: the scope for every type, and a type. */
  types: readonly [scope: string, type: string][]
  patient?: string
  /** The visit, where one was to be chosen. */
  encounter?: string
}

/** Types that the consent page names one by one where an app asks for all. */
export const namedTypes = [
  'Patient',
  'AllergyIntolerance',
  'CarePlan',
  'CareTeam',
  'Communication',
  'Condition',
  'Consent',
  'Coverage',
  'DocumentReference',
  'Encounter',
  'EpisodeOfCare',
  'Goal',
  'Immunization',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Procedure',
  'QuestionnaireResponse',
  'RelatedPerson',
  'ServiceRequest',
  'Task',
] as const

/** Scopes that a person may untick. Who they are and the patient in context belong to the launch itself. */
export function isOptional(scope: string): boolean {
  return !isContextScope(scope) || scope === 'offline_access' || scope === 'online_access'
}

/** What is granted: of what was offered, what stayed ticked, and single types in place of all of them. Never more. */
export function chosenScopes(offered: readonly string[], { scopes, types }: Choice): string[] {
  const chosen = offered.filter((scope) => !isOptional(scope) || scopes.includes(scope))
  for (const [scope, type] of types) {
    if (!offered.includes(scope) || scopes.includes(scope) || parseScope(scope)?.type !== '*') continue
    if ((namedTypes as readonly string[]).includes(type)) chosen.push(scope.replace('/*.', `/${type}.`))
  }
  return [...new Set(chosen)]
}

const verbs = { c: 'add', r: 'read', u: 'change', d: 'delete', s: 'search' } as const

/** A scope in words, for the person who is asked. */
export function scopeInWords(text: string): string {
  if (text === 'openid' || text === 'fhirUser') return 'Know who you are'
  if (text === 'launch' || text === 'launch/patient') return 'Know which patient this is about'
  if (text === 'launch/encounter') return 'Know which visit this is about'
  if (text === 'offline_access') return 'Keep its access after you have left, until you withdraw it'
  if (text === 'online_access') return 'Keep its access while you are signed in'
  const scope = parseScope(text)
  if (!scope) return text
  const may = [...scope.permissions].map((letter) => verbs[letter]).join(', ')
  const what = scope.type === '*' ? 'all kinds of data' : spaced(scope.type)
  const whose = scope.level === 'patient' ? 'of this patient' : 'that you may see yourself'
  const only = scope.restriction === undefined ? '' : `, only where ${decodeURIComponent(scope.restriction)}`
  return `${may[0]!.toUpperCase()}${may.slice(1)}: ${what} ${whose}${only}`
}

/** AllergyIntolerance: allergy intolerance. */
export function spaced(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

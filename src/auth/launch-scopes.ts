import { grantScopes, parseScope, type ReadRestriction, words } from './scopes.ts'

/**
 * Scopes that are about the launch and the person, not about data.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
 */
export const contextScopes = [
  'openid',
  'fhirUser',
  'launch',
  'launch/patient',
  'launch/encounter',
  'offline_access',
  'online_access',
] as const

const context: ReadonlySet<string> = new Set(contextScopes)

/** Is it about the launch or the person? */
export function isContextScope(text: string): boolean {
  return context.has(text)
}

/** What an app may be granted at a person's hand: what it asks for and is registered for, the launch's scopes first. */
export function offeredScopes(asked: string, registered: string, read?: ReadRestriction): string[] {
  const held = new Set(words(registered))
  const ofLaunch = words(asked).filter((text) => isContextScope(text) && held.has(text))
  return [...new Set([...ofLaunch, ...words(grantScopes(asked, registered, read, ['patient', 'user']))])]
}

/** Do these scopes need a patient in context? A visit is somebody's. */
export function needsPatient(scopes: readonly string[]): boolean {
  return scopes.some((text) => text === 'launch/patient' || needsEncounter([text]) || parseScope(text)?.level === 'patient')
}

/** Do they ask for a visit in context? */
export function needsEncounter(scopes: readonly string[]): boolean {
  return scopes.includes('launch/encounter')
}

/** May the app go on when its access token has ended? */
export function mayRefresh(scopes: Iterable<string>): boolean {
  return [...scopes].some((text) => text === 'offline_access' || text === 'online_access')
}

import type { Clause } from '#storage/store.ts'
import type { Permission } from './access-plan.ts'

/** Whose data a scope is about: one patient's, whatever its user may see, or whatever its system may see. */
export type Level = 'patient' | 'user' | 'system'

/**
 * A SMART scope for data: `[level]/[type].[permissions]`, in version 2's letters (`cruds`) or version 1's words (`read`,
 * `write`, `*`), in version 2 with search parameters that narrow it (`?category=…`).
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
 */
export interface Scope {
  level: Level
  /** A resource type, or `*` for every type. */
  type: string
  permissions: ReadonlySet<Permission>
  /** What follows the question mark, as it was spelled. */
  restriction?: string
}

/**
 * Reads what narrows a scope, as a search of that type would read it.
 * @throws FhirError for a parameter that the type does not have
 */
export type ReadRestriction = (type: string, restriction: string) => readonly Clause[]

const letters: readonly Permission[] = ['c', 'r', 'u', 'd', 's']
const versionOne: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' }
const shape = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]{1,63})\.(\*|read|write|c?r?u?d?s?)(?:\?([!-~]{1,400}))?$/

/** Reads one scope; undefined when it is not one that this server can enforce. */
export function parseScope(text: string): Scope | undefined {
  const [, level, type, granted, restriction] = shape.exec(text) ?? []
  if (!level || !type || !granted) return undefined
  // A parameter belongs to a type; and version 1 knows no restrictions.
  if (restriction !== undefined && (type === '*' || versionOne[granted] !== undefined)) return undefined
  const permissions = new Set((versionOne[granted] ?? granted) as Iterable<Permission>)
  return { level: level as Level, type, permissions, ...(restriction && { restriction }) }
}

/**
 * What is wrong with a list of scopes that somebody wants to register: one sentence for each.
 *
 * @param levels what this kind of client may hold
 * @param read reads restrictions; without it they are refused
 */
export function scopeProblems(
  scope: string,
  { levels = ['system'], read }: { levels?: readonly Level[]; read?: ReadRestriction } = {},
): string[] {
  const wanted = words(scope)
  if (wanted.length === 0) return ['scope is empty: name at least one, such as system/Patient.rs']
  return wanted.flatMap((text) => problemOf(text, levels, read) ?? [])
}

function problemOf(text: string, levels: readonly Level[], read: ReadRestriction | undefined): string | undefined {
  const scope = parseScope(text)
  if (scope === undefined) return `scope ${text}: ${whyNot(text)}`
  if (!levels.includes(scope.level)) {
    return levels.includes('user')
      ? `scope ${text}: system/ scopes are for clients that prove who they are with keys`
      : `scope ${text}: patient/ and user/ scopes need a person at the keyboard; a backend service has system/ scopes`
  }
  if (scope.restriction === undefined) return undefined
  if (read === undefined) return `scope ${text}: restrictions by search parameter are not enforced here, so they are not granted either`
  if (isReadable(scope.type, scope.restriction, read)) return undefined
  return `scope ${text}: what follows the question mark is not a search of ${scope.type} by its own parameters`
}

function isReadable(type: string, restriction: string, read: ReadRestriction | undefined): boolean {
  try {
    return (read?.(type, restriction) ?? []).length > 0
  } catch {
    return false
  }
}

/**
 * The scopes to grant: what is both asked for and registered, never more. A scope that is wholly registered comes back
 * as it was asked; one that is partly registered comes back narrowed; others are left out. Where both are narrowed, both
 * hold.
 *
 * @param read reads what narrows a scope; what cannot be read is not granted
 * @param levels what may be granted at this door
 */
export function grantScopes(
  asked: string,
  registered: string,
  read?: ReadRestriction,
  levels: readonly Level[] = ['system', 'user', 'patient'],
): string {
  const enforced = (scope: Scope) => scope.restriction === undefined || isReadable(scope.type, scope.restriction, read)
  const held = words(registered)
    .flatMap((text) => parseScope(text) ?? [])
    .filter(({ level }) => levels.includes(level))
  const granted = new Set<string>()
  for (const text of words(asked)) {
    const scope = parseScope(text)
    if (!scope || !enforced(scope)) continue
    const free = permissionsOf(held.filter((one) => covers(one, scope) && one.restriction === undefined))
    const here = common(scope.permissions, free)
    if (here.size === scope.permissions.size) {
      granted.add(text)
      continue
    }
    if (here.size > 0) granted.add(spell(scope, scope.type, here, scope.restriction))
    for (const one of held.filter(enforced)) {
      const left = new Set([...common(scope.permissions, one.permissions)].filter((permission) => !here.has(permission)))
      if (left.size === 0 || one.level !== scope.level) continue
      if (covers(one, scope)) {
        if (one.restriction !== undefined && scope.type !== '*') granted.add(spell(scope, scope.type, left, joined(scope, one)))
      } else if (scope.type === '*') granted.add(spell(scope, one.type, left, one.restriction))
    }
  }
  return [...granted].join(' ')
}

/** The separate scopes of a scope parameter. */
export function words(scope: string): string[] {
  return scope.split(' ').filter((text) => text !== '')
}

function covers(held: Scope, asked: Scope): boolean {
  return held.level === asked.level && (held.type === '*' || held.type === asked.type)
}

function permissionsOf(scopes: readonly Scope[]): Set<Permission> {
  return new Set(scopes.flatMap(({ permissions }) => [...permissions]))
}

function joined(asked: Scope, held: Scope): string | undefined {
  if (asked.restriction === undefined || asked.restriction === held.restriction) return held.restriction
  return `${asked.restriction}&${held.restriction}`
}

function common(some: ReadonlySet<Permission>, others: ReadonlySet<Permission>): Set<Permission> {
  return new Set([...some].filter((permission) => others.has(permission)))
}

function spell({ level }: Scope, type: string, permissions: ReadonlySet<Permission>, restriction?: string): string {
  return `${level}/${type}.${letters.filter((letter) => permissions.has(letter)).join('')}${restriction ? `?${restriction}` : ''}`
}

function whyNot(text: string): string {
  if (text.includes('?')) return 'a restriction follows a type and letters, as in system/Observation.rs?category=laboratory'
  return 'is not of the form system/[type].[cruds], with the letters in that order'
}

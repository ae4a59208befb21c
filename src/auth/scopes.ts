import type { Permission } from './access-plan.ts'

/**
 * SMART scopes of backend services: `system/[type].[permissions]`, in version 2's letters (`cruds`) or version 1's words
 * (`read`, `write`, `*`). https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
 */
export interface SystemScope {
  /** A resource type, or `*` for every type. */
  type: string
  permissions: ReadonlySet<Permission>
}

const letters: readonly Permission[] = ['c', 'r', 'u', 'd', 's']
const versionOne: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' }
const shape = /^system\/(\*|[A-Z][A-Za-z]{1,63})\.(\*|read|write|c?r?u?d?s?)$/

/** Reads one scope; undefined when it is not one that this server can enforce. */
export function parseScope(text: string): SystemScope | undefined {
  const [, type, granted] = shape.exec(text) ?? []
  if (!type || !granted) return undefined
  return { type, permissions: new Set((versionOne[granted] ?? granted) as Iterable<Permission>) }
}

/** What is wrong with a list of scopes that somebody wants to register: one sentence for each. */
export function scopeProblems(scope: string): string[] {
  const wanted = words(scope)
  if (wanted.length === 0) return ['scope is empty: name at least one, such as system/Patient.rs']
  return wanted.filter((text) => !parseScope(text)).map((text) => `scope ${text}: ${whyNot(text)}`)
}

/**
 * The scopes to grant: what is both asked for and registered, never more. A scope that is wholly registered comes back
 * as it was asked; one that is partly registered comes back narrowed; others are left out.
 */
export function grantScopes(asked: string, registered: string): string {
  const held = words(registered).flatMap((text) => parseScope(text) ?? [])
  const granted = new Set<string>()
  for (const text of words(asked)) {
    const scope = parseScope(text)
    if (!scope) continue
    const here = common(scope.permissions, heldFor(scope.type, held))
    if (here.size === scope.permissions.size) {
      granted.add(text)
      continue
    }
    if (here.size > 0) granted.add(spell(scope.type, here))
    if (scope.type !== '*') continue
    for (const { type } of held) {
      const there = common(scope.permissions, heldFor(type, held))
      if (there.size > here.size) granted.add(spell(type, there))
    }
  }
  return [...granted].join(' ')
}

/** The separate scopes of a scope parameter. */
export function words(scope: string): string[] {
  return scope.split(' ').filter((text) => text !== '')
}

function heldFor(type: string, held: readonly SystemScope[]): Set<Permission> {
  return new Set(held.filter((scope) => scope.type === '*' || scope.type === type).flatMap((scope) => [...scope.permissions]))
}

function common(some: ReadonlySet<Permission>, others: ReadonlySet<Permission>): Set<Permission> {
  return new Set([...some].filter((permission) => others.has(permission)))
}

function spell(type: string, permissions: ReadonlySet<Permission>): string {
  return `system/${type}.${letters.filter((letter) => permissions.has(letter)).join('')}`
}

function whyNot(text: string): string {
  if (text.includes('?')) return 'restrictions by search parameter are not enforced by this server, so they are not granted either'
  if (/^(patient|user)\//.test(text)) return 'patient/ and user/ scopes need a person at the keyboard; a backend service has system/ scopes'
  return 'is not of the form system/[type].[cruds], with the letters in that order'
}

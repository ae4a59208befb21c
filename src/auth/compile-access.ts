import { inPatientCompartment } from '#fhir/definitions/compartments.ts'
import type { AccessPlan, Caller, Permission, Sight, Way } from './access-plan.ts'
import { sightOfActor } from './actors/sight-of-actor.ts'
import type { TableSettings } from './actors/table-settings.ts'
import { parseScope, type ReadRestriction, type Scope, words } from './scopes.ts'

/** What a plan is made with besides the token. */
export interface PlanParts {
  /** Reads what narrows a scope; without it a narrowed scope gives nothing. */
  read?: ReadRestriction
  /** The moment by which ties to members are judged. */
  now?: () => Date
  /** What of the tables of section 10 is configured. */
  tables?: TableSettings
}

/**
 * Compiles granted scopes and what the caller is into the plan that every storage call is handed: a resource is seen if a
 * scope leads to it AND the caller may see it as what they are. A scope that cannot be read gives nothing.
 *
 * @param tokenHash SHA-256 of the token; storage joins it, so that a revoked token finds nothing
 */
export function compileAccess(caller: Caller, scope: string, tokenHash: Buffer, { read, now, tables }: PlanParts = {}): AccessPlan {
  const scopes = words(scope).flatMap((text) => parseScope(text) ?? [])
  const about = (type: string) => scopes.filter((one) => one.type === '*' || one.type === type)
  const searchable = scopes.filter(({ permissions }) => permissions.has('s'))
  const known = new Map<string, Sight>()
  // Types that are seen alike share one sight, so that a statement over many types says each condition once.
  const alike = new Map<string, Sight>()
  const shared = new Map<Sight, Sight>()
  const share = (made: Sight): Sight => {
    let one = shared.get(made)
    if (one === undefined) {
      const spelled = JSON.stringify(made)
      one = alike.get(spelled) ?? made
      alike.set(spelled, one)
      shared.set(made, one)
    }
    return one
  }
  const byActor = sightOfActor(caller, tables)
  const met = new Map<Sight, Map<string, Sight>>()
  /** What both lead to, made once for scopes that say the same. */
  const meet = (byScope: Sight, ofActor: Sight): Sight => {
    if (byScope === 'everything' || ofActor === 'everything') return share(both(byScope, ofActor))
    const ofScopes = met.get(ofActor) ?? new Map<string, Sight>()
    met.set(ofActor, ofScopes)
    const said = JSON.stringify(byScope)
    const found = ofScopes.get(said) ?? share(both(byScope, ofActor))
    ofScopes.set(said, found)
    return found
  }
  const sight = (permission: Permission, type: string): Sight => {
    const key = `${permission} ${type}`
    let found = known.get(key)
    if (found === undefined) {
      const byScope = sightOfScopes(
        about(type).filter(({ permissions }) => permissions.has(permission)),
        type,
        caller,
        read,
      )
      found = meet(byScope, byActor(permission, type))
      known.set(key, found)
    }
    return found
  }
  const plan: AccessPlan = {
    caller: Object.freeze({ ...caller }),
    tokenHash,
    allows: (permission: Permission, type: string) => about(type).some(({ permissions }) => permissions.has(permission)),
    contextOnly:
      scopes.some(({ level }) => level === 'patient') &&
      scopes.every(({ level, type }) => level === 'patient' || (type !== '*' && !inPatientCompartment(type))),
    scopesAll: (type, permission = 'r') =>
      about(type).some(({ permissions, level, restriction }) => permissions.has(permission) && level !== 'patient' && !restriction),
    searchable: searchable.some(({ type }) => type === '*') ? undefined : new Set(searchable.map(({ type }) => type)),
    now,
  }
  const whole = caller.kind === 'system' && scopes.every(({ level, restriction }) => level !== 'patient' && !restriction)
  return Object.freeze(whole ? plan : { ...plan, sight })
}

/** What scopes lead to: any of them may. */
function sightOfScopes(scopes: readonly Scope[], type: string, { patient }: Caller, read: ReadRestriction | undefined): Sight {
  const ways: Way[] = []
  for (const { level, restriction } of scopes) {
    // What is in no record is the same for every patient.
    const member = level === 'patient' && inPatientCompartment(type)
    if (member && patient === undefined) continue
    if (restriction === undefined && !member) return 'everything'
    const clauses = restriction === undefined ? [] : clausesOf(read, type, restriction)
    if (clauses === undefined) continue
    ways.push({ ...(member && { member: patient }), ...(clauses.length > 0 && { clauses }) })
  }
  return ways
}

function clausesOf(read: ReadRestriction | undefined, type: string, restriction: string): Way['clauses'] {
  try {
    const clauses = read?.(type, restriction)
    return clauses?.length === 0 ? undefined : clauses
  } catch {
    return undefined
  }
}

/** What both lead to: each way of the one along each way of the other. */
function both(some: Sight, others: Sight): Sight {
  if (some === 'everything') return others
  if (others === 'everything') return some
  return some.flatMap((a) => others.flatMap((b) => joined(a, b) ?? []))
}

function joined(a: Way, b: Way): Way | undefined {
  if (a.member !== undefined && b.member !== undefined && a.member !== b.member) return undefined
  const clauses = [...(a.clauses ?? []), ...(b.clauses ?? [])]
  return { ...a, ...b, ...(clauses.length > 0 && { clauses }) }
}

import { dateRange } from '#storage/indexing/date-range.ts'
import type { ResourceJson } from '#storage/store.ts'
import { type Caller, type ClientKind, ownAccess, type Role } from '../access-plan.ts'
import { rolesWithin } from '../actors/actors.ts'
import type { PeopleParts } from './caller-of-user.ts'
import type { User } from './users.ts'

/** Posts whose holders see what the organization sees, whatever other post they hold besides. */
const wide: Partial<Record<ClientKind, readonly string[]>> = {
  'care-team': ['senior-care-manager', 'care-coordinator'],
  'one-care': ['care-coordinator', 'clinical-care-manager'],
}

/** Who nobody says the role of, where the organization does more than everybody in it may. */
const unsaid: Partial<Record<ClientKind, Role>> = { csp: 'csp-worker' }

/** Most posts of a person at one organization. */
const mostPosts = 100

/**
 * What somebody does at their organization, where that is less than what it is: as they are registered, else as their posts there say
 * (PractitionerRole.code). Who holds a wide post sees by that one; who holds none that says a role, as the organization; whose
 * posts have all ended, nothing of a member.
 */
export async function rolesOf(
  { fhirUser, kind, organization, role }: User,
  parts: PeopleParts,
): Promise<Pick<Caller, 'roles' | 'posts' | 'purpose'>> {
  const known = kind === undefined ? undefined : rolesWithin[kind]
  if (kind === undefined || known === undefined || organization === undefined) return {}
  const all = await postsOf(fhirUser, organization, parts)
  const posts = all.filter((post) => isHeld(post, parts.now?.() ?? new Date()))
  const codes = role === undefined ? posts.flatMap(codesOf) : [role]
  if (role === undefined && all.length > 0 && posts.length === 0) return { roles: [] }
  const roles = [...new Set(codes.filter((code): code is Role => Object.hasOwn(known, code)))]
  const whole = parts.tables?.wholeRoles?.() ?? []
  if (codes.some((code) => wide[kind]?.includes(code)) || roles.some((one) => whole.includes(one))) return {}
  const narrow = roles.length > 0 ? roles : unsaid[kind] === undefined ? [] : [unsaid[kind]]
  return narrow.length === 0 ? {} : { roles: narrow, posts: posts.map(({ id }) => `PractitionerRole/${id}`), ...purposeOf(narrow) }
}

/** For what those come who come for one thing alone (section 10: "operations purpose", "payment purpose"). */
export function purposeOf(roles: readonly Role[]): Pick<Caller, 'purpose'> {
  const purposes = new Set(roles.map((role) => comesFor[role]))
  const [purpose] = purposes
  return purposes.size === 1 && purpose !== undefined ? { purpose } : {}
}

const comesFor: Partial<Record<Role, string>> = { 'program-director': 'HOPERAT', biller: 'HPAYMT' }

async function postsOf(person: string, organization: string, { store }: PeopleParts): Promise<ResourceJson[]> {
  const named = (param: string, reference: string) => {
    const [type, id] = reference.split('/') as [string, string]
    return { kind: 'reference' as const, param, values: [{ type, id }] }
  }
  const found = await store?.search(ownAccess('auth'), {
    type: 'PractitionerRole',
    clauses: [named('practitioner', person), named('organization', organization)],
    sort: [],
    count: mostPosts,
    total: 'none',
    include: [],
    revinclude: [],
  })
  return (found?.matches ?? []).map(({ text }) => JSON.parse(text) as ResourceJson)
}

/** Now, both days included (TIME-08). A period that cannot be read is none. */
function isHeld({ active, period }: ResourceJson, now: Date): boolean {
  if (active === false) return false
  const { start, end } = (period ?? {}) as { start?: string; end?: string }
  const [from, until] = [start, end].map((day) => (day === undefined ? undefined : dateRange(day)))
  if ((start !== undefined && !from) || (end !== undefined && !until)) return false
  const at = now.toISOString()
  return (from === undefined || from.low <= at) && (until === undefined || at < until.high)
}

function codesOf({ code }: ResourceJson): string[] {
  const concepts = Array.isArray(code) ? (code as { coding?: { code?: string }[] }[]) : []
  return concepts.flatMap(({ coding = [] }) => coding.flatMap((one) => one.code ?? []))
}

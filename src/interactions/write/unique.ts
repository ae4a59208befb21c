import type { AccessPlan } from '#auth/access-plan.ts'
import { canon } from '#fhir/issue.ts'
import type { ResourceJson, SearchQuery, Stored } from '#storage/store.ts'
import { linksOf } from '../references.ts'
import type { Hands } from './carry-out.ts'
import { type Change, type Changed, keyOf, placed } from './change.ts'
import type { Refusals } from './refusals.ts'
import { sameContent } from './versions.ts'

/** An identifier that stands on one resource of its type only. */
interface UniqueIdentifier {
  type: string
  system: string
  /** Row that says so. */
  row: string
  says: string
}

const uniqueIdentifiers: readonly UniqueIdentifier[] = [
  {
    type: 'Patient',
    system: `${canon}/sid/masshealth-member-id`,
    row: 'TIME-11',
    says: 'Another Patient holds this MassHealth ID. Update that record, or correct the identifier.',
  },
]

/** A key that this resource wants for itself alone. */
interface UniqueKey extends UniqueIdentifier {
  value: string
  /** Name of the lock under which it is looked for and taken. */
  lock: string
}

/** The keys of one resource; none for most. */
export function uniqueKeys(resource: ResourceJson): UniqueKey[] {
  const rules = uniqueIdentifiers.filter(({ type }) => type === resource.resourceType)
  if (rules.length === 0 || !Array.isArray(resource.identifier)) return []
  const identifiers = resource.identifier as { system?: unknown; value?: unknown }[]
  return rules.flatMap((rule) =>
    identifiers
      .filter(({ system, value }) => system === rule.system && typeof value === 'string')
      .map(({ value }) => ({ ...rule, value: String(value), lock: `unique ${rule.type} ${rule.system}|${value}` })),
  )
}

/**
 * Refuses a resource whose key another one holds, in the store or among the changes themselves. The same content sent
 * again is not refused: it is answered with what is stored (TIME-11). The holder is named and answered with to those who may see it;
 * to others the refusal says that the key is taken, which they could not be kept from noticing, and nothing more.
 */
export async function refuseDuplicates(
  open: readonly Change[],
  hands: Pick<Hands, 'search' | 'searchAsCaller'>,
  refusals: Refusals,
  access: AccessPlan,
): Promise<[Change, Changed][]> {
  const found: [Change, Changed][] = []
  const taken = new Map<string, Change>()
  for (const change of open) {
    if (change.act === 'delete') continue
    for (const key of uniqueKeys(change.resource)) {
      const { matches } = await hands.search(holderOf(key))
      const holder = matches.find(({ id }) => id !== change.id && !open.some((other) => other.act === 'delete' && other.id === id))
      const seen = holder !== undefined && (await isSeen(holder, key, hands, access))
      const twin = taken.get(key.lock)
      taken.set(key.lock, change)
      if (
        seen &&
        change.act === 'create' &&
        !isPointedAt(change, open) &&
        sameContent(change.resource, JSON.parse(holder.text) as object)
      ) {
        found.push([change, { outcome: 'existing', stored: holder, warnings: [] }])
      } else if (holder !== undefined || (twin !== undefined && twin !== change)) {
        refusals.add('conflict', {
          severity: 'error',
          code: 'duplicate',
          details: key.row,
          diagnostics: seen && access.allows('r', holder.type) ? `${key.says} It is ${keyOf(holder)}.` : key.says,
          expression: placed(change.at, [`${change.type}.identifier`]),
        })
      }
    }
  }
  return found
}

/** May the caller see whoever holds the key? Whose registration bounds nothing sees all, with scopes to write alone too. */
async function isSeen({ type, id }: Stored, key: UniqueKey, hands: Pick<Hands, 'searchAsCaller'>, access: AccessPlan): Promise<boolean> {
  if ((access.sight?.('s', type) ?? 'everything') === 'everything') return true
  if (!access.allows('s', type) || access.searchable?.has(type) === false) return false
  const { matches } = await hands.searchAsCaller(holderOf(key))
  return matches.some((match) => match.id === id)
}

/** Do others of the transaction point at the new record? They cannot be made to point at the one on record any more. */
export function isPointedAt(change: Change, changes: readonly Change[]): boolean {
  return changes.some((other) => other !== change && other.act !== 'delete' && linksOf(other.resource).has(keyOf(change)))
}

/** The search for whoever holds the key already. */
function holderOf({ type, system, value }: UniqueKey): SearchQuery {
  return {
    type,
    clauses: [{ kind: 'token', param: 'identifier', values: [{ system, code: value }] }],
    sort: [],
    count: 2,
    total: 'none',
    include: [],
    revinclude: [],
  }
}

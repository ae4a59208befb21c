import { canon } from '#fhir/issue.ts'
import type { ResourceJson, SearchPage, SearchQuery } from '#storage/store.ts'
import { linksOf } from '../references.ts'
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
 * again is not refused: it is answered with what is stored (TIME-11). The holder is named to those who may read it.
 */
export async function refuseDuplicates(
  open: readonly Change[],
  search: (query: SearchQuery) => Promise<SearchPage>,
  refusals: Refusals,
  mayRead: (type: string) => boolean,
): Promise<[Change, Changed][]> {
  const found: [Change, Changed][] = []
  const taken = new Map<string, Change>()
  for (const change of open) {
    if (change.act === 'delete') continue
    for (const key of uniqueKeys(change.resource)) {
      const { matches } = await search(holderOf(key))
      const holder = matches.find(({ id }) => id !== change.id && !open.some((other) => other.act === 'delete' && other.id === id))
      const twin = taken.get(key.lock)
      taken.set(key.lock, change)
      if (
        holder !== undefined &&
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
          diagnostics: holder !== undefined && mayRead(holder.type) ? `${key.says} It is ${keyOf(holder)}.` : key.says,
          expression: placed(change.at, [`${change.type}.identifier`]),
        })
      }
    }
  }
  return found
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

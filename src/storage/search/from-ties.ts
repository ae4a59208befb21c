import type { AccessPlan, Bond, Way } from '#auth/access-plan.ts'
import { openings, sightOf } from '../access/sight-condition.ts'
import { isNobody, isTie, partiesAsList } from '../access/tie-condition.ts'
import type { Clause } from '../store.ts'
import type { Values } from './values.ts'

// Where nothing in a search leads to few rows, all rows of a type are walked, and of each it is asked whether the caller may see it. Who is tied to
// few members has few rows that they may see: these are read instead.

/**
 * Ties at most with which the members that they lead to are read one after the other. With more, some of their rows soon turn up on the
 * way through the type, and a page is full before that many records would have been read.
 */
const mostTies = 250

/** Where the rows come from that a caller may see, if what ties them to members is few. */
export interface FromTies {
  /** Parts of the statement's WITH: the members, and whether they are few enough. */
  parts: string
  /** Types of which only rows in those members' records can be seen, and those of which others can, too. */
  bound: readonly string[]
  free: readonly string[]
}

/**
 * How a search finds what its caller may see by what ties them. It finds at least that: whether a row may be seen is asked of it as ever. Undefined where
 * no type is bound to ties.
 */
export function fromTies(access: AccessPlan, types: readonly string[], clauses: readonly Clause[], values: Values): FromTies | undefined {
  if (access.sight === undefined) return undefined
  const sights = types.filter((type) => isPossible(type, clauses)).map((type) => ({ type, sight: sightOf(access, 's', type) }))
  const isFree = ({ sight }: (typeof sights)[number]) => sight === 'everything' || !sight.every(isOfMembers)
  const [free, bound] = [sights.filter(isFree), sights.filter((one) => !isFree(one))]
  const ways = [...new Set(bound.map(({ sight }) => sight))].flatMap((sight) => (sight === 'everything' ? [] : sight))
  if (bound.length === 0) return undefined
  const shards = [...tied(ways, values), ...others(ways, access, values)]
  const any = shards.length === 0 ? 'SELECT NULL::text AS shard WHERE false' : shards.join('\n  UNION ALL ')
  return {
    parts: `tied AS MATERIALIZED (SELECT t.shard FROM (${any}) t LIMIT ${mostTies + 1}),
near AS MATERIALIZED (SELECT DISTINCT shard FROM tied),
few AS MATERIALIZED (SELECT count(*) <= ${mostTies} AS ok FROM tied),`,
    bound: bound.map(({ type }) => type),
    free: free.map(({ type }) => type),
  }
}

/** Does a way lead into members' records that are known without looking at what is in them? */
function isOfMembers({ member, opened, tied }: Way): boolean {
  return member !== undefined || opened === true || tied !== undefined
}

function isPossible(type: string, clauses: readonly Clause[]): boolean {
  return clauses.every((clause) => clause.kind !== 'compartment' || clause.owner.type === type || clause.params.has(type))
}

/** Ties of each kind of party that the ways go by: by these alone, as whatever else they ask is asked of the rows. */
function tied(ways: readonly Way[], values: Values): string[] {
  const bonds = ways.flatMap(({ member, opened, tied }) => (member !== undefined || opened || tied === undefined ? [] : [tied]))
  const byWhom = Map.groupBy(
    bonds.filter((bond) => !isNobody(bond)),
    ({ parties, staffOf, partnersOf }) => JSON.stringify([parties, staffOf, partnersOf]),
  )
  return [...byWhom.values()].map((some) => {
    const kinds = new Map<string, string>()
    for (const { cites: _, ...bond } of some) kinds.set(JSON.stringify(bond), `(${isTie(bond, { row: '', values }).join(' AND ')})`)
    const grounds = [...new Set(some.flatMap((bond) => bond.grounds))].map((ground) => `('${ground}')`)
    // One stretch of the index after the other, in its order, so that no more of it is read than is wanted.
    return `SELECT t.shard FROM unnest(${partiesAsList(some[0] as Bond, values)}) AS p (party) CROSS JOIN (VALUES ${grounds.join(', ')}) AS g (ground)
    CROSS JOIN LATERAL (SELECT q.shard FROM tie q WHERE q.party = p.party AND q.ground = g.ground AND (${[...kinds.values()].join(' OR ')}) ORDER BY q.shard LIMIT ${mostTies + 1}) t`
  })
}

function others(ways: readonly Way[], access: AccessPlan, values: Values): string[] {
  const members = new Set(ways.flatMap(({ member }) => member ?? []))
  return [
    ...[...members].map((member) => `SELECT ${values.once(member, 'text')} AS shard`),
    ...(ways.some(({ opened, member }) => opened && member === undefined) ? [openings(access, values)] : []),
  ]
}

/**
 * The rows of a search as a table: those of the members that are near where they are few, else all that there are. Both in the order that is wanted, so
 * that a page that is full ends the search.
 *
 * @param where conditions on a row `r`, all but whether it may be seen
 * @param table all that there are
 * @param order of the page, where rows are met in it
 */
export function rowsNear(
  { bound, free }: FromTies,
  where: readonly string[],
  values: Values,
  { table, order }: { table: string; order?: string },
): string {
  const ordered = order === undefined ? '' : ` ORDER BY ${order} LIMIT ${values.add(2 ** 31 - 1)}::int`
  const asked = where.join(' AND ')
  // Of many types the index over a member's record is not asked for each.
  const typeIs = bound.length === 1 ? `r.type = ${values.add(bound[0])}` : `(r.type || '') = ANY (${values.add(bound)}::text[])`
  const near = `SELECT r.* FROM near n CROSS JOIN LATERAL (
        SELECT r.* FROM resource r WHERE r.shard = n.shard AND r.member AND ${typeIs} AND ${asked} OFFSET 0) r`
  const anybodys =
    free.length === 0 ? '' : `\n      UNION ALL SELECT r.* FROM resource r WHERE r.type = ANY (${values.add(free)}::text[]) AND ${asked}`
  return `(
    (SELECT r.* FROM (${near}${anybodys}) r WHERE (SELECT ok FROM few)${ordered})
    UNION ALL
    (SELECT r.* FROM ${table} r WHERE NOT (SELECT ok FROM few) AND ${asked}${ordered})
  )`
}

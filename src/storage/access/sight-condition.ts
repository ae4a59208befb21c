import type { AccessPlan, Bond, Parties, Permission, Sight, Way } from '#auth/access-plan.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import { searchKey } from '../keys.ts'
import { checkParam, pathExists } from '../search/path-condition.ts'
import type { Values } from '../search/values.ts'
import type { Clause } from '../store.ts'
import { authorsParam } from './authors.ts'
import { notYet18, now, variable, variablesOf } from './sight-values.ts'
import { partiesOf, type TiePlace, tied } from './tie-condition.ts'

/** How a clause becomes a condition on a row; handed in, as clauses about other resources ask for sight in turn. */
export type ClauseCondition = (clause: Clause, row: string, type: string) => string

/** What a condition of sight needs besides the plan. */
export interface SightPlace extends TiePlace {
  conditionOf: ClauseCondition
  /** The row may be that of something deleted, of which the index knows nothing any more. */
  ended?: boolean
}

/** What the plan says of a type; everything, unless it says less. */
export function sightOf(access: AccessPlan, permission: Permission, type: string): Sight {
  return access.sight?.(permission, type) ?? 'everything'
}

/** Does the plan show only some of the resources of one of these types? */
export function isNarrowed(access: AccessPlan, permission: Permission, types: Iterable<string>): boolean {
  if (access.sight === undefined) return false
  for (const type of types) if (access.sight(permission, type) !== 'everything') return true
  return false
}

/**
 * What a row of one of these types must be for the caller to see it; undefined where every row may be seen. It goes into
 * the statement beside the search's own conditions, for each row that the statement looks at: matches, what chains and
 * `_has` pass through, what is included, counted and sorted.
 */
export function seen(access: AccessPlan, permission: Permission, types: readonly string[], place: SightPlace): string | undefined {
  if (!isNarrowed(access, permission, types)) return undefined
  // Types that are seen alike are told together: a plan gives the same sight for all of them.
  const alike = new Map<Sight, string[]>()
  for (const type of types) {
    const sight = sightOf(access, permission, type)
    alike.set(sight, [...(alike.get(sight) ?? []), type])
  }
  const parts = [...alike].map(([sight, of]) => {
    const typeIs = types.length === 1 ? '' : `(${place.row}.type || '') = ANY (${place.values.add(of)}::text[])`
    const condition = sight === 'everything' ? '' : anyWay(sight, access, of, place)
    return [typeIs, condition].filter((one) => one !== '').join(' AND ')
  })
  return `(${parts.join(' OR ')})`
}

function anyWay(ways: readonly Way[], access: AccessPlan, types: readonly string[], place: SightPlace): string {
  const groups = waysAlike(ways).map((some) => {
    const leads = some.map((way) => {
      const conditions = [...leadsTo(way, access, types, place), ...bondsOf(way).map((bond) => tied(bond, place))]
      return `(${conditions.join(' AND ')})`
    })
    return `(${[`(${leads.join(' OR ')})`, ...isOpenTo(some[0]!, access, types, place)].join(' AND ')})`
  })
  return groups.length === 0 ? 'false' : `(${groups.join(' OR ')})`
}

/**
 * The ways to some rows in the order in which they are tried, those together that withhold the same, as that is asked once. Ways that need
 * no tie come first: where one of them leads, none is looked for.
 */
export function waysAlike(ways: readonly Way[]): readonly (readonly Way[])[] {
  const inOrder = [...ways.filter((way) => bondsOf(way).length === 0), ...ways.filter((way) => bondsOf(way).length > 0)]
  return [...Map.groupBy(inOrder, ({ withheld, opened }) => JSON.stringify([withheld, withheld && opened])).values()]
}

/** The ties that a way needs. */
export function bondsOf({ tied, also = [] }: Way): readonly Bond[] {
  return tied === undefined ? also : [tied, ...also]
}

/** What a row must be for a way to lead to it, besides the ties; clauses are of one type, so they are spelled for each. */
export function leadsTo(way: Way, access: AccessPlan, types: readonly string[], place: SightPlace): string[] {
  const { row, values } = place
  const conditions = ['true']
  // First, as it is read off the row itself.
  if (way.authored !== undefined) conditions.push(madeBy(way.authored, place))
  if (way.about !== undefined) conditions.push(namesOneOf(way.about, place))
  if (way.ofNobody) conditions.push(`${row}.member IS NOT TRUE`)
  if (way.member !== undefined) conditions.push(`${row}.member AND ${row}.shard = ${values.once(way.member, 'text')}`)
  if (way.tied !== undefined) conditions.push(`${row}.member`)
  // What was deleted has nothing left that could be asked of it: it is not what somebody cites, nor what "not of this kind" means.
  const asks = (way.clauses ?? []).length > 0 || bondsOf(way).some(({ cites }) => cites)
  if (place.ended && asks) conditions.push(`NOT ${row}.deleted`)
  if (way.opened) conditions.push(`${row}.member AND ${row}.shard = ANY (ARRAY(${openings(access, values)}))`)
  for (const clause of way.clauses ?? []) {
    const each = types.map((type) => `${place.conditionOf(clause, row, type)}${types.length === 1 ? '' : ` AND ${row}.type = '${type}'`}`)
    conditions.push(`(${each.join(' OR ')})`)
  }
  return conditions
}

/** What a row must be for ways that withhold the same as this one to show it: it bears none of the labels, or they are released. */
export function isOpenTo(way: Way, access: AccessPlan, types: readonly string[], place: SightPlace): string[] {
  const { withheld } = way
  if (withheld === undefined) return []
  const { row, values } = place
  const released = `(${row}.member AND ${releasesOf(way, access, types, place)} IS NOT NULL)`
  const conditions = [`(NOT ${bearsLabel(withheld.labels, types, place)} OR ${released})`]
  if (place.ended) conditions.push(`CASE WHEN ${row}.deleted THEN ${endedBearingNone(row, withheld.labels, values)} ELSE true END`)
  return conditions
}

/** Bears a row one of the labels? */
export function bearsLabel(labels: readonly string[], types: readonly string[], { row, values }: SightPlace): string {
  return `((${row}.keys && ${values.once(keysOfLabels(labels, types).keys, 'bigint[]')}) IS TRUE)`
}

/**
 * The releases by which ways that withhold the same as this one show a row that bears some of the labels, as a text; null where there are not
 * enough (migrations/014-ties.sql).
 */
export function releasesOf(
  { withheld, opened }: Way,
  { tokenHash }: AccessPlan,
  types: readonly string[],
  { row, values }: SightPlace,
): string {
  const { keys, names } = keysOfLabels(withheld?.labels ?? [], types)
  const asked = [
    ...[`${row}.shard`, `${row}.keys`, values.once(keys, 'bigint[]'), values.once(names, 'text[]')],
    ...[values.once(withheld?.parties ?? [], 'text[]'), values.once(now, 'text'), values.once(notYet18, 'text')],
    opened ? values.once(tokenHash ?? null, 'bytea') : 'NULL',
  ]
  return `releases_of(${asked.join(', ')})`
}

/** The members whose records are open to this token now: the same for all rows of a statement. */
export function openings({ tokenHash }: AccessPlan, values: Values): string {
  return `SELECT o.shard FROM opening o WHERE o.token = ${values.once(tokenHash ?? null, 'bytea')} AND o.until > ${values.once(now, 'timestamptz')}`
}

/** A reference of the record leads to one of them. */
function namesOneOf({ param, parties, staffOf }: NonNullable<Way['about']>, { row, values }: SightPlace): string {
  const who = partiesOf({ parties, staffOf }, values)
  return `jsonb_path_exists(${row}.links, '$."${checkParam(param)}"[*] ? (@ == ${who.parties}[*])', ${who.variables}::jsonb)`
}

/** One of them made the record. */
function madeBy({ parties, staffOf }: Parties, { row, values }: SightPlace): string {
  const who = partiesOf({ parties, staffOf }, values)
  return pathExists(row, authorsParam, `@ == ${who.parties}[*]`, who.variables)
}

/** The search keys of labels on these types, and which label each is of. */
function keysOfLabels(labels: readonly string[], types: readonly string[]): { keys: string[]; names: string[] } {
  const known = keysOfTypes.get(labels) ?? new Map<string, { keys: string[]; names: string[] }>()
  keysOfTypes.set(labels, known)
  const by = types.join()
  const found = known.get(by) ?? {
    keys: labels.flatMap((label) => types.map((type) => searchKey(type, '_security', 'c', normaliseToken(label)))),
    names: labels.flatMap((label) => types.map(() => label)),
  }
  // A list of labels is a plan's, and there are but a few; what is asked for may be any list of types.
  if (known.size >= 400) known.clear()
  known.set(by, found)
  return found
}

const keysOfTypes = new WeakMap<readonly string[], Map<string, { keys: string[]; names: string[] }>>()

/** What was deleted by this version, or this row's, bore none of the labels: that it was there is hidden with it (migrations/016-posts.sql). */
export function endedBearingNone(row: string, labels: readonly string[], values: Values): string {
  return `ended_bearing_none(${row}.shard, ${row}.type, ${row}.id, ${row}.version, ${values.once(labels, 'text[]')})`
}

/** The text of a version bears one of the labels. It is JSON as this server spells it, so one without the word has none, and is not parsed. */
export function bearsAny(version: string, labels: readonly string[], values: Values): string {
  return `(strpos(${version}.text, '"security":') > 0 AND jsonb_path_exists(${version}.text::jsonb, '$.meta.security[*].code ? (@ == ${variable(labels, values)}[*])', ${variablesOf(values)}))`
}

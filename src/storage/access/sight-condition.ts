import type { AccessPlan, Parties, Permission, Sight, Way } from '#auth/access-plan.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import { searchKey } from '../keys.ts'
import { checkParam, pathExists } from '../search/path-condition.ts'
import type { Values } from '../search/values.ts'
import type { Clause } from '../store.ts'
import { authorsParam } from './authors.ts'
import { momentOf, variable, variablesOf } from './sight-values.ts'
import { partiesOf, type TiePlace, tied, tieExists } from './tie-condition.ts'

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
  if (ways.length === 0) return 'false'
  // What several ways withhold alike is asked once.
  const alike = Map.groupBy(ways, ({ withheld, opened }) => JSON.stringify([withheld, withheld && opened]))
  return `(${[...alike.values()].map((some) => onWays(some, access, types, place)).join(' OR ')})`
}

/** One of the ways to a row, which withhold the same labels; clauses are of one type, so a way with clauses is spelled for each. */
function onWays(ways: readonly Way[], access: AccessPlan, types: readonly string[], place: SightPlace): string {
  const { row, values } = place
  const at = momentOf(access, values)
  const leads = ways.map((way) => {
    const conditions = ['true']
    // First, as it is read off the row itself.
    if (way.authored !== undefined) conditions.push(madeBy(way.authored, at, place))
    if (way.about !== undefined) conditions.push(namesOneOf(way.about, at, place))
    if (way.ofNobody) conditions.push(`${row}.member IS NOT TRUE`)
    if (way.member !== undefined) conditions.push(`${row}.member AND ${row}.shard = ${values.once(way.member, 'text')}`)
    if (way.tied !== undefined) conditions.push(`${row}.member AND ${tied(way.tied, at, place)}`)
    for (const bond of way.also ?? []) conditions.push(tied(bond, at, place))
    // What was deleted has nothing left that could be asked of it, and by its id alone it is not shown either.
    if (place.ended && [way.tied, ...(way.also ?? [])].some((bond) => bond?.cites)) conditions.push(`NOT ${row}.deleted`)
    if (way.opened) conditions.push(`${row}.member AND ${row}.shard IN (${openings(access, at, values)})`)
    for (const clause of way.clauses ?? []) {
      const each = types.map((type) => `${place.conditionOf(clause, row, type)}${types.length === 1 ? '' : ` AND ${row}.type = '${type}'`}`)
      conditions.push(`(${each.join(' OR ')})`)
    }
    return `(${conditions.join(' AND ')})`
  })
  const conditions = [leads.length === 1 ? leads[0]! : `(${leads.join(' OR ')})`]
  const [{ withheld, opened: isOpened }] = ways as [Way]
  const opened = isOpened && ((label: string) => `${row}.shard IN (${openings(access, at, values, label)})`)
  if (withheld !== undefined) conditions.push(released(withheld, { at, types, opened }, place))
  if (withheld !== undefined && place.ended) conditions.push(`(NOT ${row}.deleted OR ${endedBearingNone(row, withheld.labels, values)})`)
  return `(${conditions.join(' AND ')})`
}

/** The members whose records are open to this token now: the same for all rows of a statement. @param label that the opening names, as an expression */
function openings({ tokenHash }: AccessPlan, at: Date, values: Values, label?: string): string {
  const labelled = label === undefined ? '' : ` AND ${label} = ANY (o.labels)`
  return `SELECT o.shard FROM opening o WHERE o.token = ${values.once(tokenHash ?? null, 'bytea')} AND o.until > ${values.once(at.toISOString(), 'timestamptz')}${labelled}`
}

/** A reference of the record leads to one of them. */
function namesOneOf({ param, parties, staffOf }: NonNullable<Way['about']>, at: Date, { row, values }: SightPlace): string {
  const who = partiesOf({ parties, staffOf }, at, values)
  return `jsonb_path_exists(${row}.links, '$."${checkParam(param)}"[*] ? (@ == ${who.parties}[*])', ${who.variables}::jsonb)`
}

/** One of them made the record. */
function madeBy({ parties, staffOf }: Parties, at: Date, { row, values }: SightPlace): string {
  const who = partiesOf({ parties, staffOf }, at, values)
  return pathExists(row, authorsParam, `@ == ${who.parties}[*]`, who.variables)
}

/** By when, and of which types, releases are looked for. */
interface Releasing {
  at: Date
  types: readonly string[]
  /** What else lets content so labelled be seen. */
  opened?: (label: string) => string
}

/** Bears none of the labels, or a release in force to one of the parties names each that it bears (CARES-CON-07). */
function released({ labels, parties }: NonNullable<Way['withheld']>, { at, types, opened }: Releasing, place: SightPlace): string {
  const { row, values } = place
  const borne = keysOfLabels(labels, types)
  const keys = values.once(borne.keys, 'bigint[]')
  const isReleased = tieExists({ parties, grounds: releases }, at, place, 'bears.label')
  const besides = opened === undefined ? '' : ` OR ${opened('bears.label')}`
  return `((${row}.keys && ${keys}) IS NOT TRUE OR (${row}.member AND NOT EXISTS (
      SELECT FROM unnest(${keys}, ${values.once(borne.names, 'text[]')}) AS bears (key, label) WHERE bears.key = ANY (${row}.keys)
        AND (${isReleased}${besides}) IS NOT TRUE)))`
}

const releases = ['release', 'release-for-minor'] as const

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

/** What was deleted by this version, or this row's, bore none of the labels: that it was there is hidden with it. */
export function endedBearingNone(row: string, labels: readonly string[], values: Values): string {
  return `NOT EXISTS (SELECT FROM version b WHERE b.shard = ${row}.shard AND b.type = ${row}.type AND b.id = ${row}.id
      AND b.version = ${row}.version - 1 AND b.text <> '' AND ${bearsAny('b', labels, values)})`
}

/** The text of a version bears one of the labels. It is JSON as this server spells it, so one without the word has none, and is not parsed. */
export function bearsAny(version: string, labels: readonly string[], values: Values): string {
  return `(strpos(${version}.text, '"security":') > 0 AND jsonb_path_exists(${version}.text::jsonb, '$.meta.security[*].code ? (@ == ${variable(labels, values)}[*])', ${variablesOf(values)}))`
}

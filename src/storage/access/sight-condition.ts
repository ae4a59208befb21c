import type { AccessPlan, Bond, Ground, Parties, Permission, Sight, Way } from '#auth/access-plan.ts'
import { tieKey, tiesParam } from '../index-row.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import { searchKey } from '../keys.ts'
import { keysOf, type Place } from '../search/key-condition.ts'
import { checkParam, pathExists } from '../search/path-condition.ts'
import type { Values } from '../search/values.ts'
import type { Clause } from '../store.ts'
import { authorsParam } from './authors.ts'
import { typeOfGround } from './ties.ts'
import { youngerThan18 } from './under-eighteen.ts'

/** How a clause becomes a condition on a row; handed in, as clauses about other resources ask for sight in turn. */
export type ClauseCondition = (clause: Clause, row: string, type: string) => string

/** What a condition of sight needs besides the plan. */
export interface SightPlace {
  row: string
  values: Values
  conditionOf: ClauseCondition
  /** Rows that the same statement writes, named like a table: their ties count, too. */
  beside?: string
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
  const at = access.now?.() ?? new Date()
  const leads = ways.map((way) => {
    const conditions = ['true']
    // First, as it is read off the row itself.
    if (way.authored !== undefined) conditions.push(madeBy(way.authored, place))
    if (way.about !== undefined) conditions.push(namesOneOf(way.about, place))
    if (way.ofNobody) conditions.push(`${row}.member IS NOT TRUE`)
    if (way.member !== undefined) conditions.push(`${row}.member AND ${row}.shard = ${values.add(way.member)}`)
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
  return `SELECT o.shard FROM opening o WHERE o.token = ${values.add(tokenHash ?? null)}::bytea AND o.until > ${values.add(at.toISOString())}::timestamptz${labelled}`
}

/** A reference of the record leads to one of them. */
function namesOneOf({ param, parties, staffOf }: NonNullable<Way['about']>, { row, values }: SightPlace): string {
  const { variables } = partiesOf({ parties, staffOf, grounds: [] }, {}, values)
  return `jsonb_path_exists(${row}.links, '$."${checkParam(param)}"[*] ? (@ == $p[*])', ${variables}::jsonb)`
}

/** One of them made the record. */
function madeBy({ parties, staffOf }: Parties, { row, values }: SightPlace): string {
  const { variables } = partiesOf({ parties, staffOf, grounds: [] }, {}, values)
  return pathExists(row, authorsParam, '@ == $p[*]', variables)
}

/** A record of the same member ties one of the parties now. It is on the row's own shard, so it is asked where the row is. */
function tied(way: Bond, at: Date, place: SightPlace): string {
  const ofMinors = way.grounds.filter((ground) => ground === 'parent' || ground === 'custody')
  const grown = way.grounds.filter((ground) => ground !== 'parent' && ground !== 'custody' && ground !== 'release-for-minor')
  const conditions = [
    ...(grown.length > 0 ? [tieExists({ ...way, grounds: grown }, at, place)] : []),
    ...(way.grounds.includes('release-for-minor')
      ? [
          `(${tieExists({ ...way, grounds: ['release-for-minor'] }, at, place)} AND (${[isUnder18(at, place), isUnderGuardianship(at, place)].join(' OR ')}))`,
        ]
      : []),
    ...(ofMinors.length > 0 ? [`(${tieExists({ ...way, grounds: ofMinors }, at, place)} AND ${isUnder18(at, place)})`] : []),
  ]
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`
}

/**
 * Each EXISTS here ends in OFFSET 0, so that it is asked of the rows that are reached otherwise. Without it the planner, which is not
 * told any values, may begin with the ties of everybody, or keep them all in memory, to look at one member's row.
 *
 * @param label that the tie must name, as an expression
 */
function tieExists(bond: Bond, at: Date, { row, values, beside }: SightPlace, label?: string): string {
  const { parties, staffOf, partnersOf, grounds, codes, cites, days = 0 } = bond
  if ((parties.length === 0 && staffOf === undefined && partnersOf === undefined) || grounds.length === 0) return 'false'
  const variables = {
    g: grounds,
    now: at.toISOString(),
    // A tie that outlasts its end does so in whole days of the clock.
    since: new Date(at.getTime() - days * 86_400_000).toISOString(),
    ...(codes && { c: codes }),
  }
  const who = partiesOf(bond, variables, values)
  const ofRow = [...(label === undefined ? [] : [`'s', ${label}`]), ...(cites ? [`'r', ${row}.type || '/' || ${row}.id`] : [])]
  const named = ofRow.length === 0 ? who.variables : `(${who.variables}::jsonb || jsonb_build_object(${ofRow.join(', ')}))`
  const condition = `@.g == $g[*] && @.p == $p[*] && @.l <= $now && @.h > $since${codes ? ' && @.c == $c[*]' : ''}${label === undefined ? '' : ' && @.s == $s'}${cites ? ' && @.c == $r' : ''}`
  const from = (table: string, more: string) =>
    `EXISTS (SELECT FROM ${table} q WHERE q.shard = ${row}.shard AND q.type IN (${typesOf(grounds)})${more}${tagged('q', who)}
      AND ${pathExists('q', tiesParam, condition, named)} OFFSET 0)`
  const kept = from('resource', ' AND NOT q.deleted')
  if (beside === undefined) return kept
  // Nobody ties themselves to a member who is there already; only a new member's first records tie by themselves.
  const newborn = `EXISTS (SELECT FROM ${beside} b WHERE b.type = 'Patient' AND b.id = q.shard AND b.act = 'create')`
  return `(${kept} OR ${from(beside, ` AND ${newborn}`)})`
}

/** Who is looked for, as places or expressions of the statement. */
export interface Who {
  /** What a row's tags must have one of; absent where that cannot be told beforehand. */
  keys?: string
  variables: string
}

/** Those whom a bond may tie, with these variables besides. */
export function partiesOf(
  bond: Pick<Bond, 'parties' | 'staffOf' | 'partnersOf' | 'grounds'>,
  variables: { now?: string },
  values: Values,
): Who {
  const { parties, staffOf, partnersOf, grounds } = bond
  if (staffOf === undefined && partnersOf === undefined) return knownParties(parties, grounds, variables, values)
  const found = [
    ...(staffOf === undefined ? [] : [staff(staffOf, values)]),
    ...(partnersOf === undefined ? [] : [partners(partnersOf, variables.now ?? '', values)]),
  ]
  const all = `(${[`${values.add(parties)}::text[]`, ...found].join(' || ')})`
  return { variables: `(SELECT ${values.add(JSON.stringify(variables))}::jsonb || jsonb_build_object('p', to_jsonb(${all})))` }
}

function knownParties(parties: readonly string[], grounds: readonly Ground[], variables: object, values: Values): Who {
  return {
    keys: `${values.add(tieKeys(grounds, parties))}::bigint[]`,
    variables: values.add(JSON.stringify({ ...variables, p: parties })),
  }
}

/** What a row's tags must hold for it to tie one of them; nothing where that cannot be told. */
export function tagged(row: string, { keys }: Who): string {
  return keys === undefined ? '' : `\n      AND (${row}.tags && ${keys}) IS TRUE`
}

/**
 * Types of the records that make ties of these grounds, as a list of the statement. Spelled out: of a list that it is not told the
 * planner would rather look through the whole record than ask the index.
 */
export function typesOf(grounds: readonly Ground[]): string {
  return [...new Set(grounds.map((ground) => `'${typeOfGround[ground]}'`))].join(', ')
}

/** Who is on the staff is asked of the directory as it is now: once in a statement, as it is the same for all rows. */
function staff(staffOf: string, values: Values): string {
  const id = staffOf.slice(staffOf.indexOf('/') + 1)
  return `ARRAY(
        SELECT s.party FROM resource p CROSS JOIN LATERAL (VALUES ('PractitionerRole/' || p.id), (p.links #>> '{practitioner,0}')) AS s (party)
        WHERE p.keys @> ARRAY[${values.add(searchKey('PractitionerRole', 'organization', 'i', id))}::bigint] AND p.type || '' = 'PractitionerRole'
          AND NOT p.deleted AND ${values.add(searchKey('PractitionerRole', 'active', 'c', 'false'))}::bigint <> ALL (p.keys)
          AND s.party IS NOT NULL)`
}

/**
 * Who has a written agreement with an organization (CP-09), as the directory says it: the other is the affiliation's organization, this
 * one takes part. One without a period is none, as nobody says that it is in force.
 */
function partners(partnersOf: string, now: string, values: Values): string {
  const id = partnersOf.slice(partnersOf.indexOf('/') + 1)
  const key = (param: string, kind: 'i' | 'c', value: string) => values.add(searchKey('OrganizationAffiliation', param, kind, value))
  return `ARRAY(
        SELECT p.links #>> '{primary-organization,0}' FROM resource p
        WHERE p.keys @> ARRAY[${key('participating-organization', 'i', id)}::bigint] AND p.type || '' = 'OrganizationAffiliation'
          AND NOT p.deleted AND ${key('active', 'c', 'false')}::bigint <> ALL (p.keys)
          AND ${pathExists('p', 'date', '@.l <= $now && @.h > $now', values.add(JSON.stringify({ now })))}
          AND p.links #>> '{primary-organization,0}' IS NOT NULL)`
}

export function isUnder18(at: Date, { row, values, beside }: SightPlace): string {
  const born = values.add(youngerThan18(at))
  const from = (table: string, alive: string) =>
    `EXISTS (SELECT FROM ${table} b WHERE b.shard = ${row}.shard AND b.type = 'Patient' AND b.id = ${row}.shard${alive}
      AND (b.facts #>> '{birthdate,0,l}') COLLATE "C" >= ${born} OFFSET 0)`
  const kept = from('resource', ' AND NOT b.deleted')
  return beside === undefined ? kept : `(${kept} OR ${from(beside, '')})`
}

/** Somebody is guardian by a court's word: what others signed for the member goes on. */
export function isUnderGuardianship(at: Date, { row, values }: SightPlace): string {
  const variables = values.add(JSON.stringify({ g: ['guardian'], now: at.toISOString() }))
  return `EXISTS (SELECT FROM resource q WHERE q.shard = ${row}.shard AND q.type = 'RelatedPerson' AND NOT q.deleted
      AND ${pathExists('q', tiesParam, '@.g == $g[*] && @.l <= $now && @.h > $now', variables)} OFFSET 0)`
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
  const keys = labels.map((label) => keysOf('_security', 'c', [normaliseToken(label)], keyPlace(types, place)))
  const all = values.add(keys.flat())
  const names = values.add(keys.flatMap((of, index) => of.map(() => labels[index])))
  const own = tieExists({ parties, grounds: ['release'] }, at, place, 'bears.label')
  const forMinor = tieExists({ parties, grounds: ['release-for-minor'] }, at, place, 'bears.label')
  const besides = opened === undefined ? '' : ` OR ${opened('bears.label')}`
  return `((${row}.keys && ${all}::bigint[]) IS NOT TRUE OR (${row}.member AND NOT EXISTS (
      SELECT FROM unnest(${all}::bigint[], ${names}::text[]) AS bears (key, label) WHERE bears.key = ANY (${row}.keys)
        AND (${own} OR (${forMinor} AND (${isUnder18(at, place)} OR ${isUnderGuardianship(at, place)}))${besides}) IS NOT TRUE)))`
}

/** What was deleted by this version, or this row's, bore none of the labels: that it was there is hidden with it. */
export function endedBearingNone(row: string, labels: readonly string[], values: Values): string {
  return `NOT EXISTS (SELECT FROM version b WHERE b.shard = ${row}.shard AND b.type = ${row}.type AND b.id = ${row}.id
      AND b.version = ${row}.version - 1 AND b.text <> '' AND ${bearsAny('b', labels, values)})`
}

/** The text of a version bears one of the labels. It is JSON as this server spells it, so one without the word has none, and is not parsed. */
export function bearsAny(version: string, labels: readonly string[], values: Values): string {
  const variables = values.add(JSON.stringify({ labels }))
  return `(strpos(${version}.text, '"security":') > 0 AND jsonb_path_exists(${version}.text::jsonb, '$.meta.security[*].code ? (@ == $labels[*])', ${variables}::jsonb))`
}

function keyPlace(types: readonly string[], { row, values }: SightPlace): Place {
  return { row, types, values, indexed: false, linked: undefined as never }
}

/** Keys are hashes, and a plan's are the same in each of its statements: they are kept for as long as its parties are. */
function tieKeys(grounds: readonly Ground[], parties: readonly string[]): string[] {
  const known = keysOfParties.get(parties) ?? new Map<string, string[]>()
  keysOfParties.set(parties, known)
  const by = grounds.join()
  const keys = known.get(by) ?? grounds.flatMap((ground) => parties.map((party) => tieKey(ground, party)))
  known.set(by, keys)
  return keys
}

const keysOfParties = new WeakMap<readonly string[], Map<string, string[]>>()

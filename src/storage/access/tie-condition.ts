import type { Bond, Ground, Parties } from '#auth/access-plan.ts'
import { searchKey } from '../keys.ts'
import { pathExists } from '../search/path-condition.ts'
import type { Values } from '../search/values.ts'
import { daysBefore, notYet18, now, variable, variablesOf } from './sight-values.ts'

// The ties of a caller to a member as conditions on a row of the member's record.

/** Where such a condition stands. */
export interface TiePlace {
  row: string
  values: Values
  /** Rows that the same statement writes, named like a table: their ties count, too. */
  beside?: string
}

/**
 * A record of the same member ties one of the parties now. It is on the row's own shard, so it is asked where the row is.
 *
 * Each EXISTS here ends in OFFSET 0, so that it is asked of the rows that are reached otherwise. Without it the planner, which is not
 * told any values, may begin with the ties of everybody, or keep them all in memory, to look at one member's row.
 */
export function tied(bond: Bond, place: TiePlace): string {
  return isNobody(bond) ? 'false' : `EXISTS (SELECT FROM ${tiesHeld(bond, place)} OFFSET 0)`
}

/** The same as a text that names those records, each with its ground; null where there is none. */
export function tiesTold(bond: Bond, place: TiePlace): string {
  return isNobody(bond) ? 'NULL' : `(SELECT ${told} FROM ${tiesHeld(bond, place)})`
}

/** Ties `q` as the trail names them (`grounds.ts`). */
const told = "string_agg(q.ground || ' ' || q.type || '/' || q.id, ',')"

/** The ties `q` that a bond goes by, as what follows FROM. */
function tiesHeld(bond: Bond, place: TiePlace): string {
  const ends = bond.grounds.some((ground) => endsWithChildhood.has(ground))
  const conditions = [...isTie(bond, place), partyIs(bond, place.values), ...(ends ? [isYoungEnough(place)] : [])]
  return `${tiesOf(place)} AND ${conditions.join(' AND ')}`
}

/** What ends with a childhood holds only while that lasts; what others signed for the member, as long as somebody is guardian, too. */
export const endsWithChildhood: ReadonlySet<Ground> = new Set<Ground>(['parent', 'custody', 'release-for-minor'])

/** A tie `q` has not ended with the childhood. The member's age is asked for such ties alone. */
export function isYoungEnough(place: TiePlace): string {
  return `CASE WHEN q.ground = 'release-for-minor' THEN ${stillSigned(place)} WHEN q.ground IN ('parent', 'custody') THEN ${isUnder18(place)} ELSE true END`
}

/**
 * The ties `q` of the member in whose record a row is, as what follows FROM.
 *
 * @param only the rows that the same statement writes, where there are some, and nothing that is there already
 */
export function tiesOf({ row, beside }: TiePlace, { only = false } = {}): string {
  if (beside === undefined) return `tie q WHERE q.shard = ${row}.shard`
  // Nobody ties themselves to a member who is there already; only a new member's first records tie by themselves.
  const written = `SELECT b.shard, f.party, f.ground, f.low, f.high, f.codes, f.labels, b.type, b.id FROM ${beside} b CROSS JOIN LATERAL ties_in(b.facts) f
      WHERE b.shard = ${row}.shard AND EXISTS (SELECT FROM ${beside} n WHERE n.type = 'Patient' AND n.id = b.shard AND n.act = 'create')`
  return `(${only ? '' : `SELECT k.* FROM tie k WHERE k.shard = ${row}.shard UNION ALL `}${written}) q WHERE true`
}

/** What a tie `q` must be to be of a bond's kind and to hold now, whoever its party is. */
export function isTie({ grounds, codes, cites, days = 0 }: Bond, { row, values }: TiePlace): string[] {
  return [
    // Spelled out: of a list that it is not told the planner would rather look through all ties of the member than ask the index.
    `q.ground IN (${grounds.map((ground) => `'${ground}'`).join(', ')})`,
    `q.low <= ${values.once(now, 'text')}`,
    `q.high > ${values.once(daysBefore(days), 'text')}`,
    ...(codes === undefined ? [] : [`q.codes && ${values.once(codes, 'text[]')}`]),
    ...(cites ? [`${row}.type || '/' || ${row}.id = ANY (q.codes)`] : []),
  ]
}

type Anyone = Pick<Bond, 'parties' | 'staffOf' | 'partnersOf'>

export function isNobody({ parties, staffOf, partnersOf }: Anyone): boolean {
  return parties.length === 0 && staffOf === undefined && partnersOf === undefined
}

/** Is the party of a tie `q` one of them? Who is on a staff, or a partner, is found out once in a statement, and looked up for each tie. */
export function partyIs({ parties, staffOf, partnersOf }: Anyone, values: Values): string {
  const one = [
    ...(parties.length === 0 ? [] : [oneOf(parties, values)]),
    ...(staffOf === undefined ? [] : [`q.party IN (SELECT s.party FROM ${staff(staffOf, values)})`]),
    ...(partnersOf === undefined ? [] : [`q.party IN (${partners(partnersOf, values)})`]),
  ]
  return one.length === 1 ? one[0]! : `(${one.join(' OR ') || 'false'})`
}

/** The same parties as one list, by which an index over the parties of ties can be asked. */
export function partiesAsList({ parties, staffOf, partnersOf }: Anyone, values: Values): string {
  const lists = [
    ...(parties.length === 0 ? [] : [values.once(parties, 'text[]')]),
    ...(staffOf === undefined ? [] : [`ARRAY(SELECT s.party FROM ${staff(staffOf, values)})`]),
    ...(partnersOf === undefined ? [] : [`ARRAY(${partners(partnersOf, values)})`]),
  ]
  return lists.join(' || ')
}

/** Of one party the planner knows that few ties are theirs; of a list that it is not told it thinks otherwise. */
function oneOf(parties: readonly string[], values: Values): string {
  return parties.length === 1 ? `q.party = ${values.once(parties[0], 'text')}` : `q.party = ANY (${values.once(parties, 'text[]')})`
}

/** What others signed for the member is in force still: the childhood lasts, or somebody is guardian (migrations/014-ties.sql). */
function stillSigned({ row, values, beside }: TiePlace): string {
  const kept = `is_signed_still(${row}.shard, ${values.once(now, 'text')}, ${values.once(notYet18, 'text')})`
  return beside === undefined ? kept : `${kept} OR ${isYoung(row, beside, values)}`
}

/** Who is looked for, as expressions of the statement. */
export interface Who {
  /** The name of their list among the variables. */
  parties: string
  variables: string
}

/** Those who may have made a record, or be named in it. */
export function partiesOf({ parties, staffOf }: Parties, values: Values): Who {
  const name = variable(parties, values)
  if (staffOf === undefined) return { parties: name, variables: variablesOf(values) }
  const all = `(${values.once(parties, 'text[]')} || ARRAY(SELECT s.party FROM ${staff(staffOf, values)}))`
  return { parties: name, variables: `(SELECT ${variablesOf(values)} || jsonb_build_object('${name.slice(1)}', to_jsonb(${all})))` }
}

/** Those `s` on the staff of an organization as the directory has it now (migrations/016-posts.sql), as what follows FROM. */
function staff(staffOf: string, values: Values): string {
  return `post s WHERE s.organization = ${values.once(staffOf, 'text')}`
}

/**
 * Who has a written agreement with an organization (CP-09), as the directory says it: the other is the affiliation's organization, this
 * one takes part. One without a period is none, as nobody says that it is in force.
 */
function partners(partnersOf: string, values: Values): string {
  const id = partnersOf.slice(partnersOf.indexOf('/') + 1)
  const key = (param: string, kind: 'i' | 'c', value: string) =>
    values.once(searchKey('OrganizationAffiliation', param, kind, value), 'bigint')
  const moment = variable(now, values)
  return `SELECT p.links #>> '{primary-organization,0}' FROM resource p
        WHERE p.keys @> ARRAY[${key('participating-organization', 'i', id)}] AND p.type || '' = 'OrganizationAffiliation'
          AND NOT p.deleted AND ${key('active', 'c', 'false')} <> ALL (p.keys)
          AND ${pathExists('p', 'date', `@.l <= ${moment} && @.h > ${moment}`, variablesOf(values))}
          AND p.links #>> '{primary-organization,0}' IS NOT NULL`
}

function isUnder18({ row, values, beside }: TiePlace): string {
  const kept = isYoung(row, 'resource', values, ' AND NOT b.deleted')
  return beside === undefined ? kept : `(${kept} OR ${isYoung(row, beside, values)})`
}

function isYoung(row: string, table: string, values: Values, isThere = ''): string {
  return `EXISTS (SELECT FROM ${table} b WHERE b.shard = ${row}.shard AND b.type = 'Patient' AND b.id = ${row}.shard${isThere}
      AND (b.facts #>> '{birthdate,0,l}') COLLATE "C" >= ${values.once(notYet18, 'text')} OFFSET 0)`
}

import type { Bond, Ground } from '#auth/access-plan.ts'
import { tieKey, tiesParam } from '../index-row.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import { searchKey } from '../keys.ts'
import { pathExists } from '../search/path-condition.ts'
import type { Values } from '../search/values.ts'
import { variable, variablesOf } from './sight-values.ts'
import { typeOfGround } from './ties.ts'
import { youngerThan18 } from './under-eighteen.ts'

// The ties of a caller to a member as conditions on a row of the member's record.

/** Where such a condition stands. */
export interface TiePlace {
  row: string
  values: Values
  /** Rows that the same statement writes, named like a table: their ties count, too. */
  beside?: string
}

/** A record of the same member ties one of the parties now. It is on the row's own shard, so it is asked where the row is. */
export function tied(way: Bond, at: Date, place: TiePlace): string {
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
 * @param label that the tie must name, as an expression; one that others signed for the member ends with the childhood
 */
export function tieExists(bond: Bond, at: Date, place: TiePlace, label?: string): string {
  const { parties, staffOf, partnersOf, grounds, codes, cites, days = 0 } = bond
  const { row, values, beside } = place
  if ((parties.length === 0 && staffOf === undefined && partnersOf === undefined) || grounds.length === 0) return 'false'
  const who = partiesOf(bond, at, values)
  const marks = marksOf(bond)
  const ofRow = [
    ...(label === undefined ? [] : [`'s', ${label}, 'minor', ${isUnder18(at, place)} OR ${isUnderGuardianship(at, place)}`]),
    ...(cites ? [`'r', ${row}.type || '/' || ${row}.id`] : []),
  ]
  const named = ofRow.length === 0 ? who.variables : `(${who.variables} || jsonb_build_object(${ofRow.join(', ')}))`
  // A tie that outlasts its end does so in whole days of the clock.
  const since = new Date(at.getTime() - days * 86_400_000).toISOString()
  const condition = [
    `@.g == ${variable(grounds, values)}[*] && @.p == ${who.parties}[*] && @.l <= ${variable(at.toISOString(), values)}`,
    `@.h > ${variable(since, values)}`,
    ...(codes === undefined ? [] : [`@.c == ${variable(codes, values)}[*]`]),
    ...(label === undefined ? [] : ['@.s == $s && (@.g != "release-for-minor" || $minor == true)']),
    ...(cites ? ['@.c == $r'] : []),
  ].join(' && ')
  const from = (table: string, more: string) =>
    `EXISTS (SELECT FROM ${table} q WHERE q.shard = ${row}.shard AND q.type IN (${typesOf(grounds)})${more}${marks === undefined ? '' : ` AND ${bears('q', marks, values)}`}
      AND ${pathExists('q', tiesParam, condition, named)} OFFSET 0)`
  const there = from('resource', ' AND NOT q.deleted')
  if (beside === undefined) return there
  // Nobody ties themselves to a member who is there already; only a new member's first records tie by themselves.
  const newborn = `EXISTS (SELECT FROM ${beside} b WHERE b.type = 'Patient' AND b.id = q.shard AND b.act = 'create')`
  return `(${there} OR ${from(beside, ` AND ${newborn}`)})`
}

/** Who is looked for, as expressions of the statement. */
export interface Who {
  /** The name of their list among the variables. */
  parties: string
  variables: string
}

type Anyone = Pick<Bond, 'parties' | 'staffOf' | 'partnersOf'>

/** Those whom a bond may tie. */
export function partiesOf({ parties, staffOf, partnersOf }: Anyone, at: Date, values: Values): Who {
  const name = variable(parties, values)
  if (staffOf === undefined && partnersOf === undefined) return { parties: name, variables: variablesOf(values) }
  const found = [
    ...(staffOf === undefined ? [] : [staff(staffOf, values)]),
    ...(partnersOf === undefined ? [] : [partners(partnersOf, at, values)]),
  ]
  const all = `(${[values.once(parties, 'text[]'), ...found].join(' || ')})`
  return { parties: name, variables: `(SELECT ${variablesOf(values)} || jsonb_build_object('${name.slice(1)}', to_jsonb(${all})))` }
}

/** What a row has in one of its columns if it makes certain ties: without one of these its facts need not be looked at. */
export interface Marks {
  column: 'keys' | 'tags'
  keys: string[]
}

/** The marks of a bond's ties; undefined where nothing can be told beforehand. */
export function marksOf({ parties, staffOf, partnersOf, grounds, codes }: Omit<Bond, 'days'>): Marks | undefined {
  if (staffOf === undefined && partnersOf === undefined) return { column: 'tags', keys: tieKeys(grounds, parties) }
  const keys = codes && codeKeys(grounds, codes)
  return keys && { column: 'keys', keys }
}

/** Has one of the marks. Worded so that no index answers it. */
export function bears(row: string, { column, keys }: Marks, values: Values): string {
  return `(${row}.${column} && ${values.once(keys, 'bigint[]')}) IS TRUE`
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
        WHERE p.keys @> ARRAY[${values.once(searchKey('PractitionerRole', 'organization', 'i', id), 'bigint')}] AND p.type || '' = 'PractitionerRole'
          AND NOT p.deleted AND ${values.once(searchKey('PractitionerRole', 'active', 'c', 'false'), 'bigint')} <> ALL (p.keys)
          AND s.party IS NOT NULL)`
}

/**
 * Who has a written agreement with an organization (CP-09), as the directory says it: the other is the affiliation's organization, this
 * one takes part. One without a period is none, as nobody says that it is in force.
 */
function partners(partnersOf: string, at: Date, values: Values): string {
  const id = partnersOf.slice(partnersOf.indexOf('/') + 1)
  const key = (param: string, kind: 'i' | 'c', value: string) =>
    values.once(searchKey('OrganizationAffiliation', param, kind, value), 'bigint')
  const now = variable(at.toISOString(), values)
  return `ARRAY(
        SELECT p.links #>> '{primary-organization,0}' FROM resource p
        WHERE p.keys @> ARRAY[${key('participating-organization', 'i', id)}] AND p.type || '' = 'OrganizationAffiliation'
          AND NOT p.deleted AND ${key('active', 'c', 'false')} <> ALL (p.keys)
          AND ${pathExists('p', 'date', `@.l <= ${now} && @.h > ${now}`, variablesOf(values))}
          AND p.links #>> '{primary-organization,0}' IS NOT NULL)`
}

export function isUnder18(at: Date, { row, values, beside }: TiePlace): string {
  const born = values.once(youngerThan18(at), 'text')
  const from = (table: string, alive: string) =>
    `EXISTS (SELECT FROM ${table} b WHERE b.shard = ${row}.shard AND b.type = 'Patient' AND b.id = ${row}.shard${alive}
      AND (b.facts #>> '{birthdate,0,l}') COLLATE "C" >= ${born} OFFSET 0)`
  const kept = from('resource', ' AND NOT b.deleted')
  return beside === undefined ? kept : `(${kept} OR ${from(beside, '')})`
}

/** Somebody is guardian by a court's word: what others signed for the member goes on. */
export function isUnderGuardianship(at: Date, { row, values }: TiePlace): string {
  const now = variable(at.toISOString(), values)
  return `EXISTS (SELECT FROM resource q WHERE q.shard = ${row}.shard AND q.type = 'RelatedPerson' AND NOT q.deleted
      AND ${pathExists('q', tiesParam, `@.g == "guardian" && @.l <= ${now} && @.h > ${now}`, variablesOf(values))} OFFSET 0)`
}

/** The search parameter that has the codes of a ground's ties, where there is one. */
const codedBy: Readonly<Partial<Record<Ground, string>>> = { provider: 'type', task: 'code', request: 'code', referral: 'category' }

/** The search keys of the codes that a tie must have one of; undefined where a ground's are under no search parameter. */
function codeKeys(grounds: readonly Ground[], codes: readonly string[]): string[] | undefined {
  if (grounds.some((ground) => codedBy[ground] === undefined)) return undefined
  return kept(codes, grounds, () =>
    grounds.flatMap((ground) => codes.map((code) => searchKey(typeOfGround[ground], codedBy[ground]!, 'c', normaliseToken(code)))),
  )
}

function tieKeys(grounds: readonly Ground[], parties: readonly string[]): string[] {
  return kept(parties, grounds, () => grounds.flatMap((ground) => parties.map((party) => tieKey(ground, party))))
}

/** Keys are hashes, and a plan's are the same in each of its statements: they are kept for as long as its list is. */
function kept(list: readonly string[], grounds: readonly Ground[], make: () => string[]): string[] {
  const known = keysOfLists.get(list) ?? new Map<string, string[]>()
  keysOfLists.set(list, known)
  const by = grounds.join()
  const keys = known.get(by) ?? make()
  known.set(by, keys)
  return keys
}

const keysOfLists = new WeakMap<readonly string[], Map<string, string[]>>()

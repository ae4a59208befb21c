import type { AccessPlan, Bond, Ground, Permission, Way } from '#auth/access-plan.ts'
import { tiesParam } from '../index-row.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import { searchKey } from '../keys.ts'
import { pathArray, pathFacts } from '../search/path-condition.ts'
import type { Values } from '../search/values.ts'
import { type Held, type HeldTie, plainGround } from './grounds.ts'
import { sightOf } from './sight-condition.ts'
import { momentOf, variable } from './sight-values.ts'
import { bears, isUnder18, isUnderGuardianship, type Marks, marksOf, partiesOf, typesOf } from './tie-condition.ts'
import { typeOfGround } from './ties.ts'

// The records that tie the caller to a member at the moment of a statement, found by the statement itself: asked a moment later, a
// consent that was withdrawn meanwhile would not be there, or another would be named that decided nothing.

/**
 * The ties of the caller to the members whose rows a statement shows, as an expression of one text: once for each member, however
 * many rows. Undefined where no audit line will tell of it, or where nothing but the plan decides: then nothing is asked.
 *
 * @param types those of the rows
 * @param shards rows of one column `shard`
 */
export function heldTies(
  access: AccessPlan,
  permission: Permission,
  types: Iterable<string>,
  { values, shards }: { values: Values; shards: string },
): string | undefined {
  if (access.request === undefined || access.behind || access.sight === undefined) return undefined
  const sights = new Set([...types].map((type) => sightOf(access, permission, type)))
  const parts = [...sights].filter((sight) => sight !== 'everything')
  // A plan's own list, where there is but one: what is made of it is kept.
  const ways = parts.length === 1 ? parts[0]! : parts.flat()
  const at = momentOf(access, values)
  const ties = tyingRows(ways, at, values, 'd.shard')
  const found = [
    ...(ties === undefined
      ? []
      : [
          `SELECT x.tied FROM (${shards}) d CROSS JOIN LATERAL (
          SELECT json_build_array(e.shard, e.type || '/' || e.id, ${pathArray('e', tiesParam, ties.condition, ties.variables)}) AS tied
          FROM ${ties.rows} OFFSET 0) x`,
        ]),
    ...(ways.some(({ opened }) => opened) ? [openingsOf(access, at, values, shards)] : []),
  ]
  if (found.length === 0) return undefined
  return `(SELECT json_build_object('at', ${values.once(at.toISOString(), 'text')}, 'of', json_agg(h.tied))::text FROM (${found.join(' UNION ALL ')}) h)`
}

/** The same as an expression that has it on one row alone, in a list; none where nothing is told. */
export function onOneRow(held: string | undefined): string[] {
  return held === undefined ? [] : [`CASE WHEN row_number() OVER () = 1 THEN ${held} END`]
}

/** The same as a column `held`. */
export function once(held: string | undefined): string {
  return onOneRow(held)
    .map((expression) => `, ${expression} AS held`)
    .join('')
}

/**
 * Keeps what a statement found, for the rows that it shows; it stands on one of them. What an earlier statement of the same request
 * found stays: several may be under way at once.
 */
export function noteHeld({ request }: AccessPlan, rows: readonly { held?: string | null }[]): void {
  const found = request && rows.find((row) => row.held)?.held
  if (!found) return
  const { at, of } = JSON.parse(found) as { at: string; of: [member: string, of: string, ties: Fact[]][] | null }
  const held: Held = request.held ?? { at, of: new Map() }
  held.at = at
  for (const [member, record, facts] of of ?? []) {
    const known: readonly HeldTie[] = held.of.get(member) ?? []
    const isKnown = ({ of, ground, party }: HeldTie) => known.some((tie) => tie.of === of && tie.ground === ground && tie.party === party)
    const ties = facts.map((fact) => tieOf(record, fact)).filter((tie) => !isKnown(tie))
    if (ties.length > 0) held.of.set(member, [...known, ...ties])
  }
  request.held = held
}

/** A tie as a row keeps it (index-row.ts). */
interface Fact {
  g: Ground | 'emergency'
  p: string
  h: string
  c: string[]
  s: string[]
}

function tieOf(of: string, { g, p, h, c, s }: Fact): HeldTie {
  return { ground: g, party: p, until: h, codes: c, labels: s, of }
}

/**
 * What lets the caller write a row, as an expression of one text with commas: for the audit line that the statement of the write
 * itself puts down. Undefined where the types' ways need nothing said.
 *
 * @param row names the columns `shard`, `own`, `type`, `act` and `was_keys`
 * @param beside rows that the same statement writes, named like a table: a new member's own ties are among them
 */
export function writeGrounds(
  access: AccessPlan,
  written: readonly { type: string; permission: Permission; act: string }[],
  { values, row, beside }: { values: Values; row: string; beside: string },
): string | undefined {
  if (access.caller.kind === 'system') return undefined
  const at = momentOf(access, values)
  const kinds = new Map(written.map((one) => [`${one.type} ${one.act}`, one]))
  const branches = [...kinds.values()].flatMap(({ type, permission, act }) => {
    const sight = sightOf(access, permission, type)
    if (sight === 'everything' || sight.length === 0) return []
    const plain = [...new Set(sight.filter(({ tied, opened }) => !tied && !opened).map((way) => plainGround(way, access.caller.fhirUser)))]
    const labels = { keys: `${row}.was_keys`, type }
    const list = (beside?: string) => {
      const ties = tyingRows(sight, at, values, `${row}.shard`, beside)
      if (ties === undefined) return undefined
      const borne = ties.labels.length === 0 ? '' : ` WHERE ${borneBy(labels, ties.labels, values)}`
      return `(SELECT string_agg(DISTINCT (t.tie ->> 'g') || ' ' || e.type || '/' || e.id, ',')
        FROM (SELECT e.* FROM ${ties.rows} OFFSET 0) e CROSS JOIN LATERAL ${pathFacts('e', tiesParam, ties.condition, ties.variables)} AS t (tie)${borne})`
    }
    const kept = list()
    const made = list(beside)
    const said = [
      ...plain.map((ground) => `'${ground}'`),
      ...(kept && made ? [`coalesce(${kept}, CASE ${row}.act WHEN 'create' THEN ${made} END)`] : []),
    ]
    return said.length === 0
      ? []
      : [`WHEN ${row}.type = ${values.add(type)} AND ${row}.act = '${act}' THEN concat_ws(',', ${said.join(', ')})`]
  })
  return branches.length === 0 ? undefined : `CASE WHEN ${row}.own IS TRUE THEN NULL ${branches.join(' ')} END`
}

/** What a write changes: the row's own search keys, as an expression, and its type. */
interface Written {
  keys: string
  type: string
}

/** What the ties of some ways have in common, and each kind of them. */
interface Ties {
  kinds: readonly Omit<Bond, 'cites'>[]
  grounds: readonly Ground[]
  /** All whom one of the ways may tie. */
  anyone: Pick<Bond, 'parties' | 'staffOf' | 'partnersOf'>
  labels: readonly string[]
}

/** Undefined where none of the ways needs a tie. Kept for as long as a plan's list of ways is. */
function tiesOf(ways: readonly Way[]): Ties | undefined {
  if (known.has(ways)) return known.get(ways)
  const bonds = ways.flatMap(({ tied, also = [] }) => (tied === undefined ? also : [tied, ...also]))
  const parties = [...new Set([...bonds, ...ways.flatMap(({ withheld }) => withheld ?? [])].flatMap((one) => one.parties))]
  const labels = [...new Set(ways.flatMap(({ withheld }) => withheld?.labels ?? []))]
  const staffOf = bonds.find((bond) => bond.staffOf !== undefined)?.staffOf
  const partnersOf = bonds.find((bond) => bond.partnersOf !== undefined)?.partnersOf
  const kinds = new Map<string, Omit<Bond, 'cites'>>()
  for (const { grounds, days, codes, staffOf, partnersOf } of bonds)
    kinds.set(JSON.stringify([grounds, days, codes, staffOf, partnersOf]), { parties, staffOf, partnersOf, grounds, codes, days })
  if (labels.length > 0) kinds.set('releases', { parties, grounds: ['release', 'release-for-minor'] })
  const grounds = [...new Set([...kinds.values()].flatMap((kind) => kind.grounds))]
  const isNobody = parties.length === 0 && staffOf === undefined && partnersOf === undefined
  const ties =
    grounds.length === 0 || isNobody ? undefined : { kinds: [...kinds.values()], grounds, anyone: { parties, staffOf, partnersOf }, labels }
  known.set(ways, ties)
  return ties
}

const known = new WeakMap<readonly Way[], Ties | undefined>()

/** Ties of a member as parts of a statement. */
interface TyingRows {
  /** From where, and under which conditions, come the records `e` that may make some. */
  rows: string
  /** What a fact of these must say (SQL/JSON path), and the variables of that. */
  condition: string
  variables: string
  /** What a release may be about. */
  labels: readonly string[]
}

/**
 * The records of a member's by which one of the ways may lead somewhere; undefined where none needs any.
 *
 * @param beside rows of the same statement, named like a table, in place of those that are there
 */
function tyingRows(ways: readonly Way[], at: Date, values: Values, member: string, beside?: string): TyingRows | undefined {
  const ties = tiesOf(ways)
  if (ties === undefined) return undefined
  const { kinds, grounds, anyone, labels } = ties
  const any = kinds.map(({ grounds, days = 0, codes }) => {
    const since = variable(new Date(at.getTime() - days * 86_400_000).toISOString(), values)
    const coded = codes === undefined ? '' : ` && @.c == ${variable(codes, values)}[*]`
    return `(@.g == ${variable(grounds, values)}[*] && @.h > ${since}${coded})`
  })
  const there =
    beside === undefined
      ? 'NOT e.deleted'
      : `EXISTS (SELECT FROM ${beside} b WHERE b.type = 'Patient' AND b.id = e.shard AND b.act = 'create')`
  const rows = [`e.shard = ${member} AND e.type IN (${typesOf(grounds)}) AND ${there}`, ...worthALook(kinds, values)]
  const ofMinors = grounds.some((ground) => endsWithChildhood.has(ground))
  return {
    rows: `${beside ?? 'resource'} e WHERE ${rows.join(' AND ')}`,
    condition: [
      `@.p == ${variable(anyone.parties, values)}[*] && @.l <= ${variable(at.toISOString(), values)} && (${any.join(' || ')})`,
      ...(ofMinors ? [`(!(@.g == ${variable([...endsWithChildhood], values)}[*]) || $minor == true)`] : []),
    ].join(' && '),
    variables: variablesOfRows(ties, at, values),
    labels,
  }
}

/** What ends with a childhood holds only while that lasts; what others signed for the member, as long as somebody is guardian, too. */
const endsWithChildhood: ReadonlySet<Ground> = new Set<Ground>(['parent', 'custody', 'release-for-minor'])

/** The variables for a row `e`. The directory is asked, and the member's age, only for rows of types of which it matters. */
function variablesOfRows({ kinds, grounds, anyone }: Ties, at: Date, values: Values): string {
  const place = { row: 'e', values }
  const plain = partiesOf({ parties: anyone.parties }, at, values).variables
  const byType = new Map<string, string[]>()
  for (const [type, of] of Map.groupBy(grounds, (ground) => typeOfGround[ground])) {
    const isNamed = kinds.some((kind) => (kind.staffOf ?? kind.partnersOf) !== undefined && kind.grounds.some((one) => of.includes(one)))
    const named = isNamed ? partiesOf(anyone, at, values).variables : plain
    const isAsked = of.some((ground) => endsWithChildhood.has(ground))
    const childhood = () => [isUnder18(at, place), ...(of.includes('release-for-minor') ? [isUnderGuardianship(at, place)] : [])]
    const all = isAsked ? `(${named} || jsonb_build_object('minor', ${childhood().join(' OR ')}))` : named
    byType.set(all, [...(byType.get(all) ?? []), `'${type}'`])
  }
  if (byType.size === 1) return [...byType.keys()][0]!
  return `CASE ${[...byType].map(([all, types]) => `WHEN e.type IN (${types.join(', ')}) THEN ${all}`).join(' ')} END`
}

/** Rows `e` whose facts are worth a look, told by their keys and tags. */
function worthALook(kinds: Ties['kinds'], values: Values): string[] {
  const byType = new Map<string, (Marks | undefined)[]>()
  for (const kind of kinds)
    for (const [type, grounds] of Map.groupBy(kind.grounds, (ground) => typeOfGround[ground]))
      byType.set(type, [...(byType.get(type) ?? []), marksOf({ ...kind, grounds })])
  const cases = [...byType].flatMap(([type, marks]) => {
    const told = marks.filter((one) => one !== undefined)
    return told.length < marks.length ? [] : [`WHEN '${type}' THEN ${told.map((one) => bears('e', one, values)).join(' OR ')}`]
  })
  return cases.length === 0 ? [] : [`CASE e.type ${cases.join(' ')} ELSE true END`]
}

/** A release counts for a write if what is changed bears a label that it names. */
function borneBy({ keys, type }: Written, labels: readonly string[], values: Values): string {
  const of = labels.map((label) => searchKey(type, '_security', 'c', normaliseToken(label)))
  return `((t.tie ->> 'g') NOT LIKE 'release%' OR EXISTS (SELECT FROM unnest(${values.once(labels, 'text[]')}, ${values.once(of, 'bigint[]')}) AS b (label, key)
        WHERE t.tie -> 's' ? b.label AND b.key = ANY (${keys})))`
}

/** Openings of the members' records to this token, as if they were ties. */
function openingsOf({ tokenHash }: AccessPlan, at: Date, values: Values, shards: string): string {
  return `SELECT json_build_array(o.shard, coalesce(o.review, ''), json_build_array(json_build_object('g', 'emergency', 'p', '', 'h', '', 'c', json_build_array(), 's', o.labels)))
          FROM opening o WHERE o.token = ${values.once(tokenHash ?? null, 'bytea')} AND o.until > ${values.once(at.toISOString(), 'timestamptz')} AND o.shard IN (${shards})`
}

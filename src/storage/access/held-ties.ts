import type { AccessPlan, Bond, Permission, Way } from '#auth/access-plan.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import { searchKey } from '../keys.ts'
import type { Values } from '../search/values.ts'
import { type Held, type HeldTie, plainGround } from './grounds.ts'
import { bondsOf, sightOf } from './sight-condition.ts'
import { now } from './sight-values.ts'
import { endsWithChildhood, isNobody, isTie, isYoungEnough, partyIs, type TiePlace, tiesOf } from './tie-condition.ts'

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
  const ties = tyingRows(ways, { row: 'd', values })
  const found = [
    ...(ties === undefined
      ? []
      : [
          `SELECT x.tied FROM (${shards}) d CROSS JOIN LATERAL (
          SELECT json_build_array(q.shard, q.type || '/' || q.id, q.ground, q.party, q.high, q.codes, q.labels) AS tied FROM ${ties.rows} OFFSET 0) x`,
        ]),
    ...(ways.some(({ opened }) => opened) ? [openingsOf(access, values, shards)] : []),
  ]
  if (found.length === 0) return undefined
  return `(SELECT json_build_object('at', ${values.once(now, 'text')}, 'of', json_agg(h.tied))::text FROM (${found.join(' UNION ALL ')}) h)`
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
  const { at, of } = JSON.parse(found) as { at: string; of: Fact[] | null }
  const held: Held = request.held ?? { at, of: new Map() }
  held.at = at
  for (const [member, record, ground, party, until, codes, labels] of of ?? []) {
    const known = held.of.get(member)
    if (known === undefined) held.of.set(member, [{ ground, party, until, codes, labels, of: record }])
    else if (!known.some((tie) => tie.of === record && tie.ground === ground && tie.party === party))
      known.push({ ground, party, until, codes, labels, of: record })
  }
  request.held = held
}

/** A tie or an opening as a statement tells of it. */
type Fact = [member: string, of: string, ground: HeldTie['ground'], party: string, until: string, codes: string[], labels: string[]]

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
  const kinds = new Map(written.map((one) => [`${one.type} ${one.act}`, one]))
  const branches = [...kinds.values()].flatMap(({ type, permission, act }) => {
    const sight = sightOf(access, permission, type)
    if (sight === 'everything' || sight.length === 0) return []
    const plain = [...new Set(sight.filter(({ tied, opened }) => !tied && !opened).map((way) => plainGround(way, access.caller.fhirUser)))]
    const labels = { keys: `${row}.was_keys`, type }
    const list = (beside?: string) => {
      const ties = tyingRows(sight, { row, values, beside }, { only: true })
      if (ties === undefined) return undefined
      const borne = ties.labels.length === 0 ? '' : ` AND ${borneBy(labels, ties.labels, values)}`
      return `(SELECT string_agg(DISTINCT q.ground || ' ' || q.type || '/' || q.id, ',') FROM ${ties.rows}${borne})`
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

/** Each kind of tie that some ways ask for. */
interface Ties {
  kinds: readonly Omit<Bond, 'cites'>[]
  labels: readonly string[]
}

/** Undefined where none of the ways needs a tie. Kept for as long as a plan's list of ways is. */
function tiesSought(ways: readonly Way[]): Ties | undefined {
  if (known.has(ways)) return known.get(ways)
  const withheld = ways.flatMap(({ withheld }) => withheld ?? [])
  const labels = [...new Set(withheld.flatMap((one) => one.labels))]
  const kinds = new Map<string, Omit<Bond, 'cites'>>()
  for (const { cites, ...bond } of ways.flatMap(bondsOf)) kinds.set(JSON.stringify(bond), bond)
  const parties = [...new Set(withheld.flatMap((one) => one.parties))]
  if (labels.length > 0) kinds.set('releases', { parties, grounds: ['release', 'release-for-minor'] })
  const sought = [...kinds.values()].filter((kind) => !isNobody(kind))
  const ties = sought.length === 0 ? undefined : { kinds: sought, labels }
  known.set(ways, ties)
  return ties
}

const known = new WeakMap<readonly Way[], Ties | undefined>()

/**
 * The ties `q` of a row's member by which one of the ways may lead somewhere, as what follows FROM, and the labels that a release may be about;
 * undefined where none needs any.
 *
 * @param only rows of the same statement in place of those that are there, where it has some
 */
function tyingRows(
  ways: readonly Way[],
  place: TiePlace,
  how?: { only?: boolean },
): { rows: string; labels: readonly string[] } | undefined {
  const ties = tiesSought(ways)
  if (ties === undefined) return undefined
  const { kinds, labels } = ties
  const byWhom = Map.groupBy(kinds, ({ parties, staffOf, partnersOf }) => JSON.stringify([parties, staffOf, partnersOf]))
  const any = [...byWhom.values()].map((some) => {
    const each = some.map((kind) => `(${isTie(kind, place).join(' AND ')})`)
    return `((${each.join(' OR ')}) AND ${partyIs(some[0]!, place.values)})`
  })
  const ends = kinds.some(({ grounds }) => grounds.some((ground) => endsWithChildhood.has(ground)))
  const grounds = [...new Set(kinds.flatMap((kind) => kind.grounds))].map((ground) => `'${ground}'`).join(', ')
  return {
    rows: `${tiesOf(place, how)} AND q.ground IN (${grounds}) AND (${any.join(' OR ')})${ends ? ` AND ${isYoungEnough(place)}` : ''}`,
    labels,
  }
}

/** A release counts for a write if what is changed bears a label that it names. */
function borneBy({ keys, type }: Written, labels: readonly string[], values: Values): string {
  const of = labels.map((label) => searchKey(type, '_security', 'c', normaliseToken(label)))
  return `(q.ground NOT LIKE 'release%' OR EXISTS (SELECT FROM unnest(${values.once(labels, 'text[]')}, ${values.once(of, 'bigint[]')}) AS b (label, key)
        WHERE b.label = ANY (q.labels) AND b.key = ANY (${keys})))`
}

/** Openings of the members' records to this token, as if they were ties. */
function openingsOf({ tokenHash }: AccessPlan, values: Values, shards: string): string {
  return `SELECT json_build_array(o.shard, coalesce(o.review, ''), 'emergency', '', '', json_build_array(), o.labels)
          FROM opening o WHERE o.token = ${values.once(tokenHash ?? null, 'bytea')} AND o.until > ${values.once(now, 'timestamptz')} AND o.shard IN (${shards})`
}

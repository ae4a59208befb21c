import type { AccessPlan, Ground, Permission, Way } from '#auth/access-plan.ts'
import { tiesParam } from '../index-row.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import { searchKey } from '../keys.ts'
import { pathFacts } from '../search/path-condition.ts'
import type { Values } from '../search/values.ts'
import { type Held, type HeldTie, plainGround } from './grounds.ts'
import { sightOf } from './sight-condition.ts'
import { momentOf, variable } from './sight-values.ts'
import { isUnder18, isUnderGuardianship, partiesOf, tagged, typesOf } from './tie-condition.ts'

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
  const ways = [...sights].flatMap((sight) => (sight === 'everything' ? [] : sight))
  const at = momentOf(access, values)
  const ties = tyingRows(ways, at, values, 'd.shard')
  const openings = ways.some(({ opened }) => opened) ? openingsOf(access, at, values) : undefined
  const parts = [ties && `SELECT e.type || '/' || e.id AS of, t.tie ${ties}`, openings].filter((part) => part !== undefined)
  if (parts.length === 0) return undefined
  return `(SELECT jsonb_build_object('at', ${values.once(at.toISOString(), 'text')}, 'of', jsonb_object_agg(m.shard, m.held))::text FROM (
      SELECT d.shard, h.held FROM (${shards}) d CROSS JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_array(x.of, x.tie)) AS held FROM (${parts.join(' UNION ALL ')}) x) h) m WHERE m.held IS NOT NULL)`
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
  const { at, of } = JSON.parse(found) as { at: string; of: Record<string, [string, Fact][]> | null }
  const held: Held = request.held ?? { at, of: new Map() }
  held.at = at
  for (const [member, ties] of Object.entries(of ?? {})) {
    const known: readonly HeldTie[] = held.of.get(member) ?? []
    const isKnown = ({ of, ground, party }: HeldTie) => known.some((tie) => tie.of === of && tie.ground === ground && tie.party === party)
    held.of.set(member, [...known, ...ties.map(tieOf).filter((tie) => !isKnown(tie))])
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

function tieOf([of, { g, p, h, c, s }]: [string, Fact]): HeldTie {
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
    const list = (from: string) => `(SELECT string_agg(DISTINCT (t.tie ->> 'g') || ' ' || e.type || '/' || e.id, ',') ${from})`
    const kept = tyingRows(sight, at, values, `${row}.shard`, labels)
    const made = kept && tyingRows(sight, at, values, `${row}.shard`, { ...labels, beside })
    const said = [
      ...plain.map((ground) => `'${ground}'`),
      ...(kept && made ? [`coalesce(${list(kept)}, CASE ${row}.act WHEN 'create' THEN ${list(made)} END)`] : []),
    ]
    return said.length === 0
      ? []
      : [`WHEN ${row}.type = ${values.add(type)} AND ${row}.act = '${act}' THEN concat_ws(',', ${said.join(', ')})`]
  })
  return branches.length === 0 ? undefined : `CASE WHEN ${row}.own IS TRUE THEN NULL ${branches.join(' ')} END`
}

/** Of a write: which labels count, and rows of the same statement in place of those that are there. */
interface Written {
  /** The row's own search keys. */
  keys: string
  type: string
  beside?: string
}

/** Records `e` of a member's that make the ties `t.tie` by which one of the ways may lead somewhere; undefined where none needs any. */
function tyingRows(ways: readonly Way[], at: Date, values: Values, member: string, written?: Written): string | undefined {
  const now = at.toISOString()
  const bonds = ways.flatMap(({ tied, also = [] }) => (tied === undefined ? also : [tied, ...also]))
  const parties = new Set([...bonds, ...ways.flatMap(({ withheld }) => withheld ?? [])].flatMap((one) => one.parties))
  const labels = [...new Set(ways.flatMap(({ withheld }) => withheld?.labels ?? []))]
  const kinds = new Map<string, { grounds: readonly Ground[]; days: number; codes?: readonly string[] }>()
  for (const { grounds, days = 0, codes } of bonds) kinds.set(JSON.stringify([grounds, days, codes]), { grounds, days, codes })
  if (labels.length > 0) kinds.set('releases', { grounds: ['release', 'release-for-minor'], days: 0 })
  const grounds = [...new Set([...kinds.values()].flatMap((kind) => kind.grounds))]
  const staffOf = bonds.find((bond) => bond.staffOf !== undefined)?.staffOf
  const partnersOf = bonds.find((bond) => bond.partnersOf !== undefined)?.partnersOf
  if (grounds.length === 0 || (parties.size === 0 && staffOf === undefined && partnersOf === undefined)) return undefined
  const any = [...kinds.values()].map(({ grounds, days, codes }) => {
    const since = variable(new Date(at.getTime() - days * 86_400_000).toISOString(), values)
    const coded = codes === undefined ? '' : ` && @.c == ${variable(codes, values)}[*]`
    return `(@.g == ${variable(grounds, values)}[*] && @.h > ${since}${coded})`
  })
  const who = partiesOf({ parties: [...parties], staffOf, partnersOf, grounds }, at, values)
  const condition = `@.p == ${who.parties}[*] && @.l <= ${variable(now, values)} && (${any.join(' || ')})`
  const table = written?.beside ?? 'resource'
  const there =
    written?.beside === undefined
      ? 'NOT e.deleted'
      : `EXISTS (SELECT FROM ${table} b WHERE b.type = 'Patient' AND b.id = e.shard AND b.act = 'create')`
  const conditions = [
    `e.shard = ${member} AND e.type IN (${typesOf(grounds)}) AND ${there}${tagged('e', who)}`,
    ...stillMinor(grounds, at, values),
    ...(written && labels.length > 0 ? [borneBy(written, labels, values)] : []),
  ]
  return `FROM ${table} e CROSS JOIN LATERAL ${pathFacts('e', tiesParam, condition, who.variables)} AS t (tie) WHERE ${conditions.join(' AND ')}`
}

/** What ends with a childhood has not ended. */
function stillMinor(grounds: readonly Ground[], at: Date, values: Values): string[] {
  const place = { row: 'e', values, conditionOf: () => 'false' }
  const cases = [
    ...(['parent', 'custody'] as const)
      .filter((ground) => grounds.includes(ground))
      .map((ground) => `WHEN '${ground}' THEN ${isUnder18(at, place)}`),
    ...(grounds.includes('release-for-minor')
      ? [`WHEN 'release-for-minor' THEN ${isUnder18(at, place)} OR ${isUnderGuardianship(at, place)}`]
      : []),
  ]
  return cases.length === 0 ? [] : [`CASE t.tie ->> 'g' ${cases.join(' ')} ELSE true END`]
}

/** A release counts for a write if what is changed bears a label that it names. */
function borneBy({ keys, type }: Written, labels: readonly string[], values: Values): string {
  const of = labels.map((label) => searchKey(type, '_security', 'c', normaliseToken(label)))
  return `((t.tie ->> 'g') NOT LIKE 'release%' OR EXISTS (SELECT FROM unnest(${values.once(labels, 'text[]')}, ${values.once(of, 'bigint[]')}) AS b (label, key)
        WHERE t.tie -> 's' ? b.label AND b.key = ANY (${keys})))`
}

/** An opening of the member's record to this token, as if it were a tie. */
function openingsOf({ tokenHash }: AccessPlan, at: Date, values: Values): string {
  return `SELECT coalesce(o.review, ''), jsonb_build_object('g', 'emergency', 'p', '', 'h', '', 'c', '[]'::jsonb, 's', to_jsonb(o.labels))
          FROM opening o WHERE o.token = ${values.once(tokenHash ?? null, 'bytea')} AND o.shard = d.shard AND o.until > ${values.once(at.toISOString(), 'timestamptz')}`
}

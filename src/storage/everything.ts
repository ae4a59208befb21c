import type { AccessPlan } from '#auth/access-plan.ts'
import { careBegun, careGiven } from '#fhir/definitions/care-dates.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { heldTies, noteHeld, onOneRow } from './access/held-ties.ts'
import { alive, deadToken } from './alive.ts'
import { askAlone, type Compiled } from './compiled.ts'
import type { Connection } from './database.ts'
import { packed, unpacked } from './packed-row.ts'
import type { Row } from './search/search.ts'
import { continuationOf, readContinuation } from './search/sort.ts'
import { Values } from './search/values.ts'
import { seenBy } from './search/where.ts'
import type { EverythingAsk, SearchPage, Stored } from './store.ts'

// $2 patient, $3 types, $4 since, $5 to $7 the last one seen, $8 count; $9 what gives a type's time of care, $10 what gives
// its beginning, $11 the time asked for.
const pageText = (sight: string, othersSight: string, held: readonly string[] = []) => `WITH alive AS MATERIALIZED (${alive}),
page AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version, r.links, r.type <> 'Patient' AS later FROM resource r
  WHERE (SELECT ok FROM alive) AND r.shard = $2 AND r.member AND NOT r.deleted
    AND ($3::text[] IS NULL OR r.type = ANY ($3)) AND ($4::timestamptz IS NULL OR r.updated >= $4)
    AND ($5::text IS NULL OR (r.type <> 'Patient', r.type, r.id) > ($5::boolean, $6::text COLLATE "C", $7::text COLLATE "C"))
    AND ${inTime('$9', '$10', '$11')}${sight}
  ORDER BY later, r.type, r.id LIMIT $8::int + 1
),
shown AS MATERIALIZED (SELECT * FROM page ORDER BY later, type, id LIMIT $8::int),
near AS MATERIALIZED (${referredTo('shown', othersSight)}),
found AS (
  SELECT false AS beside, later, shard, type, id, version FROM page
  UNION ALL
  SELECT true, true, shard, type, id, version FROM (
    SELECT shard, type, id, version FROM near UNION SELECT shard, type, id, version FROM (${referredTo('near', othersSight)}) far) o
  WHERE ($3::text[] IS NULL OR type = ANY ($3))
)
SELECT CASE WHEN a.ok THEN ${packed('f.beside', 'f.later', ...held)} END AS row
FROM alive a LEFT JOIN (found f JOIN version v ON v.shard = f.shard AND v.type = f.type AND v.id = f.id AND v.version = f.version) ON true
ORDER BY f.beside, f.later, v.type, v.id`

/** Places of `timeOf`'s values. Whatever has no time of care stays: a type without one, a record that does not say. */
export function inTime(given: string, begun: string, time: string): string {
  const within = (param: string, condition: string) =>
    `jsonb_path_exists(r.facts -> (${param}::jsonb ->> r.type), '$[*] ? (${condition})', ${time}) IS NOT FALSE`
  return `(${time}::jsonb IS NULL OR (${within(given, '@.l < $to && @.h > $from')} AND ${within(begun, '@.l < $to')}))`
}

/**
 * What rows name outside of any patient's record. It is asked for twice, as a team names a role, and the role its person
 * and its organization. Outside of records the shard is the id, so what leads back into one is known by its locator alone. The
 * limit says that each reference leads to one, so that it is looked up by its key and never joined to all there is.
 */
function referredTo(rows: string, sight: string): string {
  return `SELECT t.shard, t.type, t.id, t.version, t.links FROM (
      SELECT DISTINCT ref #>> '{}' AS ref FROM ${rows} p, jsonb_path_query(p.links, '$.*[*] ? (!(@ starts with "Patient/"))') AS ref) r
    CROSS JOIN LATERAL (
      SELECT t.* FROM locator l JOIN resource t ON t.shard = l.shard AND t.type = l.type AND t.id = l.id AND NOT t.member AND NOT t.deleted
      WHERE l.type = split_part(r.ref, '/', 1) AND l.id = split_part(r.ref, '/', 2) AND l.shard = l.id LIMIT 1) t
    WHERE true${sight}`
}

const wholePage = pageText('', '')

/** The patient's compartment, the patient first, then by type and id. */
export async function everything(connection: Connection, access: AccessPlan, patient: string, ask: EverythingAsk): Promise<SearchPage> {
  return everythingOf(await askAlone<Row>(connection, compiledEverything(access, patient, ask)), access, ask.count)
}

/** The same as a statement and its values, so that several callers' may be asked at once. */
export function compiledEverything(access: AccessPlan, patient: string, ask: EverythingAsk): Compiled {
  const { types, since, count, after, care } = ask
  const last = after === undefined ? [null, null, null] : readContinuation(after, 3)
  const values = new Values([access.tokenHash ?? null, patient, typesSeen(access, types), since ?? null, ...last, count, ...timeOf(care)])
  return { text: textFor(access, types, values), values, now: access.now }
}

/** The page that such a statement's rows are. */
export function everythingOf(rows: readonly Row[], access: AccessPlan, count: number): SearchPage {
  const [found, included]: [{ later: boolean; stored: Stored }[], Stored[]] = [[], []]
  for (const { row } of rows) {
    if (row === null) throw deadToken()
    const { before, stored } = unpacked(row)
    const [beside, later, held] = before
    if (held) noteHeld(access, [{ held }])
    if (stored === undefined) continue
    if (beside === 't') included.push(stored)
    else found.push({ later: later === 't', stored })
  }
  const page = found.slice(0, count)
  const end = page.at(-1)
  return {
    matches: page.map(({ stored }) => stored),
    included,
    ...(found.length > count && end && { next: continuationOf([String(end.later), end.stored.type, end.stored.id]) }),
  }
}

/** The values of `inTime`. Instants are compared as texts: the tilde comes after each of them. */
export function timeOf(care: EverythingAsk['care']): [string, string, string | null] {
  if (care === undefined) return ['{}', '{}', null]
  return [JSON.stringify(careGiven), JSON.stringify(careBegun), JSON.stringify({ from: care.from ?? '', to: care.to ?? '~' })]
}

function textFor(access: AccessPlan, types: readonly string[] | undefined, values: Values): string {
  const seen = typesSeen(access, types) ?? [...searchParams().keys()]
  const sight = seenBy(access, 's', seen, { row: 'r', values })
  if (sight === undefined) return wholePage
  const beside = seenBy(access, 's', [...(access.searchable ?? searchParams().keys())], { row: 't', values })
  const held = heldTies(access, 's', seen, { values, shards: 'SELECT DISTINCT shard FROM page' })
  return pageText(` AND ${sight}`, beside === undefined ? '' : ` AND ${beside}`, onOneRow(held))
}

/** The types asked for, as far as the plan lets them be seen; null: all. */
export function typesSeen({ searchable }: AccessPlan, types: readonly string[] | undefined): string[] | null {
  if (types === undefined) return searchable ? [...searchable] : null
  return types.filter((type) => searchable?.has(type) ?? true)
}

import type { Clause } from '../store.ts'
import type { Place } from './key-condition.ts'
import { literal } from './path-condition.ts'

type Chain = Extract<Clause, { kind: 'chain' }>
type Has = Extract<Clause, { kind: 'has' }>

/**
 * What the row refers to meets a clause (http://hl7.org/fhir/R4/search.html#chaining). Where the clause is to lead to the
 * rows, what is referred to is found first, once, and the rows by its ids; else each row's own references are followed.
 */
export function chained({ param, to }: Chain, place: Place): string {
  const ways = to.map((target) => (place.indexed || place.linked.apart ? fromTargets : alongLinks)(param, target, place))
  return ways.length === 0 ? 'false' : `(${ways.join(' OR ')})`
}

function alongLinks(param: string, { type, clause }: Chain['to'][number], { row, values, linked }: Place): string {
  const other = rowAfter(row)
  const of = values.add(type)
  return `EXISTS (SELECT FROM jsonb_array_elements_text(${row}.links -> ${literal(param)}) AS u (ref)
      JOIN resource ${other} ON ${other}.type = ${of} AND ${other}.id = split_part(u.ref, '/', 2)
      WHERE split_part(u.ref, '/', 1) = ${of} AND ${linked.conditions({ row: other, type, clause, found: true }).join(' AND ')})`
}

/** A patient's own records stand in the patient's shard; the reference of any other is a key. The links say it exactly. */
function fromTargets(param: string, { type, clause }: Chain['to'][number], { row, types, values, linked }: Place): string {
  const other = rowAfter(row)
  const where = `FROM resource ${other} WHERE ${linked.conditions({ row: other, type, clause, found: false }).join(' AND ')}`
  const own = values.add(types)
  const keys = `SELECT search_key(q.type || '|' || ${literal(param)} || '|i|' || t.id)
      FROM (SELECT ${other}.id ${where}) t CROSS JOIN unnest(${own}::text[]) AS q (type)`
  const inShard = `(${row}.shard = ANY (ARRAY(SELECT ${other}.id ${where})) AND ${row}.type = ANY (${own}::text[]))`
  return `((${type === 'Patient' ? `${inShard} OR ` : ''}${row}.keys && ARRAY(${keys}))
      AND jsonb_exists_any(${row}.links -> ${literal(param)}, ARRAY(SELECT ${values.add(`${type}/`)}::text || ${other}.id ${where})))`
}

/**
 * Another resource refers to the row and meets a clause (http://hl7.org/fhir/R4/search.html#has). Where the clause is to
 * lead to the rows, the others are found first, once; else those of each row are looked up.
 */
export function referredTo(has: Has, place: Place): string {
  return (place.indexed || place.linked.apart ? fromReferrers : toReferrers)(has, place)
}

function toReferrers({ source, param, clause }: Has, { row, types, values, linked }: Place): string {
  const other = rowAfter(row)
  const of = values.add(source)
  const byKey = `SELECT t.* FROM resource t WHERE t.keys @> ARRAY[search_key(${of} || '|' || ${literal(param)} || '|i|' || ${row}.id)]`
  const inShard = `SELECT t.* FROM resource t WHERE ${row}.type = 'Patient' AND t.shard = ${row}.id AND t.type = ${of}`
  return `EXISTS (SELECT FROM (${types.includes('Patient') ? `${byKey} UNION ALL ${inShard}` : byKey}) ${other}
      WHERE jsonb_exists(${other}.links -> ${literal(param)}, ${row}.type || '/' || ${row}.id)
        AND ${linked.conditions({ row: other, type: source, clause, found: true }).join(' AND ')})`
}

function fromReferrers({ source, param, clause }: Has, { row, types, values, linked }: Place): string {
  const other = rowAfter(row)
  const own = `${values.add(types)}::text[]`
  const references = (what: string) => `ARRAY(SELECT ${what}
      FROM resource ${other} CROSS JOIN LATERAL jsonb_array_elements_text(${other}.links -> ${literal(param)}) AS u (ref)
      WHERE split_part(u.ref, '/', 1) = ANY (${own}) AND ${where})`
  const where = linked.conditions({ row: other, type: source, clause, found: false }).join(' AND ')
  const id = `${row}.type = ANY (${own}) AND ${row}.id = ANY (${references("split_part(u.ref, '/', 2)")})`
  return types.length === 1 ? `(${id})` : `(${id} AND ${row}.type || '/' || ${row}.id = ANY (${references('u.ref')}))`
}

/** `r1` after `r`, `r2` after `r1`: no two rows on one way have the same name. */
function rowAfter(row: string): string {
  return `r${Number(row.slice(1)) + 1}`
}

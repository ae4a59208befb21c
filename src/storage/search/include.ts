import type { AccessPlan } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { FhirError } from '#fhir/error.ts'
import type { Include, SearchQuery } from '../store.ts'
import { literal } from './path-condition.ts'
import type { Values } from './values.ts'
import { seenBy } from './where.ts'

/** How many steps `:iterate` goes from the page, the first included: a circle of references must end somewhere. */
export const steps = 4

/** Resources that one page brings along at most: they are read and sent in one answer, however large it becomes. */
export const mostIncluded = 2_000

/** A page that would bring along more. */
export function tooManyIncluded(): FhirError {
  const diagnostics = `A page brings along ${mostIncluded} resources at most by _include and _revinclude; this one would bring more. Ask for fewer matches a page (_count), or for fewer includes.`
  return new FhirError('malformed', [{ severity: 'error', code: 'too-costly', details: 'too-many-includes', diagnostics }])
}

/**
 * What a page brings along, as the tables `step1`, `step2` … and at last `others`; undefined for a query that includes
 * nothing. What the caller may not see is left out at each step, so that nothing behind it is reached.
 */
export function othersOf(query: SearchQuery, access: AccessPlan, values: Values): string | undefined {
  const { type, include, revinclude } = query
  const { searchable } = access
  const applies = ({ source }: Include) => type === '' || source === type
  // Nothing may be added to the values that no part of the statement uses: the database could not tell its type.
  if (!include.some(applies) && revinclude.length === 0) return undefined
  const sight = seenBy(access, 's', [...(searchable ?? searchParams().keys())], { row: 't', values })
  const partsFrom = (rows: string, which: (one: Include) => boolean) => [
    ...include.filter((one) => which(one) && (rows !== thePage || applies(one))).map((one) => included(one, rows, values, sight)),
    ...revinclude
      .filter(which)
      .map((one) => (one.source === '*' ? naming(query, rows, values, sight) : revincluded(one, rows, values, sight))),
  ]
  const first = partsFrom(thePage, () => true)
  const seen = searchable === undefined ? '' : ` WHERE o.type = ANY (${values.add([...searchable])}::text[])`
  const further = [...include, ...revinclude].some(({ iterate }) => iterate) ? steps - 1 : 0
  const tables = [`step1 AS (SELECT o.* FROM (${first.join('\n  UNION ')}) o${seen})`]
  for (let n = 1; n <= further; n++) {
    const parts = partsFrom(`step${n}`, ({ iterate }) => iterate === true)
    tables.push(`step${n + 1} AS (SELECT o.* FROM (${parts.join('\n  UNION ')}) o${seen})`)
  }
  const all = tables.map((_, n) => `SELECT shard, type, id, version FROM step${n + 1}`).join(' UNION ')
  return `${tables.join(',\n')},\nothers AS (${all} EXCEPT SELECT shard, type, id, version FROM page WHERE place <= wanted)`
}

const thePage = '(SELECT * FROM page WHERE place <= wanted)'

/** Resources that the rows name: http://hl7.org/fhir/R4/search.html#include. */
function included({ source, param, target }: Include, rows: string, values: Values, sight: string | undefined): string {
  const links = param === '*' ? 'jsonb_each(p.links)' : `(VALUES (p.links -> ${literal(param)}))`
  const list = param === '*' ? 'AS e (param, list)' : 'AS e (list)'
  return `SELECT t.shard, t.type, t.id, t.version, t.links FROM ${rows} p CROSS JOIN LATERAL ${links} ${list}
      CROSS JOIN LATERAL jsonb_array_elements_text(e.list) AS ref CROSS JOIN LATERAL ${named('ref')} t
    WHERE p.type = ${values.add(source)}${target === undefined ? '' : ` AND t.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND ${sight}`}`
}

/**
 * The resource that a reference names, as a subquery. Nobody knows beforehand how many references a row holds; the limit
 * says that each leads to one, so that it is looked up by its key and never joined to all there is.
 */
export function named(ref: string): string {
  return `(SELECT t.* FROM locator l JOIN resource t ON t.shard = l.shard AND t.type = l.type AND t.id = l.id AND NOT t.deleted
        WHERE l.type = split_part(${ref}, '/', 1) AND l.id = split_part(${ref}, '/', 2) LIMIT 1)`
}

/** Resources that name the rows. Their keys are made in the statement, as only it knows the rows. */
function revincluded({ source, param, target }: Include, rows: string, values: Values, sight: string | undefined): string {
  const params = param === '*' ? referenceParams(source) : [param]
  const of = values.add(source)
  const names = `search_key(${of} || '|' || q.param || '|i|' || p.id)`
  const exactly = `search_key(${of} || '|' || q.param || '|r|' || p.type || '/' || p.id) = ANY (t.tags)`
  // A patient's own records name the patient by a tag, see index-row.ts.
  return `SELECT t.shard, t.type, t.id, t.version, t.links FROM ${rows} p CROSS JOIN unnest(${values.add(params)}::text[]) AS q (param)
      CROSS JOIN LATERAL (
        SELECT t.* FROM resource t WHERE t.keys @> ARRAY[${names}] AND ${exactly} AND NOT t.deleted
        UNION ALL
        SELECT t.* FROM resource t WHERE p.type = 'Patient' AND t.shard = p.id AND t.type = ${of} AND ${names} = ANY (t.tags)
          AND ${exactly} AND NOT t.deleted
      ) t
    WHERE true${target === undefined ? '' : ` AND p.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND ${sight}`}`
}

/** Resources of whatever type that name the rows by whatever parameter: all their keys are looked for at once. */
function naming(query: SearchQuery, rows: string, values: Values, sight: string | undefined): string {
  const pairs = referrersTo(query)
  const [sources, params] = [values.add(pairs.map(([source]) => source)), values.add(pairs.map(([, param]) => param))]
  const keys = (kind: string, of: string) => `array_agg(search_key(q.source || '|' || q.param || '|${kind}|' || ${of}))`
  return `SELECT t.shard, t.type, t.id, t.version, t.links FROM ${rows} p
      CROSS JOIN LATERAL (SELECT ${keys('i', 'p.id')} AS names, ${keys('r', "p.type || '/' || p.id")} AS exact
        FROM unnest(${sources}::text[], ${params}::text[]) AS q (source, param)) k
      CROSS JOIN LATERAL (
        SELECT t.* FROM resource t WHERE t.keys && k.names AND (t.tags && k.exact) IS TRUE AND NOT t.deleted
        UNION ALL
        SELECT t.* FROM resource t WHERE p.type = 'Patient' AND t.shard = p.id AND (t.tags && k.exact) IS TRUE AND NOT t.deleted
      ) t
    WHERE ${sight ?? 'true'}`
}

/** Every type and reference parameter that may name one of the types searched. */
export function referrersTo({ type, types = [] }: Pick<SearchQuery, 'type' | 'types'>): [source: string, param: string][] {
  const over = type ? [type] : types
  return [...searchParams()].flatMap(([source, params]) =>
    [...params.values()]
      .filter((param) => param.type === 'reference' && (param.targets.length === 0 || param.targets.some((one) => over.includes(one))))
      .map(({ code }): [string, string] => [source, code]),
  )
}

/** The reference parameters of a type. */
export function referenceParams(type: string): string[] {
  const params = searchParams().get(type)?.values() ?? []
  return [...params].filter((param) => param.type === 'reference').map(({ code }) => code)
}

import { searchParams } from '#fhir/definitions/search-parameters.ts'
import type { Include } from '../store.ts'
import { literal } from './path-condition.ts'
import type { Values } from './values.ts'

/** Resources that the page's rows name: http://hl7.org/fhir/R4/search.html#include. Undefined when none can be. */
export function included({ source, param, target }: Include, type: string, values: Values): string | undefined {
  if (type !== '' && source !== type) return undefined
  const links = param === '*' ? 'jsonb_each(p.links)' : `(VALUES (p.links -> ${literal(param)}))`
  const list = param === '*' ? 'AS e (param, list)' : 'AS e (list)'
  return `SELECT t.shard, t.type, t.id, t.version FROM page p CROSS JOIN LATERAL ${links} ${list}
      CROSS JOIN LATERAL jsonb_array_elements_text(e.list) AS ref
      JOIN locator l ON l.type = split_part(ref, '/', 1) AND l.id = split_part(ref, '/', 2)
      JOIN resource t ON t.shard = l.shard AND t.type = l.type AND t.id = l.id AND NOT t.deleted
    WHERE p.place <= p.wanted AND p.type = ${values.add(source)}${target === undefined ? '' : ` AND l.type = ${values.add(target)}`}`
}

/** Resources that name the page's rows. Their keys are made in the statement, as only it knows the rows. */
export function revincluded({ source, param, target }: Include, values: Values): string | undefined {
  const params = param === '*' ? referenceParams(source) : [param]
  const of = values.add(source)
  const names = `search_key(${of} || '|' || q.param || '|i|' || p.id)`
  const exactly = `search_key(${of} || '|' || q.param || '|r|' || p.type || '/' || p.id) = ANY (t.tags)`
  // A patient's own records name the patient by a tag, see index-row.ts.
  return `SELECT t.shard, t.type, t.id, t.version FROM page p CROSS JOIN unnest(${values.add(params)}::text[]) AS q (param)
      CROSS JOIN LATERAL (
        SELECT t.* FROM resource t WHERE t.keys @> ARRAY[${names}] AND ${exactly} AND NOT t.deleted
        UNION ALL
        SELECT t.* FROM resource t WHERE p.type = 'Patient' AND t.shard = p.id AND t.type = ${of} AND ${names} = ANY (t.tags)
          AND ${exactly} AND NOT t.deleted
      ) t
    WHERE p.place <= p.wanted${target === undefined ? '' : ` AND p.type = ${values.add(target)}`}`
}

/** The reference parameters of a type. */
export function referenceParams(type: string): string[] {
  const params = searchParams().get(type)?.values() ?? []
  return [...params].filter((param) => param.type === 'reference').map(({ code }) => code)
}

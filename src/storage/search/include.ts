import { searchParams } from '#fhir/definitions/search-parameters.ts'
import type { Include } from '../store.ts'
import { checkParam, literal } from './clause.ts'
import type { Values } from './values.ts'

/** Resources that the page's rows name: http://hl7.org/fhir/R4/search.html#include. Undefined when none can be. */
export function included({ source, param, target }: Include, type: string, values: Values): string | undefined {
  if (type !== '' && source !== type) return undefined
  const links = param === '*' ? 'jsonb_each(p.links)' : `(VALUES (p.links -> ${literal(checkParam(param))}))`
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
  return `SELECT t.shard, t.type, t.id, t.version FROM page p CROSS JOIN unnest(${values.add(params)}::text[]) AS q (param)
      JOIN resource t ON t.type = ${of} AND NOT t.deleted
        AND t.keys @> ARRAY[search_key(${of} || '|' || q.param || '|i|' || p.id)]
        AND search_key(${of} || '|' || q.param || '|r|' || p.type || '/' || p.id) = ANY (t.tags)
    WHERE p.place <= p.wanted${target === undefined ? '' : ` AND p.type = ${values.add(target)}`}`
}

function referenceParams(type: string): string[] {
  const params = searchParams().get(type)?.values() ?? []
  return [...params].filter((param) => param.type === 'reference').map(({ code }) => code)
}

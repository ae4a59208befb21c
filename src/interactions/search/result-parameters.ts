import type { SearchParams } from '#fhir/definitions/search-parameters.ts'
import type { Include, SearchQuery } from '#storage/store.ts'
import { invalidValue, type Problem, tooCostly, unsupportedModifier, unsupportedParameter } from './issues.ts'
import { limits } from './limits.ts'

/** How the answer is to look; the search itself does not depend on it. */
export interface Controls {
  /** `_format`, as sent. */
  format?: string
  /** `_pretty`. */
  pretty?: boolean
  /** `_summary`, when it is not `count`, which is a matter of the search. */
  summary?: 'true' | 'text' | 'data' | 'false'
  /** `_elements`: names of elements at the root. */
  elements?: string[]
}

/** What is gathered of the parameters that shape a result (http://hl7.org/fhir/R4/search.html#return). */
export interface Result {
  sort: SearchQuery['sort']
  count?: number
  /** `_summary=count`: no entries, whatever `_count` says. */
  countOnly: boolean
  total?: SearchQuery['total']
  include: Include[]
  revinclude: Include[]
  controls: Controls
}

type Read = (asked: {
  type: string
  /** The types searched. */
  over: readonly string[]
  name: string
  value: string
  params: SearchParams
  result: Result
}) => Problem | undefined

const readers: Readonly<Record<string, Read>> = {
  _count: ({ name, value, result }) => {
    if (!/^\d{1,9}$/.test(value)) return invalidValue(name, 'a whole number, 0 or more')
    result.count = Number(value)
    return undefined
  },
  _total: ({ name, value, result }) => {
    if (!['none', 'estimate', 'accurate'].includes(value)) return invalidValue(name, 'none, estimate or accurate')
    // An estimate that is exact is one that R4 allows.
    result.total = value === 'none' ? 'none' : 'accurate'
    return undefined
  },
  _sort: ({ type, name, value, params, result }) => {
    const keys = value.split(',')
    if (keys.length > limits.sortKeys)
      return tooCostly(
        name,
        'too-many-sort-keys',
        `'_sort' has ${keys.length} keys; ${limits.sortKeys} are allowed. Leave out the last ones.`,
      )
    for (const key of keys) {
      const code = key.startsWith('-') ? key.slice(1) : key
      const param = params.get(type)?.get(code)
      if (!param || param.type === 'composite')
        return invalidValue(name, `search parameters of ${type}, a minus before those that descend: ${codesOf(type, params)}`)
      if (result.sort.some((earlier) => earlier.param === code)) return invalidValue(name, 'each key once')
      const kind = code === '_id' ? 'id' : code === '_lastUpdated' ? 'lastUpdated' : param.type
      result.sort.push({ param: code, kind, descending: key.startsWith('-') })
    }
    return undefined
  },
  _include: (asked) => readInclude(asked, asked.result.include, 'forward'),
  '_include:iterate': (asked) => readInclude(asked, asked.result.include, 'forward', true),
  _revinclude: (asked) => readInclude(asked, asked.result.revinclude, 'back'),
  '_revinclude:iterate': (asked) => readInclude(asked, asked.result.revinclude, 'back', true),
  _summary: ({ name, value, result }) => {
    if (value === 'count') result.countOnly = true
    else if (value === 'true' || value === 'text' || value === 'data' || value === 'false') result.controls.summary = value
    else return invalidValue(name, 'true, text, data, count or false')
    return undefined
  },
  _elements: ({ name, value, result }) => {
    const names = value.split(',')
    if (!names.every((each) => /^[a-z][A-Za-z]*$/.test(each))) return invalidValue(name, 'names of elements at the root, joined by commas')
    result.controls.elements = names
    return undefined
  },
  // What R4 takes it to be when it is not said.
  _contained: ({ name, value }) =>
    value === 'false' ? undefined : unsupportedParameter(name, 'Contained resources are not searched here.'),
  _format: ({ value, result }) => {
    result.controls.format = value
    return undefined
  },
  _pretty: ({ name, value, result }) => {
    if (value !== 'true' && value !== 'false') return invalidValue(name, 'true or false')
    result.controls.pretty = value === 'true'
    return undefined
  },
}

/** The parameters by name; what a reader does not like it returns. */
export const resultParameters: ReadonlyMap<string, Read> = new Map(Object.entries(readers))

/** These say one thing; said twice they contradict themselves. */
export const onceOnly = new Set(['_count', '_total', '_sort', '_summary', '_elements', '_format', '_pretty'])

/** `Source:param`, `Source:param:Target`, `Source:*`, and `*` (http://hl7.org/fhir/R4/search.html#include). */
function readInclude(
  { type, over, name, value, params, result }: Parameters<Read>[0],
  into: Include[],
  way: 'forward' | 'back',
  iterate = false,
): Problem | undefined {
  if (result.include.length + result.revinclude.length >= limits.includes) {
    return tooCostly(
      name,
      'too-many-includes',
      `A search may have ${limits.includes} of '_include' and '_revinclude' together. Type:* brings along all that a type refers to.`,
    )
  }
  const again = iterate ? { iterate: true as const } : {}
  if (value === '*') {
    if (iterate) return invalidValue(name, 'Type:parameter, Type:parameter:Target or Type:*')
    if (over.length > limits.includes) return invalidValue(name, 'it names the type that refers, such as Task:*')
    if (way === 'back') into.push({ source: '*', param: '*' })
    else for (const source of over) into.push({ source, param: '*' })
    return undefined
  }
  const [source = '', code, target, ...rest] = value.split(':')
  const own = params.get(source)
  if (code === undefined || rest.length > 0 || !own) return invalidValue(name, 'Type:parameter, Type:parameter:Target or Type:*')
  if (way === 'forward' && !iterate && !over.includes(source)) {
    return invalidValue(name, `the first part must be ${over.length === 1 ? type : 'a type'}, the type that is searched`)
  }
  if (target !== undefined && !params.has(target)) return invalidValue(name, 'the third part is a resource type')
  if (code === '*') {
    into.push({ source, param: '*', ...(target && { target }), ...again })
    return undefined
  }
  const param = own.get(code)
  if (param?.type !== 'reference') {
    const references = [...own.values()].filter((each) => each.type === 'reference').map((each) => each.code)
    return invalidValue(name, `the second part is a reference parameter of ${source}: ${references.join(', ')}`)
  }
  if (way === 'back' && !iterate && param.targets.length > 0 && !param.targets.some((one) => over.includes(one))) {
    return invalidValue(name, `${source}:${code} leads to ${param.targets.join(', ')}, never to ${type}`)
  }
  into.push({ source, param: code, ...(target && { target }), ...again })
  return undefined
}

function codesOf(type: string, params: SearchParams): string {
  return [...(params.get(type)?.values() ?? [])].flatMap((param) => (param.type === 'composite' ? [] : [param.code])).join(', ')
}

/** `_include:recurse` and the like: named here so that they are refused by name. */
export function refuseModified(name: string): Problem {
  const [code = '', modifier = ''] = name.split(':')
  return code === '_include' || code === '_revinclude'
    ? unsupportedParameter(name, `'${code}:${modifier}' is not supported here; '${code}:iterate' goes on from what was included.`)
    : unsupportedModifier(name, code, modifier, [])
}

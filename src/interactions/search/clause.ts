import type { SearchParam, SearchParams } from '#fhir/definitions/search-parameters.ts'
import { identifierParam } from '#storage/indexing/reference-entries.ts'
import type { Clause, ParamKind } from '#storage/store.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import { readComposite } from './composite.ts'
import { splitAt, unescaped } from './escape.ts'
import { readFilter } from './filter.ts'
import { invalidValue, type Problem, tooCostly, unknownParameter, unsupportedModifier, unsupportedParameter } from './issues.ts'
import { limits } from './limits.ts'
import { type ReadNext, readChain, readHas, readList, targetsOf } from './links.ts'
import { readNear } from './near.ts'
import { readModified, tokenModifiers } from './token-modifiers.ts'
import { inComparableUnits } from './units/comparable.ts'
import { isBoolean, readDate, readNumberValue, readQuantity, readReferenceValue, readString, readToken } from './values.ts'
import { readWords } from './words.ts'

/** Modifiers by type of parameter; tokens have their own table. For references the names of the types it may point to come on top. */
const modifiers: Record<Exclude<SearchParam['type'], 'token'>, readonly string[]> = {
  composite: ['missing'],
  reference: ['missing', 'identifier'],
  date: ['missing'],
  string: ['exact', 'contains', 'missing'],
  number: ['missing'],
  quantity: ['missing'],
  uri: ['below', 'above', 'missing'],
}

/** R4 has these for every type; this server answers them with what to do instead. */
const notHere: ReadonlyMap<string, string> = new Map([
  ['_query', "Named queries ('_query') are not supported here; see the operations in the CapabilityStatement."],
  ['_type', "'_type' is for a search over all types; this search is over one."],
  ['_containedType', 'Contained resources are not searched here.'],
])

/** Where a parameter is read. */
export interface Surroundings {
  params: SearchParams
  /** FHIR base of this server without a slash at the end. */
  base: string
  /** Code systems and value sets; without them `:in`, `:below` and the like are refused. */
  terminology?: Terminology
}

/**
 * One search parameter of a query string as a clause, or what is wrong with it.
 *
 * @param name as in the query string, modifier and chain included: "family:exact", "subject:Patient.name"
 * @param value decoded, commas and escapes still in it
 * @param said the parameter as it was sent, of which `name` may be what follows a link; errors name it
 */
export function readClause(type: string, name: string, value: string, around: Surroundings, said = name, links = 0): Clause | Problem {
  const next: ReadNext = (other, rest) => readClause(other, rest, value, around, said, links + 1)
  if (/^_has(:|$)/.test(name) || name.includes('.')) {
    if (links >= limits.links)
      return tooCostly(
        said,
        'chain-too-long',
        `'${said}' follows more links than the ${limits.links} that are allowed. Search the last ones first, then by the ids that they gave.`,
      )
    return /^_has(:|$)/.test(name) ? readHas(type, name, said, around.params, next) : readChain(type, name, said, around.params, next)
  }
  if (name === '_filter') {
    return readFilter(type, value, {
      typeOf: (of, path) => typeOfPath(of, path, around.params),
      read: (of, path, text) => readClause(of, path, text, around, said, links),
      follow: (of, path, then) => follow(of, path, said, around.params, then),
    })
  }
  if (name === '_list') return readList(said, value)
  const words = readWords(type, name, value, said)
  if (words !== undefined) return words
  return readOwn(type, name, value, around, said)
}

/** What `then` says of the types at the end of a path of references, as a chain. */
function follow(
  type: string,
  path: string,
  said: string,
  params: SearchParams,
  then: (other: string) => Clause | Problem,
): Clause | Problem {
  const end = '[]'
  return readChain(type, `${path}.${end}`, said, params, (other, rest) =>
    rest === end ? then(other) : follow(other, rest.slice(0, -end.length - 1), said, params, then),
  )
}

/** The type of the parameter that a chain or `_has` ends in: of any type that the chain may lead to, if they agree. */
function typeOfPath(type: string, path: string, params: SearchParams): SearchParam['type'] | undefined {
  const [, source, behind] = /^_has:(\w+):[\w-]+:(.+)$/.exec(path) ?? []
  if (source !== undefined && behind !== undefined) return typeOfPath(source, behind, params)
  const [first = '', ...rest] = path.split('.')
  const [code = '', target] = first.split(':')
  const param = params.get(type)?.get(code)
  if (rest.length === 0) return target === undefined ? param?.type : undefined
  if (param?.type !== 'reference') return undefined
  const types = target === undefined ? targetsOf(param, params) : [target]
  const found = new Set(types.flatMap((each) => typeOfPath(each, rest.join('.'), params) ?? []))
  return found.size === 1 ? [...found][0] : undefined
}

function readOwn(type: string, name: string, value: string, { params, base, terminology }: Surroundings, said: string): Clause | Problem {
  const [code = '', modifier, ...more] = name.split(':')
  const why = notHere.get(code)
  if (why) return unsupportedParameter(said, why)
  const own = params.get(type)
  const param = own?.get(code)
  if (!param) return unknownParameter(code, type, own?.keys() ?? [])
  if (more.length > 0) return unsupportedModifier(said, code, [modifier, ...more].join(':'), modifiersOf(param, params))
  const pieces = splitAt(value, ',')
  if (pieces.length > limits.values)
    return tooCostly(
      said,
      'too-many-values',
      `'${said}' joins ${pieces.length} values; ${limits.values} are allowed. Ask for them in several searches.`,
    )
  if (code === '_id') return readIds(said, modifier, pieces)
  if (modifier !== undefined && !modifiersOf(param, params).includes(modifier)) {
    return unsupportedModifier(said, code, modifier, modifiersOf(param, params), besides(param, modifier))
  }
  if (modifier === 'missing') return readMissing(said, param, value)
  if (param.special === 'near') return readNear(said, param.code, pieces)
  return readers[param.type]({ name: said, param, modifier, pieces, base, terminology })
}

/** R4 lets references that make a hierarchy, and canonicals by their versions, be asked for from above and below; here neither is. */
function besides({ type, code, paths }: SearchParam, modifier: string): string {
  if (type !== 'reference' || (modifier !== 'above' && modifier !== 'below')) return ''
  return paths.every((path) => path.type === 'canonical')
    ? `Versions have no order here: '${code}=address' finds every version, 'address|version' the one.`
    : "Hierarchies are not followed here; each step of one is a link of a chain, as in 'Location?partof.partof=id'."
}

/** The modifiers that a parameter takes; a reference's besides the types that it may lead to. */
export function plainModifiersOf(param: SearchParam): readonly string[] {
  return modifiersOf(param, new Map()).filter((modifier) => !param.targets.includes(modifier))
}

function modifiersOf(param: SearchParam, params: SearchParams): readonly string[] {
  if (param.code === '_id' || param.code === '_lastUpdated') return []
  if (param.truth) return ['not']
  if (param.type === 'token') return tokenModifiers(param)
  if (param.type !== 'reference') return modifiers[param.type]
  // A reference to anything may be narrowed to any type.
  const targets = param.targets.length > 0 ? param.targets : [...params.keys()]
  return [...modifiers.reference, ...targets]
}

function readIds(name: string, modifier: string | undefined, pieces: readonly string[]): Clause | Problem {
  if (modifier !== undefined) return unsupportedModifier(name, '_id', modifier, [])
  const values = pieces.map(unescaped)
  return values.every((value) => /^[A-Za-z0-9\-.]{1,64}$/.test(value))
    ? { kind: 'id', values }
    : invalidValue(name, 'ids of up to 64 letters, digits, "-" and ".", joined by commas')
}

function readMissing(name: string, { code, type }: SearchParam, value: string): Clause | Problem {
  if (value !== 'true' && value !== 'false') return invalidValue(name, '":missing" is true or false')
  return { kind: 'missing', param: code, of: type, missing: value === 'true' }
}

/** The identifier in a logical reference is indexed as a token of its own. */
function readIdentifier(name: string, param: SearchParam, pieces: readonly string[]): Clause | Problem {
  return each(
    pieces.map((piece) => readToken(piece, param)),
    (values) => ({ kind: 'token', param: identifierParam(param.code), values: values.flat() }),
    () => invalidValue(name, 'value, system|value, |value or system|, of an identifier'),
  )
}

interface Asked {
  name: string
  param: SearchParam
  modifier: string | undefined
  pieces: readonly string[]
  base: string
  terminology?: Terminology
}

/** One function for each type of parameter. */
const readers: Record<Exclude<ParamKind, 'id' | 'lastUpdated'>, (asked: Asked) => Clause | Problem> = {
  composite: ({ name, param, pieces, base, terminology }) =>
    readComposite(name, param, pieces, (part, piece) =>
      readers[part.type]({ name, param: part, modifier: undefined, pieces: [piece], base, terminology }),
    ),
  token: ({ name, param, modifier, pieces, terminology }) => {
    const read = modifier === undefined ? undefined : readModified[modifier]
    if (read) return read({ name, param, pieces, terminology })
    return each(
      pieces.map((piece) => readToken(piece, param)),
      (values) => ({ kind: 'token', param: param.code, ...(modifier === 'not' && { not: true }), values: values.flat() }),
      () => invalidValue(name, isBoolean(param) ? 'true or false' : 'code, system|code, |code or system|'),
    )
  },
  reference: ({ name, param, modifier, pieces, base }) => {
    if (modifier === 'identifier') return readIdentifier(name, param, pieces)
    const values = pieces.map((piece) => readReferenceValue(piece, param, base, modifier))
    if (values.includes('other-type')) return invalidValue(name, `an id, or a reference to a ${modifier}`)
    return each(
      values as Exclude<(typeof values)[number], 'other-type'>[],
      (targets) => ({ kind: 'reference', param: param.code, values: targets }),
      () => invalidValue(name, 'an id, Type/id, or an absolute URL'),
    )
  },
  date: ({ name, param, pieces }) =>
    each(
      pieces.map(readDate),
      (ranges) => (param.code === '_lastUpdated' ? { kind: 'lastUpdated', ranges } : { kind: 'date', param: param.code, ranges }),
      () =>
        invalidValue(
          name,
          'a date or time such as 2024, 2024-02, 2024-02-29 or 2024-02-29T08:30:00-05:00, after one of eq, ne, gt, lt, ge, le, sa, eb, ap or nothing',
        ),
    ),
  string: ({ name, param, modifier, pieces }) =>
    each(
      pieces.map((piece) => readString(piece, modifier === 'exact')),
      (values) => ({
        kind: 'string',
        param: param.code,
        match: modifier === 'exact' ? 'exact' : modifier === 'contains' ? 'contains' : 'starts',
        values,
      }),
      () => invalidValue(name, 'some text'),
    ),
  number: ({ name, param, pieces }) =>
    each(
      pieces.map(readNumberValue),
      (ranges) => ({ kind: 'number', param: param.code, ranges }),
      () => invalidValue(name, 'a decimal number such as 5, 5.40 or 1e2, after one of eq, ne, gt, lt, ge, le, sa, eb, ap or nothing'),
    ),
  quantity: ({ name, param, pieces }) => {
    const clause = each(
      pieces.map(readQuantity),
      (ranges) => ({ kind: 'quantity', param: param.code, ranges: ranges.flatMap(inComparableUnits) }),
      () =>
        invalidValue(
          name,
          'number, number|system|code or number||code, the number after one of eq, ne, gt, lt, ge, le, sa, eb, ap or nothing',
        ),
    )
    if (!('ranges' in clause) || clause.ranges.length <= limits.quantities) return clause
    return tooCostly(
      name,
      'too-many-values',
      `The values of '${name}' come to ${clause.ranges.length} in all units that they are compared in; ${limits.quantities} are allowed. Ask for them in several searches.`,
    )
  },
  uri: ({ name, param, modifier, pieces }) =>
    each(
      pieces.map((piece) => unescaped(piece) || undefined),
      (values) => {
        if (modifier !== 'below' && modifier !== 'above') return { kind: 'uri', param: param.code, match: 'exact', values }
        // Only URLs have paths: R4 gives a URN nothing above or below it, itself included.
        return { kind: 'uri', param: param.code, match: modifier, values: values.filter((value) => !/^urn:/i.test(value)) }
      },
      () => invalidValue(name, 'a URI'),
    ),
}

function each<Value>(read: readonly (Value | undefined)[], clause: (values: Value[]) => Clause, wrong: () => Problem): Clause | Problem {
  const values = read.filter((value) => value !== undefined)
  return values.length === read.length ? clause(values) : wrong()
}

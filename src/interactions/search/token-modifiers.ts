import type { SearchParam } from '#fhir/definitions/search-parameters.ts'
import { ofType, ofTypeParam } from '#storage/indexing/entries.ts'
import { normalise, normaliseToken } from '#storage/indexing/normalise.ts'
import type { Clause } from '#storage/store.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import { splitAt, unescaped } from './escape.ts'
import { impliedSystem, impliedTokens, type Token } from './implied-system.ts'
import { invalidValue, type Problem, tooCostly, unsupportedParameter } from './issues.ts'
import { limits } from './limits.ts'

const concepts = ['Coding', 'CodeableConcept']

/** The modifiers that a token parameter takes, by what its values are (http://hl7.org/fhir/R4/search.html#token). */
export function tokenModifiers({ paths }: SearchParam): string[] {
  const has = (...types: string[]) => paths.some(({ type }) => types.includes(type))
  return [
    'not',
    'missing',
    ...(has(...concepts, 'Identifier') ? ['text'] : []),
    ...(has(...concepts, 'code') ? ['in', 'not-in', 'below', 'above'] : []),
    ...(has('Identifier') ? ['of-type'] : []),
  ]
}

interface Asked {
  name: string
  param: SearchParam
  pieces: readonly string[]
  terminology?: Terminology
}

type Codes = Token[] | Problem

/** What each modifier makes of the values; `not` and `missing` are read elsewhere. */
export const readModified: Readonly<Record<string, (asked: Asked) => Clause | Problem>> = {
  text: ({ name, param, pieces }) => {
    const values = pieces.map((piece) => normalise(unescaped(piece)))
    if (values.includes('')) return invalidValue(name, 'some text')
    return { kind: 'string', param: `${param.code}:text`, match: 'starts', values }
  },
  'of-type': ({ name, param, pieces }) => {
    const values = pieces.flatMap((piece) => {
      const [system, code = '', value = '', ...more] = splitAt(piece, '|').map(unescaped)
      const typed = value === '' || more.length > 0 ? undefined : ofType(system, normaliseToken(code), normaliseToken(value))
      return typed ? [{ code: typed }] : []
    })
    if (values.length < pieces.length) return invalidValue(name, 'system|code|value, the first two being of the type of the identifier')
    return { kind: 'token', param: ofTypeParam(param.code), values }
  },
  in: (asked) => tokenClause(asked, allOf(asked, inValueSet)),
  'not-in': (asked) => tokenClause(asked, allOf(asked, inValueSet), true),
  below: (asked) =>
    tokenClause(
      asked,
      allOf(asked, (piece, more) => related(piece, 'is-a', more)),
    ),
  above: (asked) =>
    tokenClause(
      asked,
      allOf(asked, (piece, more) => related(piece, 'generalizes', more)),
    ),
}

function tokenClause({ name, param }: Asked, values: Codes, not = false): Clause | Problem {
  if ('issue' in values) return values
  if (values.length > limits.codes)
    return tooCostly(
      name,
      'too-many-codes',
      `'${name}' stands for ${values.length} codes; ${limits.codes} are allowed. Name a narrower value set, or a code further down.`,
    )
  return { kind: 'token', param: param.code, ...(not && { not: true }), values }
}

function allOf(asked: Asked, read: (piece: string, asked: Asked) => Codes): Codes {
  const all: Token[] = []
  for (const piece of asked.pieces) {
    const values = read(unescaped(piece), asked)
    if ('issue' in values) return values
    all.push(...values)
  }
  return all
}

/** The codes of a value set that can be listed here. */
function inValueSet(canonical: string, { name, param, terminology }: Asked): Codes {
  const codes = terminology?.valueSet(canonical)?.codes
  if (!codes) {
    return refused(
      unsupportedParameter(
        name,
        `The codes of the value set that '${name}' names cannot be listed here. Join the codes themselves by commas.`,
      ),
    )
  }
  return [...codes].flatMap(([system, list]) => [...list].flatMap((code) => tokens(param, system, code)))
}

/** A code and those below it, or above it, in its code system. */
function related(text: string, op: 'is-a' | 'generalizes', { name, param, terminology }: Asked): Codes {
  const [first = '', second] = splitAt(text, '|', 2)
  const code = second ?? first
  const system = second === undefined ? impliedSystem(param, code) : first
  if (!system || code === '') return invalidValue(name, 'system|code')
  const known = terminology?.codeSystem(system)
  if (!known) return refused(unsupportedParameter(name, `The code system that '${name}' names is not known here with all its codes.`))
  if (!known.concepts.has(code)) return invalidValue(name, 'a code of the system that it names')
  const codes = known.select({ property: 'concept', op, value: code }) ?? new Set<string>()
  return [...codes].flatMap((each) => tokens(param, system, each))
}

/** A plain code does not say its system: where its element implies none, a code of any may be meant. */
function tokens(param: SearchParam, system: string, code: string): Token[] {
  const plain = system === '' || (param.implied === undefined && param.paths.every(({ type }) => type === 'code'))
  const asked = normaliseToken(code)
  if (plain) return [{ code: asked }]
  return impliedTokens(param, system, asked) ?? [{ system, code: asked }]
}

/** Not to be left out even when the client is lenient: the search would find too much. */
function refused({ issue }: Problem): Problem {
  return { kind: 'wrong', issue }
}

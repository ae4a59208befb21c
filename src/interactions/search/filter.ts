import type { SearchType } from '#fhir/definitions/search-parameters.ts'
import type { Clause } from '#storage/store.ts'
import { invalidValue, type Problem, tooCostly } from './issues.ts'
import { limits } from './limits.ts'

/** Reads one comparison as an ordinary search parameter: its name with modifier, and its value in query-string form. */
export type ReadTerm = (name: string, value: string) => Clause | Problem
/** The type of the parameter at the end of a path such as `patient.birthdate`; undefined when there is none. */
export type TypeOfPath = (path: string) => SearchType | undefined

const ordered = new Set<string>(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'ap', 'sa', 'eb'])
const comparable = new Set<string | undefined>(['date', 'number', 'quantity'])
/** Operators that are modifiers by another name, and the type of parameter that takes them. */
const asModifier: Readonly<Record<string, { of: SearchType; modifier: string }>> = {
  sw: { of: 'string', modifier: '' },
  co: { of: 'string', modifier: ':contains' },
  in: { of: 'token', modifier: ':in' },
  ni: { of: 'token', modifier: ':not-in' },
  sb: { of: 'token', modifier: ':below' },
  ss: { of: 'token', modifier: ':above' },
  re: { of: 'reference', modifier: '' },
}

/**
 * `_filter`: comparisons joined by `and`, `or`, `not` and parentheses (http://hl7.org/fhir/R4/search_filter.html). Each
 * comparison is read as the search parameter that it stands for. As R4 gives neither `and` nor `or` the precedence, a
 * filter that mixes them without parentheses is refused rather than guessed.
 */
export function readFilter(text: string, typeOf: TypeOfPath, read: ReadTerm): Clause | Problem {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g) ?? []
  let at = 0
  let terms = 0
  const wrong = (expected: string) => invalidValue('_filter', expected)

  const expression = (depth: number): Clause | Problem => {
    if (depth > limits.filterDepth)
      return tooCostly(
        '_filter',
        'filter-too-deep',
        `'_filter' may have ${limits.filterDepth} parentheses inside each other. Several _filter are joined by and.`,
      )
    const clauses: Clause[] = []
    let joint: string | undefined
    for (;;) {
      const clause = operand(depth)
      if ('issue' in clause) return clause
      clauses.push(clause)
      const word = tokens[at]
      if (word !== 'and' && word !== 'or') break
      if (joint !== undefined && word !== joint) return wrong("parentheses that say which of 'and' and 'or' comes first")
      joint = word
      at++
    }
    return clauses.length === 1 ? clauses[0]! : { kind: joint === 'or' ? 'any' : 'all', clauses }
  }

  const operand = (depth: number): Clause | Problem => {
    const word = tokens[at++]
    if (word === 'not') {
      const clause = tokens[at] === '(' ? operand(depth) : wrong("'not' before a parenthesis, as in not (status eq done)")
      return 'issue' in clause ? clause : { kind: 'none', clause }
    }
    if (word === '(') {
      const clause = expression(depth + 1)
      if ('issue' in clause) return clause
      return tokens[at++] === ')' ? clause : wrong('a closing parenthesis for each that opens')
    }
    return comparison(word)
  }

  const comparison = (path: string | undefined): Clause | Problem => {
    const operator = tokens[at++]
    const raw = tokens[at++]
    if (path === undefined || !/^[A-Za-z_][\w:.-]*$/.test(path) || operator === undefined || raw === undefined || /^[()]$/.test(raw)) {
      return wrong('comparisons such as birthdate ge 2014-10-10, joined by and, or, not and parentheses')
    }
    if (++terms > limits.clauses)
      return tooCostly('_filter', 'too-many-clauses', `'_filter' may have ${limits.clauses} comparisons. Split it into several searches.`)
    const type = typeOf(path)
    if (type === undefined) return wrong(`search parameters of the type that is searched; '${path}' is none`)
    const value = literal(raw, type)
    if (operator === 'pr') return read(`${path}:missing`, value === 'true' ? 'false' : value === 'false' ? 'true' : value)
    if (comparable.has(type) && ordered.has(operator)) return read(path, `${operator}${value}`)
    if (operator === 'eq' && (type === 'token' || type === 'reference' || type === 'uri')) return read(path, value)
    const modified = Object.hasOwn(asModifier, operator) ? asModifier[operator] : undefined
    if (modified?.of === type) return read(`${path}${modified.modifier}`, value)
    if (operator === 'eq' && type === 'string') return whole(read(path, value), 'whole')
    if (operator === 'ew' && type === 'string') return whole(read(path, value), 'ends')
    return wrong(`operators that '${path}', a ${type}, can be compared by; for unequal, not (${path} eq …)`)
  }

  const clause = expression(0)
  return 'issue' in clause || at === tokens.length ? clause : wrong('nothing after the end of the last comparison')
}

/** The value as a query string would have it: there a comma would begin another value. */
function literal(raw: string, type: SearchType): string {
  const text = raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/g, '$1') : raw
  return text.replace(type === 'string' ? /[\\,$|]/g : /[\\,]/g, '\\$&')
}

/** A string compared from its end or as a whole, at the end of whatever chain leads to it. */
function whole(clause: Clause | Problem, match: 'whole' | 'ends'): Clause | Problem {
  if ('issue' in clause) return clause
  if (clause.kind === 'string') return { ...clause, match }
  if (clause.kind !== 'chain') return clause
  return { ...clause, to: clause.to.map((each) => ({ ...each, clause: whole(each.clause, match) as Clause })) }
}

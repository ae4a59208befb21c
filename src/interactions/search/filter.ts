import type { SearchType } from '#fhir/definitions/search-parameters.ts'
import type { Clause, Prefix, StringMatch } from '#storage/store.ts'
import { type FilterTree, type Literal, parseFilter } from './filter-tree.ts'
import { invalidValue, type Problem } from './issues.ts'

/** How a filter's parts become clauses of ordinary search parameters. */
export interface FilterReaders {
  /** The type of the parameter at the end of a path such as `patient.birthdate`; undefined when there is none. */
  typeOf(type: string, path: string): SearchType | undefined
  /** Reads one comparison as a search parameter: its name with modifier, and its value in query-string form. */
  read(type: string, name: string, value: string): Clause | Problem
  /** Follows a path of references from a type and asks `then` of each type that it leads to. */
  follow(type: string, path: string, then: (other: string) => Clause | Problem): Clause | Problem
}

/** The operators of each type of parameter, and the modifier or the prefix that each is (search_filter.html#ops). */
const prefixed = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'ap', 'sa', 'eb']
const modified: Readonly<Partial<Record<SearchType, Readonly<Record<string, string>>>>> = {
  token: { eq: '', in: ':in', ni: ':not-in', ss: ':below', sb: ':above' },
  reference: { eq: '', re: '' },
  uri: { eq: '' },
  composite: { eq: '' },
}
/** Ranges that are compared as no prefix does: whether they overlap, and whether the resource's holds the one asked for. */
const ranged: Readonly<Partial<Record<SearchType, readonly string[]>>> = { date: ['po', 'co'], number: ['co'] }
const matches: Readonly<Record<string, StringMatch>> = {
  ...{ eq: 'whole', ne: 'other', co: 'contains', sw: 'starts', ew: 'ends' },
  ...{ gt: 'after', lt: 'before', ge: 'from', le: 'until' },
}
/** R4 lets these stand for the systems' full names. */
const shortNames: Readonly<Record<string, string>> = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  ucum: 'http://unitsofmeasure.org',
}

/**
 * `_filter` (http://hl7.org/fhir/R4/search_filter.html): each comparison is read as the search parameter that it stands
 * for. `ne` means that some value is unequal, which the index can tell of everything but tokens, references and
 * composites; of these it is refused, with what to say instead.
 */
export function readFilter(type: string, text: string, readers: FilterReaders): Clause | Problem {
  const tree = parseFilter(text)
  const clause = 'issue' in tree ? tree : clauseOf(type, tree, readers)
  // A filter is one thing: no leniency leaves a part of it out.
  return 'issue' in clause ? { ...clause, kind: 'wrong' } : clause
}

function clauseOf(type: string, tree: FilterTree, readers: FilterReaders): Clause | Problem {
  switch (tree.kind) {
    case 'term':
      return comparison(type, tree, readers)
    case 'not': {
      const clause = clauseOf(type, tree.part, readers)
      return 'issue' in clause ? clause : { kind: 'none', clause }
    }
    case 'where':
      return readers.follow(type, tree.path, (other) => joined('all', other, [tree.where, tree.rest], readers))
    default:
      return joined(tree.kind, type, tree.parts, readers)
  }
}

function joined(kind: 'all' | 'any', type: string, parts: readonly FilterTree[], readers: FilterReaders): Clause | Problem {
  const clauses: Clause[] = []
  for (const part of parts) {
    const clause = clauseOf(type, part, readers)
    if ('issue' in clause) return clause
    clauses.push(clause)
  }
  return { kind, clauses }
}

function comparison(type: string, { path, operator, value }: Extract<FilterTree, { kind: 'term' }>, readers: FilterReaders) {
  const wrong = (expected: string) => invalidValue('_filter', expected)
  const kind = readers.typeOf(type, path)
  if (kind === undefined) return { ...wrong(`search parameters of ${type}; '${path}' is none`), kind: 'unknown' as const }
  const text = written(value, kind)
  const read = (modifier: string, prefix = '') => readers.read(type, `${path}${modifier}`, `${prefix}${text}`)
  if (operator === 'pr') {
    if (text !== 'true' && text !== 'false') return wrong("'pr' is followed by true or false")
    return readers.read(type, `${path}:missing`, String(text === 'false'))
  }
  const match = kind === 'string' && Object.hasOwn(matches, operator) ? matches[operator] : undefined
  if (match !== undefined) return changed(read(''), (clause) => (clause.kind === 'string' ? { ...clause, match } : clause))
  if (ranged[kind]?.includes(operator)) return changed(read('', 'eq'), (clause) => withPrefix(clause, operator as Prefix))
  if ((kind === 'date' || kind === 'number' || kind === 'quantity') && prefixed.includes(operator)) return read('', operator)
  const modifier = modified[kind]?.[operator]
  if (modifier !== undefined) return read(modifier)
  const possible = ['pr', ...operatorsOf(kind)].join(', ')
  return wrong(`'${path}', a ${kind}, is compared by ${possible}${operator === 'ne' ? `; for unequal say not (${path} eq …)` : ''}`)
}

function operatorsOf(kind: SearchType): string[] {
  if (kind === 'string') return Object.keys(matches)
  return modified[kind] ? Object.keys(modified[kind]) : [...prefixed, ...(ranged[kind] ?? [])]
}

/** The value as a query string would have it: there a comma would begin another value. */
function written({ text }: Literal, kind: SearchType): string {
  const [, short = '', rest] = /^([a-z]+)(\|.*)$/s.exec(text) ?? []
  const full = kind === 'token' && Object.hasOwn(shortNames, short) ? `${shortNames[short]}${rest}` : text
  return full.replace(kind === 'string' ? /[\\,$|]/g : /[\\,]/g, '\\$&')
}

/** The clause that a chain or `_has` ends in, changed. */
function changed(clause: Clause | Problem, change: (clause: Clause) => Clause): Clause | Problem {
  if ('issue' in clause) return clause
  if (clause.kind === 'chain')
    return { ...clause, to: clause.to.map((each) => ({ ...each, clause: changed(each.clause, change) as Clause })) }
  if (clause.kind === 'has') return { ...clause, clause: changed(clause.clause, change) as Clause }
  return change(clause)
}

function withPrefix(clause: Clause, prefix: Prefix): Clause {
  if (clause.kind === 'date' || clause.kind === 'lastUpdated')
    return { ...clause, ranges: clause.ranges.map((range) => ({ ...range, prefix })) }
  return clause.kind === 'number' ? { ...clause, ranges: clause.ranges.map((range) => ({ ...range, prefix })) } : clause
}

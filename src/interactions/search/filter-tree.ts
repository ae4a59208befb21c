import { invalidValue, type Problem, tooCostly } from './issues.ts'
import { limits } from './limits.ts'

/** What a filter says, before it is known of which type: http://hl7.org/fhir/R4/search_filter.html */
export type FilterTree =
  | { kind: 'all' | 'any'; parts: FilterTree[] }
  | { kind: 'not'; part: FilterTree }
  | { kind: 'term'; path: string; operator: string; value: Literal }
  /** `path[where].rest`: what the path leads to must meet `where` and the rest. */
  | { kind: 'where'; path: string; where: FilterTree; rest: FilterTree }

/** A value as it was written: in quotes, where it may hold blanks and brackets, or bare. */
export interface Literal {
  text: string
  quoted: boolean
}

const pathPattern = /^[A-Za-z_][\w-]*(?::[\w-]+)*(?:\.[A-Za-z_][\w-]*(?::[\w-]+)*)*$/

/** Reads a filter's grammar. `and` and `or` have no precedence: they are read from left to right, as R4 says. */
export function parseFilter(text: string): FilterTree | Problem {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+|"/g) ?? []
  let at = 0
  let terms = 0
  let links = 0
  const wrong = (expected: string) => invalidValue('_filter', expected)

  const expression = (depth: number): FilterTree | Problem => {
    if (depth > limits.filterDepth)
      return tooCostly(
        '_filter',
        'filter-too-deep',
        `'_filter' may have ${limits.filterDepth} brackets inside each other. Several _filter are joined by and.`,
      )
    let tree = operand(depth)
    while (!('issue' in tree) && (tokens[at] === 'and' || tokens[at] === 'or')) {
      const kind = tokens[at++] === 'and' ? 'all' : 'any'
      const next = operand(depth)
      if ('issue' in next) return next
      tree = tree.kind === kind ? { kind, parts: [...tree.parts, next] } : { kind, parts: [tree, next] }
    }
    return tree
  }

  const operand = (depth: number): FilterTree | Problem => {
    const word = tokens[at++]
    if (word === 'not') {
      const part = tokens[at] === '(' ? operand(depth) : wrong("'not' before a parenthesis, as in not (status eq done)")
      return 'issue' in part ? part : { kind: 'not', part }
    }
    if (word !== '(') return comparison(word, depth)
    const inner = expression(depth + 1)
    if ('issue' in inner) return inner
    return tokens[at++] === ')' ? inner : wrong('a closing parenthesis for each that opens')
  }

  const comparison = (path: string | undefined, depth: number): FilterTree | Problem => {
    if (path === undefined || !pathPattern.test(path)) return wrong(example)
    if (tokens[at] === '[') return narrowed(path, depth)
    const operator = tokens[at++]
    const raw = tokens[at++]
    const value = raw === undefined ? undefined : literalOf(raw)
    if (operator === undefined || !/^[a-z]{2}$/.test(operator) || value === undefined) return wrong(example)
    if (++terms > limits.clauses)
      return tooCostly('_filter', 'too-many-clauses', `'_filter' may have ${limits.clauses} comparisons. Split it into several searches.`)
    return { kind: 'term', path, operator, value }
  }

  const narrowed = (path: string, depth: number): FilterTree | Problem => {
    at++
    links += path.split('.').length
    if (links > limits.links)
      return tooCostly(
        '_filter',
        'chain-too-long',
        `The brackets of one '_filter' may follow ${limits.links} links from resource to resource.`,
      )
    const where = expression(depth + 1)
    if ('issue' in where) return where
    const after = tokens[at] === ']' ? tokens[at + 1] : undefined
    if (!after?.startsWith('.')) return wrong('after a bracket a dot and what follows, as in subject[active eq true].name co "a"')
    at += 2
    const rest = comparison(after.slice(1), depth)
    return 'issue' in rest ? rest : { kind: 'where', path, where, rest }
  }

  const tree = expression(0)
  return 'issue' in tree || at === tokens.length ? tree : wrong('nothing after the end of the last comparison')
}

const example = 'comparisons such as birthdate ge 2014-10-10, joined by and, or, not and parentheses'

/** Quoted values are JSON strings; undefined for what is no value at all. */
function literalOf(raw: string): Literal | undefined {
  if (!raw.startsWith('"')) return /^[()[\]]$/.test(raw) ? undefined : { text: raw, quoted: false }
  try {
    return { text: JSON.parse(raw) as string, quoted: true }
  } catch {
    return undefined
  }
}

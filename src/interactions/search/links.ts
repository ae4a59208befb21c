import type { SearchParam, SearchParams } from '#fhir/definitions/search-parameters.ts'
import type { Clause } from '#storage/store.ts'
import { invalidValue, type Problem, tooCostly, unknownParameter, unsupportedModifier } from './issues.ts'
import { limits } from './limits.ts'

/** Reads what follows a link as a parameter of the type that the link leads to. */
export type ReadNext = (type: string, rest: string) => Clause | Problem

/**
 * `parameter.rest` or `parameter:Type.rest` (http://hl7.org/fhir/R4/search.html#chaining). Without a type it leads to every
 * type that the reference may point to and that has the rest's parameter.
 */
export function readChain(type: string, name: string, said: string, params: SearchParams, next: ReadNext): Clause | Problem {
  const dot = name.indexOf('.')
  const rest = name.slice(dot + 1)
  const [code = '', target, ...more] = name.slice(0, dot).split(':')
  const own = params.get(type)
  const param = own?.get(code)
  if (!param) return unknownParameter(code, type, own?.keys() ?? [])
  if (param.type !== 'reference') return invalidName(said, `'${code}' of ${type} is no reference, so nothing can follow it`)
  const possible = targetsOf(param, params)
  if (more.length > 0 || (target !== undefined && !possible.includes(target))) {
    return unsupportedModifier(said, code, [target, ...more].join(':'), possible)
  }
  const read = (target === undefined ? possible : [target]).map((each) => ({ type: each, clause: next(each, rest) }))
  const wrong = read.map(({ clause }) => clause).filter((clause) => 'issue' in clause)
  const to = read.filter((each): each is Extract<Clause, { kind: 'chain' }>['to'][number] => !('issue' in each.clause))
  // What one type does not know another may; what is wrong is wrong for whichever type takes it.
  const refused = wrong.find(({ kind }) => kind === 'wrong')
  if (to.length === 0) return refused ?? wrong[0] ?? unknownParameter(rest, type, [])
  if (to.length > limits.chainTypes) {
    return tooCostly(
      said,
      'chain-too-wide',
      `'${code}' may lead to ${to.length} types; say which: '${code}:${to[0]?.type}.${rest}', for example.`,
    )
  }
  return { kind: 'chain', param: code, to }
}

/** `_has:Type:parameter:rest` (http://hl7.org/fhir/R4/search.html#has). */
export function readHas(type: string, name: string, said: string, params: SearchParams, next: ReadNext): Clause | Problem {
  const [, source = '', code = '', ...rest] = name.split(':')
  const own = params.get(source)
  if (!own || rest.length === 0) return invalidName(said, 'it is _has:Type:parameter:parameter, as in _has:Observation:patient:code')
  const param = own.get(code)
  if (param?.type !== 'reference') {
    const references = [...own.values()].filter((each) => each.type === 'reference').map((each) => each.code)
    return invalidName(said, `the third part is a reference parameter of ${source}: ${references.join(', ')}`)
  }
  if (!targetsOf(param, params).includes(type)) {
    return invalidName(said, `${source}:${code} leads to ${targetsOf(param, params).join(', ')}, never to ${type}`)
  }
  const clause = next(source, rest.join(':'))
  return 'issue' in clause ? clause : { kind: 'has', source, param: code, clause }
}

/** `_list=[id]`: what a List names as its items (http://hl7.org/fhir/R4/search.html#list). */
export function readList(said: string, value: string): Clause | Problem {
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(value))
    return invalidValue(said, 'the id of one List; lists with a name, such as $current-problems, are not kept here')
  return { kind: 'has', source: 'List', param: 'item', clause: { kind: 'id', values: [value] } }
}

/** The types that a reference parameter leads to: those its paths are narrowed to, else those of its definition, else any. */
export function targetsOf({ paths, targets }: SearchParam, params: SearchParams): readonly string[] {
  const narrowed = [...new Set(paths.map(({ target }) => target))].filter((target) => target !== undefined)
  if (narrowed.length > 0 && paths.every(({ target }) => target !== undefined)) return narrowed
  return targets.length > 0 ? targets.filter((target) => params.has(target)) : [...params.keys()]
}

/** A name that cannot be carried out; unlike an unknown one, no leniency leaves it out. */
function invalidName(said: string, why: string): Problem {
  const { kind, issue } = invalidValue(said, why)
  return {
    kind,
    issue: { ...issue, code: 'invalid', details: 'invalid-search-parameter', diagnostics: `'${said}' cannot be searched by: ${why}.` },
  }
}

import type { Check } from './base.ts'
import { isObject } from './base.ts'
import type { Finding, Judging } from './judging.ts'

type Item = Record<string, unknown>

const items = (value: unknown): Item[] => (Array.isArray(value) ? value.filter(isObject) : [])

const fault = (details: string, says: string): Finding => ({ against: 'base', code: 'value', details, says })

/**
 * What R4's pages ask of definitions beside invariants, so that a code system, a value set or a search parameter that
 * contradicts itself is refused when it is stored and not when it is used.
 */
export const definitionRules: Readonly<Record<string, Check>> = {
  SearchParameter: (value, judging) => {
    if (isObject(value)) checkSearchParameter(value, judging)
  },
  CodeSystem: (value, judging) => {
    if (isObject(value)) checkCodeSystem(value, judging)
  },
  'ValueSet.compose.include': (value, judging) => {
    if (!isObject(value)) return
    each(items(value.filter), 'filter', judging, (filter) => checkFilter(value.system, filter, judging))
  },
}

const anyType = new Set(['Resource', 'DomainResource'])

/** http://hl7.org/fhir/R4/searchparameter.html: the expression is of the resource types in base */
function checkSearchParameter({ base, expression }: Item, judging: Judging): void {
  if (!Array.isArray(base) || typeof expression !== 'string' || base.some((type) => anyType.has(type))) return
  const named = [...expression.replace(/'(?:[^'\\]|\\.)*'/g, '').matchAll(/(?:^|[|(])\s*([A-Z][A-Za-z]+)\./g)].map(([, type]) => type!)
  if (named.some((type) => !base.includes(type) && !anyType.has(type))) judging.report(otherBase, 'expression')
}

/** http://hl7.org/fhir/R4/codesystem.html#properties */
function checkCodeSystem(system: Item, judging: Judging): void {
  if (system.supplements !== undefined && system.content !== 'supplement') judging.report(notSupplement, 'content')
  if (system.content === 'not-present' && system.concept !== undefined) judging.report(notPresent, 'concept')
  const codes = new Map<unknown, unknown>()
  const uris = new Set<unknown>()
  each(items(system.property), 'property', judging, ({ code, uri, type }) => {
    if (codes.has(code) || (uri !== undefined && uris.has(uri))) judging.report(twice)
    else codes.set(code, type)
    uris.add(uri)
  })
  if (codes.size > 0) checkConcepts(system, codes, judging)
}

function checkConcepts(parent: Item, types: ReadonlyMap<unknown, unknown>, judging: Judging): void {
  each(items(parent.concept), 'concept', judging, (concept) => {
    each(items(concept.property), 'property', judging, (property) => {
      const type = types.get(property.code)
      const held = Object.keys(property).find((key) => key.startsWith('value'))
      if (typeof type !== 'string' || held === undefined) return
      if (held.slice(5).toLowerCase() !== type.toLowerCase()) judging.report(otherType, 'value')
    })
    checkConcepts(concept, types, judging)
  })
}

/** http://hl7.org/fhir/R4/snomedct.html#implicit, http://hl7.org/fhir/R4/codesystem.html#defined-props */
function checkFilter(system: unknown, { property, op, value }: Item, judging: Judging): void {
  if (typeof value !== 'string') return
  if (property === 'notSelectable' || property === 'inactive') {
    if (value !== 'true' && value !== 'false') judging.report(notBoolean, 'value')
  } else if (system === 'http://snomed.info/sct') {
    if (property === 'concept' && op !== 'in' && !/^[1-9]\d{5,17}$/.test(value)) judging.report(notConcept, 'value')
    if (property === 'constraint' && !isConstraint(value)) judging.report(notExpression, 'value')
  }
}

/** SNOMED CT's expression constraints as far as this: what stands between two concepts, and that brackets close. */
function isConstraint(text: string): boolean {
  const words = text.replace(/\|[^|]*\|/g, ' ').match(/\d+|[A-Za-z]+|[()[\]{}]|[^\s\dA-Za-z()[\]{}]+/g) ?? []
  let depth = 0
  let operand = false
  for (const word of words) {
    const concept = /^\d/.test(word) || word === '*'
    if (word === '(') depth++
    else if (word === ')') depth--
    const opens = concept || word === '(' || /^[<>^!]+$/.test(word)
    if (depth < 0 || (operand && opens)) return false
    operand = concept || word === ')' || (operand && /^[\]}]$/.test(word))
  }
  return depth === 0 && words.length > 0
}

function each(list: readonly Item[], name: string, judging: Judging, look: (item: Item) => void): void {
  for (let index = 0; index < list.length; index++) {
    if (!judging.enter(name, index)) return
    look(list[index]!)
    judging.leave()
  }
}

const otherBase = fault('search-expression', 'names a resource type that is not in base (R4 SearchParameter)')
const notSupplement = fault('supplement', 'must be "supplement" when the code system supplements another (R4 CodeSystem)')
const notPresent = fault('content', 'must not be there when content is not-present (R4 CodeSystem)')
const twice = fault('duplicate', 'has a code or URI that another property of the code system has (R4 CodeSystem)')
const otherType = fault('type', 'is not of the type that the code system declares for the property (R4 CodeSystem)')
const notBoolean = fault('filter', 'must be true or false for this property (R4 ValueSet)')
const notConcept = fault('filter', 'must be a SNOMED CT concept id (R4 ValueSet)')
const notExpression = fault('filter', 'must be a SNOMED CT expression constraint (R4 ValueSet)')

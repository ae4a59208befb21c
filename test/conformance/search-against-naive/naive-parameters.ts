import type { ResourceJson } from '#storage/store.ts'
import { quantityIs } from './naive-quantity.ts'

type Json = Record<string, unknown>
type Kind = 'token' | 'string' | 'reference' | 'uri' | 'quantity'

/** What a parameter looks at, written down by hand from R4's list of search parameters. */
interface Parameter {
  kind: Kind
  /** Elements of a resource, in whatever type they are written. */
  of: (resource: Json) => unknown[]
  /** Only references to this type. */
  only?: string
  /** Of elements that are plain codes: the system of the value set that R4 binds them to. */
  system?: string
}

const all = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const at = (value: unknown, ...path: string[]): unknown[] =>
  path.reduce((found, name) => found.flatMap((one) => all((one as Json | undefined)?.[name])), all(value))

/** A name is found by each of its parts and by all of them as they are spoken. */
const names = (of: unknown) =>
  all(of).flatMap((name) => {
    const parts = [...at(name, 'given'), ...at(name, 'family')]
    return parts.length > 1 ? [...parts, parts.join(' ')] : parts
  })

const shared: Record<string, Parameter> = {
  _tag: { kind: 'token', of: (resource) => at(resource, 'meta', 'tag') },
  _profile: { kind: 'uri', of: (resource) => at(resource, 'meta', 'profile') },
}
const subject: Record<string, Parameter> = {
  subject: { kind: 'reference', of: (resource) => at(resource, 'subject') },
  patient: { kind: 'reference', of: (resource) => at(resource, 'subject'), only: 'Patient' },
}
const person: Record<string, Parameter> = {
  name: { kind: 'string', of: (resource) => names(resource.name) },
  family: { kind: 'string', of: (resource) => at(resource, 'name', 'family') },
  given: { kind: 'string', of: (resource) => at(resource, 'name', 'given') },
  identifier: { kind: 'token', of: (resource) => at(resource, 'identifier') },
}
const parameters: Record<string, Record<string, Parameter>> = {
  Observation: {
    ...shared,
    ...subject,
    code: { kind: 'token', of: (resource) => at(resource, 'code') },
    category: { kind: 'token', of: (resource) => at(resource, 'category') },
    status: { kind: 'token', of: (resource) => at(resource, 'status'), system: 'http://hl7.org/fhir/observation-status' },
    'value-string': { kind: 'string', of: (resource) => at(resource, 'valueString') },
    'value-quantity': { kind: 'quantity', of: (resource) => at(resource, 'valueQuantity') },
    'has-member': { kind: 'reference', of: (resource) => at(resource, 'hasMember') },
  },
  Patient: {
    ...shared,
    ...person,
    active: { kind: 'token', of: (resource) => at(resource, 'active') },
    link: { kind: 'reference', of: (resource) => at(resource, 'link', 'other') },
    'general-practitioner': { kind: 'reference', of: (resource) => at(resource, 'generalPractitioner') },
  },
  Practitioner: { ...shared, ...person },
  RiskAssessment: { ...shared, ...subject },
  List: {
    ...shared,
    ...subject,
    item: { kind: 'reference', of: (resource) => at(resource, 'entry', 'item') },
    status: { kind: 'token', of: (resource) => at(resource, 'status'), system: 'http://hl7.org/fhir/list-status' },
  },
}

/**
 * Does a resource meet a search parameter as it stands in a query string? Read off the resource's elements and
 * http://hl7.org/fhir/R4/search.html#modifiers: it shares no line with the server, neither how queries are read nor how
 * resources are indexed. It knows fewer parameters than `naiveSearch`; those it knows, with every modifier and behind links.
 */
export function naiveMeets(world: readonly ResourceJson[], resource: ResourceJson, name: string, value: string): boolean {
  const [, source, by, behind] = /^_has:(\w+):([\w-]+):(.+)$/.exec(name) ?? []
  if (source !== undefined && by !== undefined && behind !== undefined) {
    return world.some((other) => other.resourceType === source && pointsTo(other, by, resource) && naiveMeets(world, other, behind, value))
  }
  const [, link, type, rest] = /^([\w-]+)(?::(\w+))?\.(.+)$/.exec(name) ?? []
  if (link !== undefined && rest !== undefined) {
    return world.some(
      (other) =>
        (type === undefined || other.resourceType === type) && pointsTo(resource, link, other) && naiveMeets(world, other, rest, value),
    )
  }
  const [code = '', modifier] = name.split(':')
  const parameter = parameterOf(resource, code)
  const elements = elementsOf(resource, code)
  if (modifier === 'missing') return (elements.length === 0) === (value === 'true')
  const asked = split(value, ',')
  const some = (test: (element: unknown, one: string) => boolean) => elements.some((element) => asked.some((one) => test(element, one)))
  const isAsked = (element: unknown, one: string) => tokenIs(element, one, parameter.system)
  if (modifier === 'not') return !some(isAsked)
  if (modifier === 'text') return some((element, one) => textsOf(element).some((text) => fold(text).startsWith(fold(unescaped(one)))))
  if (modifier === 'of-type') return some(typedIs)
  if (modifier === 'identifier') return some((element, one) => at(element, 'identifier').some((identifier) => tokenIs(identifier, one)))
  switch (parameter.kind) {
    case 'token':
      return some(isAsked)
    case 'string':
      return some((element, one) => stringIs(String(element), unescaped(one), modifier))
    case 'quantity':
      return some((element, one) => quantityIs(element as Parameters<typeof quantityIs>[0], one))
    case 'uri':
      return some((element, one) => uriIs(String(element), unescaped(one), modifier))
    case 'reference':
      return some(
        (element, one) => at(element, 'reference').includes(one) || at(element, 'reference').some((to) => isId(to, one, modifier)),
      )
  }
}

function parameterOf({ resourceType }: ResourceJson, code: string): Parameter {
  const parameter = parameters[resourceType]?.[code]
  if (!parameter) throw new Error(`The naive evaluator does not know ${resourceType}.${code}`)
  return parameter
}

function elementsOf(resource: ResourceJson, code: string): unknown[] {
  const { of, only } = parameterOf(resource, code)
  const elements = of(resource).filter(saysSomething)
  return only === undefined ? elements : elements.filter((element) => typeOf(element) === only)
}

/** An element without a value in any depth is as good as absent. */
function saysSomething(element: unknown): boolean {
  return typeof element === 'object' && element !== null ? Object.values(element).some(saysSomething) : element !== undefined
}

/** What a reference points to: as it says, else by the address. */
function typeOf(reference: unknown): string | undefined {
  const [text] = at(reference, 'reference')
  const [said] = at(reference, 'type')
  const [type] = /[A-Z]\w+(?=\/[\w-]+$)/.exec(String(text ?? '')) ?? []
  return type ?? (said as string | undefined)
}

function pointsTo(from: ResourceJson, code: string, to: ResourceJson): boolean {
  return elementsOf(from, code).some((element) => at(element, 'reference').includes(`${to.resourceType}/${to.id}`))
}

/** `1` is whatever has that id here; with a type as modifier, or before a slash, only that type's. */
function isId(reference: unknown, asked: string, type: string | undefined): boolean {
  const [, of, id, ...more] = /^(\w+)\/([\w-]+)$/.exec(String(reference)) ?? []
  return id === asked && more.length === 0 && (type === undefined || of === type)
}

/** @param implied the system of elements that do not say one, as they are plain codes; `|code` means them all the same */
function tokenIs(element: unknown, asked: string, implied?: string): boolean {
  const [system, code] =
    asked.includes('|') && split(asked, '|').length > 1 ? split(asked, '|').map(unescaped) : [undefined, unescaped(asked)]
  const same = (one: unknown, other: string) => String(one).toLowerCase() === other.toLowerCase()
  return codesOf(element).some((one) => {
    if (system !== undefined && (system === '' ? one.system !== undefined : (one.system ?? implied) !== system)) return false
    return code === '' ? system !== undefined : one.code !== undefined && same(one.code, code ?? '')
  })
}

function codesOf(element: unknown): { system?: unknown; code?: unknown }[] {
  if (typeof element !== 'object' || element === null) return [{ code: element }]
  const { coding, system, code, value } = element as Json
  // A concept has codings, an identifier a value, a coding a code.
  if (coding !== undefined) return all(coding) as Json[]
  return [{ system, code: value ?? code }]
}

function textsOf(element: unknown): string[] {
  return [
    ...at(element, 'text'),
    ...at(element, 'display'),
    ...at(element, 'coding', 'display'),
    ...at(element, 'type', 'text'),
  ] as string[]
}

/** `system|code|value`: the first two of the identifier's type. */
function typedIs(element: unknown, asked: string): boolean {
  const [system, code, value] = split(asked, '|').map(unescaped)
  const typed = at(element, 'type', 'coding').some((coding) => {
    const { system: of, code: type } = coding as Json
    return of === system && String(type).toLowerCase() === code?.toLowerCase()
  })
  return typed && at(element, 'value').some((one) => String(one).toLowerCase() === value?.toLowerCase())
}

function stringIs(text: string, asked: string, modifier: string | undefined): boolean {
  if (modifier === 'exact') return text === asked
  return modifier === 'contains' ? fold(text).includes(fold(asked)) : fold(text).startsWith(fold(asked))
}

/** By whole segments of the path. A canonical is meant with its version and without. */
function uriIs(text: string, asked: string, modifier: string | undefined): boolean {
  const below = (one: string, of: string) => one === of || one.startsWith(`${of}/`)
  return [text, text.replace(/\|.*$/, '')].some((form) =>
    modifier === 'below' ? below(form, asked) : modifier === 'above' ? below(asked, form) : form === asked,
  )
}

/** Without case and accents. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim()
}

/** At a separator that no backslash stands before. */
function split(text: string, separator: string): string[] {
  const parts = ['']
  for (const sign of text.match(/\\.|[^\\]/gsu) ?? []) {
    if (sign === separator) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1')
}

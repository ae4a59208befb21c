import type { SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import type { Loose } from './people.ts'

/** One single fault in a record that was right, and where it must be told. */
export interface Mutation {
  kind: string
  /** FHIRPath of the fault; telling it of the parent will do as well. A choice has its JSON name: `valueQuantity`. */
  place: string
  resource: unknown
}

type Json = Record<string, unknown>

/** Where a value stands: its parent, the JSON property, the index in a list, and how FHIRPath calls it. */
interface Spot {
  steps: (string | number)[]
  place: string
  element: SlimElement
}

const primitive = /^[a-z]/

/**
 * Every single fault that a snapshot lets us make in a record: required elements taken away, single ones doubled, codes,
 * types, formats and targets spoilt, elements added that nobody knows. Made from the snapshot as published, with no help
 * from the validator.
 */
export function mutationsOf(resource: Json, structure: SlimStructure): Mutation[] {
  const spots = structure.snapshot!.element.filter(({ id }) => !id.includes(':')).flatMap((element) => spotsOf(resource, element))
  return [...spots.flatMap((spot) => spoil(resource, spot)), ...unknownElements(resource)]
}

/** All places in the record where an element stands. Choices and what is below them are left alone. */
function spotsOf(resource: Json, element: SlimElement): Spot[] {
  const names = element.path.split('.').slice(1)
  if (names.length === 0 || names.some((name) => name.includes('[x]')) || names.includes('contained')) return []
  let found: { value: unknown; steps: (string | number)[]; place: string }[] = [
    { value: resource, steps: [], place: element.path.split('.')[0]! },
  ]
  for (const name of names) {
    found = found.flatMap(({ value, steps, place }) => {
      const held = typeof value === 'object' && value !== null ? (value as Json)[name] : undefined
      if (held === undefined) return []
      if (!Array.isArray(held)) return [{ value: held, steps: [...steps, name], place: `${place}.${name}` }]
      return held.map((item: unknown, index) => ({ value: item, steps: [...steps, name, index], place: `${place}.${name}[${index}]` }))
    })
  }
  return found.map(({ steps, place }) => ({ steps, place, element }))
}

function spoil(resource: Json, { steps, place, element }: Spot): Mutation[] {
  const made: Mutation[] = []
  const add = (kind: string, where: string, change: (parent: Loose, key: string | number, copy: Loose) => void) => {
    const copy = structuredClone(resource)
    change(at(copy, steps.slice(0, -1)), steps.at(-1)!, copy)
    made.push({ kind, place: where, resource: copy })
  }
  const list = typeof steps.at(-1) === 'number'
  const whole = place.replace(/\[\d+\]$/, '')
  const type = element.type?.[0]?.code ?? ''
  const single = (element.type?.length ?? 0) === 1
  if (element.min > 0 && (!list || steps.at(-1) === 0)) {
    add('required element absent', whole, (_, __, copy) => {
      const path = list ? steps.slice(0, -1) : steps
      const parent = at(copy, path.slice(0, -1))
      delete parent[path.at(-1)!]
      delete parent[`_${path.at(-1)}`]
    })
  }
  if (list && element.max === '1' && steps.at(-1) === 0) {
    add('one too many', whole, (values) => values.push(structuredClone(values[0])))
  }
  if (single && primitive.test(type) && type !== 'xhtml') {
    add('object in place of a primitive', place, (parent, key) => (parent[key] = { x: 1 }))
    add('empty value', place, (parent, key) => (parent[key] = typeof parent[key] === 'string' ? '' : null))
    if (['date', 'dateTime', 'instant'].includes(type)) add('a day that is none', place, (parent, key) => (parent[key] = '2023-02-29'))
    if (type === 'code' && element.binding?.strength === 'required')
      add('code not in the value set', place, (parent, key) => (parent[key] = 'zzz-none'))
  }
  if (single && /^[A-Z]/.test(type) && !type.startsWith('http')) {
    add('primitive in place of an object', place, (parent, key) => (parent[key] = 'x'))
    add('empty object', place, (parent, key) => (parent[key] = {}))
  }
  if (type === 'Reference' && element.type?.[0]?.targetProfile && !element.type[0].targetProfile.some((one) => one.endsWith('/Resource'))) {
    add('reference to another type', place, (parent, key) => (parent[key] = { reference: 'Linkage/x' }))
  }
  if (type === 'CodeableConcept' && element.binding?.strength === 'required') {
    add(
      'coding not in the value set',
      place,
      (parent, key) => (parent[key] = { coding: [{ system: 'http://nowhere.example', code: 'zzz-none' }] }),
    )
  }
  for (const key of Object.keys(element)) {
    if (!/^(fixed|pattern)[A-Z]/.test(key)) continue
    const spoilt = typeof element[key] === 'string' ? 'zzz-none' : key.endsWith('CodeableConcept') ? { text: 'zzz' } : { display: 'zzz' }
    add('not the fixed value', place, (parent, name) => (parent[name] = spoilt))
  }
  return made
}

/** An element that nobody knows, in the record and in each object of it. */
function unknownElements(resource: Json): Mutation[] {
  const made: Mutation[] = []
  const visit = (value: unknown, steps: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) {
      const copy = structuredClone(resource)
      at(copy, steps).zzzNone = 'x'
      made.push({ kind: 'unknown element', place: `${placeOf(resource, steps)}.zzzNone`, resource: copy })
    }
    for (const [key, held] of Object.entries(value))
      if (!key.startsWith('_')) visit(held, [...steps, Array.isArray(value) ? Number(key) : key])
  }
  visit(resource, [])
  return made
}

/** FHIRPath of what stands below these JSON steps, but that a choice keeps its JSON name (`valueQuantity`). */
function placeOf(resource: Json, steps: readonly (string | number)[]): string {
  return steps.reduce<string>((place, step) => place + (typeof step === 'number' ? `[${step}]` : `.${step}`), String(resource.resourceType))
}

function at(value: unknown, steps: readonly (string | number)[]): Loose {
  return steps.reduce((held, step) => (held as Json)[step], value)
}

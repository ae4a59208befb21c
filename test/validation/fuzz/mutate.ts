import type { Random } from '#demo/people/random.ts'

/** JSON that is being changed; what stands where is looked at each time. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON, sound or not
type Loose = any
type Container = Record<string | number, Loose>

/** What mutations borrow from: values by property name out of other records, and names that mean something to the validator. */
export interface Supply {
  /** Values seen under each property of the originals. */
  values: ReadonlyMap<string, readonly Loose[]>
  keys: readonly string[]
  types: readonly string[]
  profiles: readonly string[]
  extensions: readonly string[]
}

/** A value that stands somewhere in a record, and the step to it. */
interface Spot {
  parent: Container
  key: string | number
}

/** One way of spoiling a record; gives the record to go on with. */
type Mutation = (record: Loose, random: Random, supply: Supply) => Loose

/** Written into the JSON text as it stands, for numbers that JavaScript cannot hold. */
const raw = '@raw:'

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', '__defineGetter__', 'then', 'length', '']

const numbers = ['1e999', '-1e999', '-0', '0.0', '1e-999', '12345678901234567890123', '1.0000000000000000000001', '2147483648', '0.5e+1']

const oddTexts = [
  '',
  ' ',
  '\u0000',
  'NaN',
  'Infinity',
  '-Infinity',
  'null',
  'true',
  '\ud800',
  'x\udfff',
  '\u202e',
  '#',
  '/',
  '#/',
  '|',
  '..',
]

const oddJson: readonly Loose[] = [null, true, false, 0, -1, 1.5, '', [], {}, [[]], [null], [{}], [[[]]], { id: 'a' }, { extension: [] }]

const dates = [
  '0000',
  '2024-02-30',
  '2023-02-29',
  '9999-12-31',
  '2024-01-01T24:00:00Z',
  '2024-01-01T00:00:00',
  '2024-13',
  '2024-06-30T23:59:60Z',
]

/** Texts that make a careless expression go back and forth. */
const tedious = [
  'a',
  ' ',
  '/',
  '<',
  '<div ',
  '<b>',
  '&',
  '&amp',
  '"',
  '\\',
  '\n',
  '.',
  'A/',
  '/A',
  '=',
  '(',
  '-',
  '/_history/',
  '\ud83d\ude00',
  '0',
  '#',
]

export const mutations: Readonly<Record<string, Mutation>> = {
  removed: atSpot(({ parent, key }) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  }),
  repeated: atSpot(({ parent, key }, random) => {
    const value = parent[key]
    if (Array.isArray(parent)) parent.splice(Number(key), 0, copy(value))
    else put(parent, key, random.chance(0.5) ? [value, copy(value)] : [value])
  }),
  unwrapped: atSpot(({ parent, key }) => {
    const value = parent[key]
    if (typeof value === 'object' && value !== null) put(parent, key, Object.values(value)[0] ?? null)
  }),
  retyped: atSpot(({ parent, key }, random) => put(parent, key, copy(random.pick(oddJson)))),
  oddText: atSpot(({ parent, key }, random) => put(parent, key, random.pick(random.chance(0.3) ? dates : oddTexts))),
  oddNumber: atSpot(({ parent, key }, random) => put(parent, key, raw + random.pick(numbers))),
  surrogate: atSpot(({ parent, key }, random) => {
    const value = typeof parent[key] === 'string' ? parent[key] : 'x'
    const at = random.below(value.length + 1)
    put(parent, key, value.slice(0, at) + random.pick(['\ud800', '\udc00', '\udbff']) + value.slice(at))
  }),
  grafted: atSpot(({ parent, key }, random, supply) => {
    // Mostly what stands under that name elsewhere, so that the form is right and the rest is not.
    const name = typeof key === 'string' && random.chance(0.7) ? key : random.pick(supply.keys)
    const values = supply.values.get(name)
    if (values) put(parent, key, copy(random.pick(values)))
  }),
  added: atSpot(({ parent, key }, random, supply) => {
    const holder = Array.isArray(parent) ? parent[Number(key)] : parent
    const name = random.pick(supply.keys)
    if (isObject(holder)) put(holder, name, copy(random.pick(supply.values.get(name)!)))
  }),
  renamed: atSpot(({ parent, key }, random, supply) => {
    if (Array.isArray(parent)) return
    const value = parent[key]
    const text = String(key)
    delete parent[key]
    // A choice of another type, another element, or the same in other letters.
    const stem = /^(value|onset|effective|deceased|multipleBirth|occurrence)[A-Z]/.exec(text)?.[1]
    const other =
      stem && random.chance(0.7)
        ? stem + random.pick(['String', 'Quantity', 'Period', 'CodeableConcept', 'DateTime', 'Boolean'])
        : random.pick(supply.keys)
    put(parent, random.chance(0.2) ? text.toUpperCase() : other, value)
  }),
  swapped: (record, random) => {
    const one = spot(record, random)
    const other = spot(record, random)
    if (!one || !other) return record
    const held = copy(one.parent[one.key])
    put(one.parent, one.key, copy(other.parent[other.key]))
    put(other.parent, other.key, held)
    return record
  },
  companion: atSpot(({ parent, key }, random) => {
    if (Array.isArray(parent)) return
    const beside = random.pick<Loose>([
      null,
      {},
      { id: 'a' },
      { id: 'a', extension: [] },
      { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
      [null],
      [{ id: 'a' }, null, { extension: [{ url: 'x' }] }],
      'x',
    ])
    put(parent, `_${key}`, copy(beside))
    if (random.chance(0.4)) put(parent, key, random.pick<Loose>([null, [null], [null, null]]))
    else if (random.chance(0.3)) delete parent[key]
  }),
  prototypeKey: atSpot(({ parent, key }, random) => {
    const holder = isObject(parent[key]) ? parent[key] : parent
    if (!Array.isArray(holder)) put(holder, random.pick(names), copy(random.pick<Loose>([...oddJson, { polluted: true }, 'polluted'])))
  }),
  prototypeName: atSpot(({ parent, key }, random) => put(parent, key, random.pick(names))),
  typed: (record, random, supply) => {
    const at = spotOf(record, random, (value) => isObject(value) && 'resourceType' in value) ?? { parent: { at: record }, key: 'at' }
    put(at.parent[at.key], 'resourceType', random.chance(0.1) ? random.pick(names) : random.pick(supply.types))
    return record
  },
  claimed: (record, random, supply) => {
    if (!isObject(record)) return record
    const claim = () =>
      random.pick([...(random.chance(0.2) ? names : []), random.pick(supply.profiles), `${random.pick(supply.profiles)}|9.9`])
    const meta = isObject(record.meta) ? record.meta : {}
    put(record, 'meta', { ...meta, profile: Array.from({ length: 1 + random.below(3) }, claim) })
    return record
  },
  extended: atSpot(({ parent, key }, random, supply) => {
    const holder = isObject(parent[key]) ? parent[key] : parent
    if (Array.isArray(holder)) return
    const valued = random.pick([...supply.values.keys()].filter((name) => name.startsWith('value')))
    const one = {
      url: random.chance(0.1) ? random.pick(names) : random.pick(supply.extensions),
      [valued]: copy(random.pick(supply.values.get(valued)!)),
    }
    const held = holder[random.chance(0.2) ? 'modifierExtension' : 'extension']
    put(holder, 'extension', [...(Array.isArray(held) ? held : []), one])
  }),
  contained: (record, random, supply) => {
    if (!isObject(record)) return record
    const ids = ['a', 'b', 'c', 'toString', '']
    const one = (id: string) => ({
      resourceType: random.pick(supply.types),
      id,
      subject: { reference: `#${random.pick(ids)}` },
      ...(random.chance(0.3) ? { contained: [{ resourceType: 'Patient', id: random.pick(ids) }] } : {}),
      ...(random.chance(0.3) ? { partOf: [{ reference: '#' }] } : {}),
    })
    put(
      record,
      'contained',
      Array.from({ length: 1 + random.below(4) }, () => one(random.pick(ids))),
    )
    put(
      record,
      random.pick(['subject', 'patient', 'for', 'partOf', 'basedOn']),
      random.pick<Loose>([{ reference: `#${random.pick(ids)}` }, [{ reference: '#' }]]),
    )
    return record
  },
  bundled: (record, random) => {
    const address = () =>
      random.pick(['urn:uuid:00000000-0000-4000-8000-000000000001', 'http://x.example/fhir/Patient/a', 'Patient/a', '#', '__proto__'])
    const entry = Array.from({ length: 1 + random.below(4) }, () => ({
      fullUrl: address(),
      resource: random.chance(0.7)
        ? copy(record)
        : { resourceType: 'Patient', id: 'a', link: [{ other: { reference: address() }, type: 'seealso' }] },
    }))
    return { resourceType: 'Bundle', type: random.pick(['document', 'transaction', 'searchset', 'history', 'collection', 'x']), entry }
  },
  deepened: atSpot(({ parent, key }, random) => {
    const depth = random.pick([3, 15, 20, 30, 60, 70, 300, 1000])
    const way = random.pick(['[', 'item', 'extension', 'contained', 'resource', 'concept', 'partOf'])
    let value = copy(parent[key])
    for (let level = 0; level < depth; level++) {
      if (way === '[') value = [value]
      else if (way === 'contained') value = { resourceType: 'Basic', id: 'a', contained: [value] }
      else if (way === 'resource') value = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: value }] }
      else if (way === 'extension') value = { url: 'http://x.example/y', extension: [value] }
      else value = { [way]: [value] }
    }
    put(parent, key, value)
  }),
  widened: atSpot(({ parent, key }, random) => {
    const value = parent[key]
    const width = Math.min(random.pick([50, 500, 5000]), Math.floor(200_000 / (sizeOf(value) + 1)))
    if (Array.isArray(parent))
      parent.push(...Array.from({ length: width }, (_, index) => (random.chance(0.5) ? distinct(value, index) : value)))
    else if (random.chance(0.3) && isObject(value)) for (let index = 0; index < width; index++) put(value, `x${index}`, index)
    else
      put(
        parent,
        key,
        Array.from({ length: width }, (_, index) => distinct(value, index)),
      )
  }),
  lengthened: atSpot(({ parent, key }, random) => {
    const part = random.pick(tedious)
    const length = random.pick([100, 1000, 20_000, 20_000, 1_048_577])
    const before =
      typeof parent[key] === 'string' && random.chance(0.6)
        ? parent[key]
        : random.pick(['', '<div xmlns="http://www.w3.org/1999/xhtml">', 'http://x/', '#', 'Patient/'])
    put(parent, key, before + part.repeat(Math.floor(length / part.length)) + random.pick(['', '!', '\n', '</div>', ' ']))
  }),
}

/** Those that make a record big are rare: they cost a hundred times the others, and find their faults all the same. */
const usual = Object.keys(mutations).filter((name) => !['deepened', 'widened', 'lengthened'].includes(name))
const big = ['deepened', 'widened', 'lengthened']

/** Spoils a record one to four times. Gives the JSON text as a client might send it, and what was done. */
export function spoil(text: string, random: Random, supply: Supply): { text: string; done: string[] } {
  const done: string[] = []
  let record: Loose = JSON.parse(text)
  const times = 1 + random.below(4)
  for (let time = 0; time < times; time++) {
    const name = random.chance(0.02) ? random.pick(big) : random.pick(usual)
    record = mutations[name]!(record, random, supply)
    done.push(name)
    // What one of the big ones made is not made bigger.
    if (big.includes(name)) break
  }
  return {
    text: JSON.stringify(record).replaceAll(/"@raw:([^"\\]*)"/g, (whole, number: string) => (numbers.includes(number) ? number : whole)),
    done,
  }
}

function atSpot(change: (spot: Spot, random: Random, supply: Supply) => void): Mutation {
  return (record, random, supply) => {
    const found = spot(record, random)
    if (found) change(found, random, supply)
    return record
  }
}

/** A place in the record, found by walking down from the root; deeper places are as likely as shallow ones. */
function spot(record: Loose, random: Random): Spot | undefined {
  let parent: Loose = record
  let found: Spot | undefined
  while (typeof parent === 'object' && parent !== null) {
    const keys = Object.keys(parent)
    if (keys.length === 0) break
    const key = random.pick(keys)
    found = { parent, key: Array.isArray(parent) ? Number(key) : key }
    if (random.chance(0.25)) break
    parent = parent[key]
  }
  return found
}

function spotOf(record: Loose, random: Random, wanted: (value: Loose) => boolean): Spot | undefined {
  for (let time = 0; time < 5; time++) {
    const found = spot(record, random)
    if (found && wanted(found.parent[found.key])) return found
  }
  return isObject(record) ? { parent: { record }, key: 'record' } : undefined
}

/** As `JSON.parse` would, so that `__proto__` becomes a property and not a prototype. */
function put(holder: Loose, key: string | number, value: Loose): void {
  if (typeof holder !== 'object' || holder === null) return
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function distinct(value: Loose, index: number): Loose {
  if (typeof value === 'string') return `${value}${index}`
  return isObject(value) ? { ...value, id: `i${index}` } : value
}

const isObject = (value: unknown): value is Record<string, Loose> => typeof value === 'object' && value !== null && !Array.isArray(value)
const copy = (value: Loose): Loose => (typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value)
const sizeOf = (value: Loose): number => (JSON.stringify(value) ?? '').length

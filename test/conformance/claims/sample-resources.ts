import { readCoreDefinitions } from '#fhir/definitions/cache.ts'
import type { SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import type { Validator } from '#validation/validator.ts'

/** Plain JSON of a resource or a part of one. */
export type Json = { [name: string]: unknown }

/** Which type a choice takes first; another variant begins elsewhere in what the element allows. */
const preferred = ['dateTime', 'CodeableConcept', 'Quantity', 'Reference', 'Period', 'date', 'uri', 'string']

const primitives: Record<string, unknown> = {
  boolean: true,
  integer: 1,
  positiveInt: 1,
  unsignedInt: 1,
  decimal: 1.5,
  string: 'Sample words',
  markdown: 'Sample words',
  code: 'sample',
  id: 'sample',
  uri: 'http://example.org/sample',
  url: 'http://example.org/sample',
  canonical: 'http://example.org/sample',
  oid: 'urn:oid:1.2.3',
  uuid: 'urn:uuid:0192f5c0-0000-7000-8000-000000000001',
  base64Binary: 'AAAA',
  date: '2024-02-29',
  dateTime: '2024-02-29T10:00:00-05:00',
  instant: '2024-02-29T10:00:00.000-05:00',
  time: '10:00:00',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml">Sample</div>',
}

const inside = { resourceType: 'Basic', id: 'inside', code: { text: 'Sample' } }
const quantity = { value: 5.4, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' }
const complex: Record<string, Json> = {
  Coding: { system: 'http://example.org/codes', code: 'sample', display: 'Sample code' },
  CodeableConcept: { coding: [{ system: 'http://example.org/codes', code: 'sample', display: 'Sample code' }], text: 'Sample concept' },
  Identifier: {
    system: 'http://example.org/ids',
    value: 'sample-1',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
  },
  Period: { start: '2024-02-01', end: '2024-02-29' },
  Quantity: quantity,
  SimpleQuantity: quantity,
  Age: { value: 5, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' },
  Duration: { value: 5, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' },
  Distance: { value: 5, unit: 'm', system: 'http://unitsofmeasure.org', code: 'm' },
  Count: { value: 5, unit: '1', system: 'http://unitsofmeasure.org', code: '1' },
  Money: { value: 5, currency: 'USD' },
  Range: { low: quantity, high: { ...quantity, value: 6 } },
  HumanName: { family: 'Sample', given: ['Ada'], text: 'Ada Sample' },
  Address: { line: ['1 Main Street'], city: 'Boston', state: 'MA', postalCode: '02108', country: 'US', use: 'home' },
  ContactPoint: { system: 'phone', value: '617-555-0100', use: 'home' },
  Timing: { event: ['2024-02-29T10:00:00-05:00'] },
  Attachment: { contentType: 'text/plain', url: 'http://example.org/sample', title: 'Sample' },
  Annotation: { text: 'Sample words' },
  RelatedArtifact: { type: 'depends-on', resource: 'http://example.org/sample', url: 'http://example.org/sample' },
  UsageContext: {
    code: { system: 'http://example.org/codes', code: 'sample' },
    valueCodeableConcept: { coding: [{ system: 'http://example.org/codes', code: 'sample' }] },
  },
  Extension: { url: 'http://example.org/sample', valueString: 'x' },
}

/**
 * Makes resources that have as much in them as base R4 lets stand together: from the definitions alone, so that every
 * type has one. An element is kept when the whole is still without fault.
 */
export function sampleResources(validator: Validator): (type: string, variant: number) => Json {
  const structures = new Map(
    [...readCoreDefinitions<SlimStructure>('profiles-resources'), ...readCoreDefinitions<SlimStructure>('profiles-types')]
      .filter(({ resourceType }) => resourceType === 'StructureDefinition')
      .map((one) => [one.type === 'Quantity' || one.derivation !== 'constraint' ? one.name : one.url, one]),
  )
  const isFine = (resource: Json) => validator.validate(resource).base.length === 0

  return (type, variant) => {
    const elements = structures.get(type)!.snapshot!.element
    const make = (element: SlimElement, depth: number): [string, unknown] | undefined => property(elements, element, variant, depth)
    let made: Json = { resourceType: type }
    const top = childrenOf(elements, type)
    for (const element of top.filter(({ min }) => min > 0)) assign(made, make(element, 0))
    if (!isFine(made)) made = repaired(type, made)
    for (const element of top) {
      for (const depth of [2, 1, 0]) {
        const found = skipped.has(element.path.split('.').at(-1)!) ? undefined : make(element, depth)
        if (found === undefined || found[0] in made) break
        const longer = { ...made, [found[0]]: found[1] }
        if (!isFine(longer)) continue
        made = longer
        break
      }
    }
    return made
  }

  /** One element and a value for it; undefined when there is none to give. Optional children come as deep as `depth`. */
  function property(elements: readonly SlimElement[], element: SlimElement, variant: number, depth: number): [string, unknown] | undefined {
    const name = element.path.split('.').at(-1)!
    const types = element.type ?? []
    const order = [...types].sort((a, b) => rank(a.code) - rank(b.code))
    const chosen = name.endsWith('[x]') ? order[variant % order.length] : types[0]
    if (chosen === undefined) return undefined
    const code = chosen.fhirType ?? (chosen.code.startsWith('http://hl7.org/fhirpath/') ? 'string' : chosen.code)
    const value = madeOf(elements, element, code, variant, depth)
    if (value === undefined) return undefined
    const key = name.endsWith('[x]') ? `${name.slice(0, -3)}${code[0]!.toUpperCase()}${code.slice(1)}` : name
    return [key, element.max === '1' ? value : [value]]
  }

  function madeOf(elements: readonly SlimElement[], element: SlimElement, code: string, variant: number, depth: number): unknown {
    const bound = element.binding?.strength === 'required' ? codeIn(element.binding.valueSet, variant) : undefined
    if (code === 'Reference') return referenceOf(element, variant)
    if (code === 'Resource') return inside
    if (code === 'BackboneElement' || code === 'Element') return childrenIn(elements, element.path, variant, depth)
    if (bound !== undefined && code === 'code') return bound.code
    if (bound !== undefined && code === 'Coding') return bound
    if (bound !== undefined && code === 'CodeableConcept') return { coding: [bound] }
    if (code in primitives) return primitives[code]
    if (code in complex) return structuredClone(complex[code])
    const own = structures.get(code)
    return own && childrenIn(own.snapshot!.element, code, variant, 0)
  }

  function childrenIn(elements: readonly SlimElement[], path: string, variant: number, depth: number): Json | undefined {
    const made: Json = {}
    for (const child of childrenOf(elements, path)) {
      const name = child.path.split('.').at(-1)!
      if (child.min > 0 || (depth > 0 && !skipped.has(name))) assign(made, property(elements, child, variant, depth - 1))
    }
    return Object.keys(made).length > 0 ? made : undefined
  }

  function codeIn(canonical: string | undefined, variant: number): { system: string; code: string } | undefined {
    const codes = canonical && validator.terminology.valueSet(canonical)?.codes
    if (!codes) return undefined
    const all = [...codes].flatMap(([system, list]) => [...list].map((code) => ({ system, code })))
    return all[variant % all.length]
  }
}

const skipped = new Set(['id', 'meta', 'implicitRules', 'language', 'text', 'contained', 'extension', 'modifierExtension', 'import'])

function childrenOf(elements: readonly SlimElement[], path: string): SlimElement[] {
  return elements.filter((one) => one.path.startsWith(`${path}.`) && !one.path.slice(path.length + 1).includes('.') && !one.sliceName)
}

function rank(code: string): number {
  const at = preferred.indexOf(code)
  return at < 0 ? preferred.length : at
}

function assign(made: Json, found: [string, unknown] | undefined): void {
  if (found !== undefined) made[found[0]] = found[1]
}

/** To a resource that need not be there: what a reference names is the business of whoever follows it. */
function referenceOf(element: SlimElement, variant: number): Json {
  const targets = (element.type ?? []).flatMap(({ code, targetProfile = [] }) => (code === 'Reference' ? targetProfile : []))
  const types = targets.map((url) => url.split('/').at(-1)!).filter((type) => type !== 'Resource')
  return {
    reference: `${types[variant % Math.max(types.length, 1)] ?? 'Basic'}/sample-target`,
    identifier: { system: 'http://example.org/ids', value: 'sample-2' },
  }
}

/** Where an invariant asks for more than the required elements. */
const needed: Record<string, Json> = {
  Appointment: {
    status: 'proposed',
    participant: [{ actor: { reference: 'Patient/sample-target' }, status: 'accepted' }],
  },
  Binary: { contentType: 'text/plain', data: 'AAAA' },
  Bundle: { type: 'collection', entry: [{ fullUrl: 'http://example.org/Basic/inside', resource: inside }] },
  CapabilityStatement: {
    description: 'Sample words',
    fhirVersion: '4.0.1',
    format: ['json'],
    kind: 'requirements',
    rest: [{ mode: 'server' }],
  },
  DetectedIssue: { status: 'final' },
  EventDefinition: { trigger: [{ type: 'named-event', name: 'sample' }] },
  ImmunizationRecommendation: {
    recommendation: [
      { vaccineCode: [complex.CodeableConcept], targetDisease: complex.CodeableConcept, forecastStatus: complex.CodeableConcept },
    ],
  },
  Linkage: {
    item: [
      { type: 'source', resource: { reference: 'Basic/sample-target' } },
      { type: 'alternate', resource: { reference: 'Basic/other-target' } },
    ],
  },
  ResearchElementDefinition: { characteristic: [{ definitionCodeableConcept: complex.CodeableConcept }] },
  StructureDefinition: {
    kind: 'resource',
    abstract: false,
    type: 'Basic',
    derivation: 'constraint',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic',
    differential: { element: [{ id: 'Basic', path: 'Basic' }] },
  },
}

function repaired(type: string, made: Json): Json {
  return { ...made, ...needed[type] }
}

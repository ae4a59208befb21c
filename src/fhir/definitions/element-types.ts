import { readCoreDefinitions } from './cache.ts'

interface StructureDefinition {
  name: string
  type: string
  kind: string
  derivation?: string
  snapshot?: { element: Element[] }
}

interface Element {
  path: string
  contentReference?: string
  type?: { code: string }[]
  binding?: { strength: string; valueSet?: string }
}

interface ValueSet {
  resourceType: 'ValueSet'
  url: string
  compose?: { include: Include[]; exclude?: unknown[] }
}

interface Include {
  system?: string
  concept?: { code: string }[]
  filter?: unknown[]
  valueSet?: string[]
}

interface CodeSystem {
  resourceType: 'CodeSystem'
  url: string
  concept?: Concept[]
}

interface Concept {
  code: string
  concept?: Concept[]
}

/** A code system that plain codes are of without saying so. */
export interface ImpliedSystem {
  system: string
  /** Its codes, where the value set draws on more than one system; absent: all there are. */
  codes?: string[]
}

/** A child element as JSON spells it, with its type. `context` is where its own children are looked up. */
export interface Child {
  /** JSON property: `valueQuantity`, not `value[x]`. */
  name: string
  /** Type code: "Quantity", "code", "BackboneElement". */
  type: string
  context: string
  /** Of a code: the systems of its required value set, which the code itself does not say. */
  implied?: readonly ImpliedSystem[]
}

/** The types of all elements of R4 core, for those who turn FHIRPath into JSON paths. Heavy: only to build a cache from. */
export class ElementTypes {
  readonly #elements = new Map<string, Element>()
  readonly resources: string[] = []
  readonly domainResources = new Set<string>()
  /** By canonical of the value set, without version. */
  readonly #implied = new Map<string, readonly ImpliedSystem[]>()

  constructor() {
    for (const file of ['profiles-types', 'profiles-resources']) {
      for (const definition of readCoreDefinitions<StructureDefinition>(file)) {
        if (definition.derivation === 'constraint' || !definition.snapshot) continue
        if (definition.kind === 'resource' && !['Resource', 'DomainResource'].includes(definition.type))
          this.resources.push(definition.type)
        for (const element of definition.snapshot.element) {
          this.#elements.set(element.path, element)
          if (element.path === `${definition.type}.contained` && definition.kind === 'resource') this.domainResources.add(definition.type)
        }
      }
    }
    this.resources.sort()
    const terminology = ['valuesets', 'v3-codesystems'].flatMap((file) => readCoreDefinitions<ValueSet | CodeSystem>(file))
    const codes = new Map(terminology.flatMap((one) => (one.resourceType === 'CodeSystem' ? [[one.url, codesOf(one.concept)]] : [])))
    for (const one of terminology) {
      const implied = one.resourceType === 'ValueSet' ? systemsOf(one, codes) : []
      if (implied.length > 0) this.#implied.set(one.url, implied)
    }
  }

  #impliedBy(type: string, { binding }: Element): { implied?: readonly ImpliedSystem[] } {
    if (type !== 'code' || binding?.strength !== 'required') return {}
    const implied = this.#implied.get(binding.valueSet?.split('|')[0] ?? '')
    return implied ? { implied } : {}
  }

  /** The JSON properties that FHIRPath's `context.name` may be; several for a choice, none when there is no such element. */
  children(context: string, name: string): Child[] {
    const path = `${context}.${name}`
    const element = this.#elements.get(path)
    if (element?.contentReference) {
      return [{ name, type: 'BackboneElement', context: element.contentReference.slice(element.contentReference.indexOf('#') + 1) }]
    }
    if (element) return (element.type ?? []).map(({ code }) => ({ name, ...typed(code, path), ...this.#impliedBy(code, element) }))
    const choice = this.#elements.get(`${path}[x]`)
    return (choice?.type ?? []).map(({ code }) => ({ name: name + code.charAt(0).toUpperCase() + code.slice(1), ...typed(code, path) }))
  }
}

/** Element ids and xhtml have types of FHIRPath's own; all are text to us. */
function typed(code: string, path: string): { type: string; context: string } {
  if (code.startsWith('http://hl7.org/fhirpath/')) return { type: 'string', context: 'string' }
  return { type: code, context: code === 'BackboneElement' || code === 'Element' ? path : code }
}

/** The systems of a value set, if all of its codes have one; where there are several, only if each code is known to be of one. */
function systemsOf({ compose }: ValueSet, known: ReadonlyMap<string, string[]>): ImpliedSystem[] {
  const includes = compose?.include ?? []
  const systems = new Set(includes.map(({ system }) => system))
  const [first] = systems
  if (systems.size === 1) return first === undefined ? [] : [{ system: first }]
  const found = new Map<string, string[]>()
  for (const { system, concept, filter } of includes) {
    const codes = concept ? codesOf(concept) : filter || system === undefined ? undefined : known.get(system)
    if (system === undefined || codes === undefined) return []
    found.set(system, [...(found.get(system) ?? []), ...codes])
  }
  return [...found].map(([system, codes]) => ({ system, codes }))
}

function codesOf(concepts: readonly Concept[] = []): string[] {
  return concepts.flatMap(({ code, concept }) => [code, ...codesOf(concept)])
}

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
  resourceType: string
  url: string
  compose?: { include: { system?: string; valueSet?: string[] }[] }
}

/** A child element as JSON spells it, with its type. `context` is where its own children are looked up. */
export interface Child {
  /** JSON property: `valueQuantity`, not `value[x]`. */
  name: string
  /** Type code: "Quantity", "code", "BackboneElement". */
  type: string
  context: string
  /** Of a code whose required value set draws on one code system: that system, which the code itself does not say. */
  system?: string
}

/** The types of all elements of R4 core, for those who turn FHIRPath into JSON paths. Heavy: only to build a cache from. */
export class ElementTypes {
  readonly #elements = new Map<string, Element>()
  readonly resources: string[] = []
  readonly domainResources = new Set<string>()
  /** By canonical of the value set, without version. */
  readonly #systems = new Map<string, string>()

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
    for (const { resourceType, url, compose } of readCoreDefinitions<ValueSet>('valuesets')) {
      const systems = new Set(resourceType === 'ValueSet' ? compose?.include.map(({ system }) => system) : [])
      const [system] = systems
      if (systems.size === 1 && system) this.#systems.set(url, system)
    }
  }

  #implied(type: string, { binding }: Element): { system?: string } {
    if (type !== 'code' || binding?.strength !== 'required') return {}
    const system = this.#systems.get(binding.valueSet?.split('|')[0] ?? '')
    return system ? { system } : {}
  }

  /** The JSON properties that FHIRPath's `context.name` may be; several for a choice, none when there is no such element. */
  children(context: string, name: string): Child[] {
    const path = `${context}.${name}`
    const element = this.#elements.get(path)
    if (element?.contentReference) {
      return [{ name, type: 'BackboneElement', context: element.contentReference.slice(element.contentReference.indexOf('#') + 1) }]
    }
    if (element) return (element.type ?? []).map(({ code }) => ({ name, ...typed(code, path), ...this.#implied(code, element) }))
    const choice = this.#elements.get(`${path}[x]`)
    return (choice?.type ?? []).map(({ code }) => ({ name: name + code.charAt(0).toUpperCase() + code.slice(1), ...typed(code, path) }))
  }
}

/** Element ids and xhtml have types of FHIRPath's own; all are text to us. */
function typed(code: string, path: string): { type: string; context: string } {
  if (code.startsWith('http://hl7.org/fhirpath/')) return { type: 'string', context: 'string' }
  return { type: code, context: code === 'BackboneElement' || code === 'Element' ? path : code }
}

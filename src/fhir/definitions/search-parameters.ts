import { join } from 'node:path'
import type { SearchParameter } from '@medplum/fhirtypes'
import { cached, readCoreDefinitions } from './cache.ts'
import { compositeElements } from './composite-elements.ts'
import { ElementTypes, type ImpliedSystem } from './element-types.ts'
import { ownSearchParameters } from './own-search-parameters.ts'
import { impliedBy, type Path, type Step, searchPaths } from './search-paths.ts'

export type { ImpliedSystem } from './element-types.ts'
export type { Path, Step } from './search-paths.ts'

export type SearchType = 'token' | 'reference' | 'date' | 'string' | 'number' | 'quantity' | 'uri' | 'composite'

/** One search parameter as it applies to one resource type, slimmed to what extraction, parsing and the CapabilityStatement need. */
export interface SearchParam {
  /** As in the query string: "category". */
  code: string
  /** Canonical of its definition. */
  url: string
  type: SearchType
  /** Types a reference may point to; empty for what is not a reference, or may point to anything. */
  targets: string[]
  /** Where its values are. */
  paths: Path[]
  /** `true` where R4 asks for "present and not false" (Patient.deceased): the answer is a token true or false. */
  truth?: true
  /** Of plain codes that say no system: those that they are of by their value set, when that is the same for all. */
  implied?: readonly ImpliedSystem[]
  /** FHIRPath, when it is more than paths can say. */
  fhirpath?: string
  /** Of a composite parameter: the elements in which its components must meet, one way for each kind of element. */
  elements?: CompositeElement[]
  /** Compared in a way of its own: distance from a place, whose two numbers are kept as a composite's components. */
  special?: 'near'
}

/** An element, and where in it each component's values are. */
export interface CompositeElement {
  steps: Step[]
  components: { type: Exclude<SearchType, 'composite'>; paths: Path[]; implied?: readonly ImpliedSystem[] }[]
}

/** All search parameters of each resource type, by type, in order of their codes. */
export type SearchParams = ReadonlyMap<string, ReadonlyMap<string, SearchParam>>

type Slim = Record<string, SearchParam[]>

const folder = import.meta.dirname
const sources = ['search-parameters.ts', 'search-paths.ts', 'element-types.ts', 'composite-elements.ts', 'own-search-parameters.ts'].map(
  (name) => join(folder, name),
)
const types = new Set<string>(['composite', 'token', 'reference', 'date', 'string', 'number', 'quantity', 'uri'])
const presentAndNotFalse = /^(\S+)\.exists\(\) and \1 != false$/

let ours: SearchParams | undefined

/**
 * The search parameters of R4 4.0.1 and this project's own, compiled to paths; from `.cares/cache` after the first time.
 * Left out: special ones but `near`, those without an expression (`_text`, `_content`, `_query`), and composites whose
 * components are not in one element.
 *
 * @param more further definitions, such as those of an implementation guide
 */
export function searchParams(more: readonly SearchParameter[] = []): SearchParams {
  if (more.length > 0) return load(more)
  ours ??= load([])
  return ours
}

function load(more: readonly SearchParameter[]): SearchParams {
  const slim = cached<Slim>('search-parameters', sources, () => compile(more), JSON.stringify(more))
  return new Map(Object.entries(slim).map(([type, params]) => [type, new Map(params.map((param) => [param.code, param]))]))
}

function compile(more: readonly SearchParameter[]): Slim {
  const elements = new ElementTypes()
  // The package also holds a parameter of a later release of FHIR.
  const core = readCoreDefinitions<SearchParameter>('search-parameters').filter(({ version }) => version === '4.0.1')
  const found: Slim = Object.fromEntries(elements.resources.map((type) => [type, []]))
  const all = [...core, ...ownSearchParameters, ...more]
  const typeOf = new Map(all.map(({ url, type }) => [url, type]))
  for (const definition of all) {
    const { expression } = definition
    if (definition.url === nearUrl) found.Location?.push(nearOf(definition, elements))
    if (!types.has(definition.type) || !expression) continue
    for (const type of basesOf(definition, elements)) {
      const param = slim(definition, expression, type, elements)
      if (param.type === 'composite') param.elements = compositeElements(definition, type, elements, typeOf)
      if (param.elements?.length !== 0) found[type]?.push(param)
    }
  }
  for (const params of Object.values(found)) params.sort((a, b) => (a.code < b.code ? -1 : 1))
  return found
}

const nearUrl = 'http://hl7.org/fhir/SearchParameter/Location-near'

/** http://hl7.org/fhir/R4/location.html#search */
function nearOf({ code, url }: SearchParameter, elements: ElementTypes): SearchParam {
  const [position] = searchPaths('Location.position', 'Location', elements) ?? []
  const steps = position?.steps ?? []
  const components = ['latitude', 'longitude'].map((name) => {
    const paths = searchPaths(`Location.position.${name}`, 'Location', elements) ?? []
    return { type: 'number' as const, paths: paths.map((path) => ({ ...path, steps: path.steps.slice(steps.length) })) }
  })
  return { code, url, type: 'composite', targets: [], paths: [], elements: [{ steps, components }], special: 'near' }
}

function basesOf(definition: SearchParameter, elements: ElementTypes): readonly string[] {
  const base: readonly string[] = definition.base
  if (base.includes('Resource')) return elements.resources
  return base.includes('DomainResource') ? [...elements.domainResources] : base
}

function slim(definition: SearchParameter, expression: string, type: string, elements: ElementTypes): SearchParam {
  const { code, url } = definition
  const param = { code, url, type: definition.type as SearchType, targets: definition.target ?? [] }
  if (param.type === 'composite') return { ...param, paths: [] }
  const truth = presentAndNotFalse.exec(expression)?.[1]
  if (truth) return { ...param, truth: true, paths: searchPaths(truth, type, elements) ?? [] }
  const paths = searchPaths(expression, type, elements)
  if (!paths) return { ...param, paths: [], fhirpath: expression }
  return { ...param, ...impliedBy(paths) }
}

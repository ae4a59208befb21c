/** A concept of a code system: its code, what it is called, and those below it. */
export interface SlimConcept {
  code: string
  display?: string
  concept?: SlimConcept[]
  property?: { code: string; [value: string]: unknown }[]
}

/** A CodeSystem without prose. */
export interface SlimCodeSystem {
  resourceType: 'CodeSystem'
  url: string
  version?: string
  name?: string
  title?: string
  caseSensitive?: boolean
  content: string
  supplements?: string
  valueSet?: string
  concept?: SlimConcept[]
}

/** One `include` or `exclude` of a value set. */
export interface Include {
  system?: string
  version?: string
  concept?: { code: string; display?: string }[]
  filter?: { property: string; op: string; value: string }[]
  valueSet?: string[]
}

/** A ValueSet without prose. */
export interface SlimValueSet {
  resourceType: 'ValueSet'
  url: string
  version?: string
  name?: string
  title?: string
  compose?: { include: Include[]; exclude?: Include[]; inactive?: boolean }
  expansion?: { contains?: Contained[]; total?: number; parameter?: unknown }
}

export interface Contained {
  system?: string
  code?: string
  abstract?: boolean
  display?: string
  contains?: Contained[]
}

/** Reduces a CodeSystem to url, version, content and its codes with displays and the properties that filters may ask for. */
export function slimCodeSystem(full: SlimCodeSystem): SlimCodeSystem {
  const { resourceType, url, version, name, title, caseSensitive, content, supplements, valueSet, concept } = full
  return { resourceType, url, version, name, title, caseSensitive, content, supplements, valueSet, concept: concept?.map(slimConcept) }
}

/** Properties that say when a concept was retired: no value set that is judged by here asks for them. */
const history = new Set(['status', 'deprecationDate', 'internalId', 'legacy'])

function slimConcept({ code, display, concept, property }: SlimConcept): SlimConcept {
  const kept = property?.filter((one) => !history.has(one.code))
  return {
    code,
    ...(display ? { display } : {}),
    ...(concept ? { concept: concept.map(slimConcept) } : {}),
    ...(kept && kept.length > 0 ? { property: kept } : {}),
  }
}

/** Reduces a ValueSet to url, version, compose and expansion, without designations. */
export function slimValueSet(full: SlimValueSet): SlimValueSet {
  const { resourceType, url, version, name, title, compose, expansion } = full
  return {
    ...{ resourceType, url, version, name, title },
    ...(compose ? { compose: { include: compose.include.map(slimInclude), exclude: compose.exclude?.map(slimInclude) } } : {}),
    ...(expansion ? { expansion } : {}),
  }
}

function slimInclude({ system, version, concept, filter, valueSet }: Include): Include {
  return {
    ...{ system, version, filter, valueSet },
    ...(concept ? { concept: concept.map(({ code, display }) => ({ code, ...(display ? { display } : {}) })) } : {}),
  }
}

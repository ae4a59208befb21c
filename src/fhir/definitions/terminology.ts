/** A concept of a code system: its code, what it is called, and those below it. */
export interface SlimConcept {
  code: string
  display?: string
  definition?: string
  designation?: Designation[]
  concept?: SlimConcept[]
  property?: { code: string; [value: string]: unknown }[]
}

/** What a concept is called in another language, or for another use. */
export interface Designation {
  language?: string
  use?: { system?: string; code?: string; display?: string }
  value: string
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
  language?: string
  /** What being below another concept means: `is-a`, `part-of`, … */
  hierarchyMeaning?: string
  concept?: SlimConcept[]
}

/** One `include` or `exclude` of a value set. */
export interface Include {
  system?: string
  version?: string
  concept?: { code: string; display?: string; designation?: Designation[] }[]
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
  status?: string
  experimental?: boolean
  compose?: { include: Include[]; exclude?: Include[]; inactive?: boolean }
  expansion?: { contains?: Contained[]; total?: number; parameter?: unknown }
}

/** A code of an expansion, with those below it. */
export interface Contained {
  system?: string
  version?: string
  code?: string
  abstract?: boolean
  inactive?: boolean
  display?: string
  designation?: Designation[]
  contains?: Contained[]
}

/** Reduces a CodeSystem to what judging, looking up and expanding ask of it. */
export function slimCodeSystem(full: SlimCodeSystem): SlimCodeSystem {
  const { resourceType, url, version, name, title, caseSensitive, content, supplements, valueSet, language, hierarchyMeaning } = full
  const { concept } = full
  return {
    ...{ resourceType, url, version, name, title, caseSensitive, content, supplements, valueSet, language, hierarchyMeaning },
    concept: concept?.map(slimConcept),
  }
}

/** Properties of the makers' own bookkeeping: nobody asks for them. */
const bookkeeping = new Set(['internalId', 'legacy'])

function slimConcept({ code, display, definition, designation, concept, property }: SlimConcept): SlimConcept {
  const kept = property?.filter((one) => !bookkeeping.has(one.code))
  return {
    code,
    ...(display ? { display } : {}),
    ...(definition ? { definition } : {}),
    ...(designation ? { designation: designation.map(slimDesignation) } : {}),
    ...(concept ? { concept: concept.map(slimConcept) } : {}),
    ...(kept && kept.length > 0 ? { property: kept } : {}),
  }
}

function slimDesignation({ language, use, value }: Designation): Designation {
  return { ...(language ? { language } : {}), ...(use ? { use } : {}), value }
}

/** Reduces a ValueSet to its names, compose and expansion. */
export function slimValueSet(full: SlimValueSet): SlimValueSet {
  const { resourceType, url, version, name, title, status, experimental, compose, expansion } = full
  return {
    ...{ resourceType, url, version, name, title, status, experimental },
    ...(compose ? { compose: slimCompose(compose) } : {}),
    ...(expansion ? { expansion } : {}),
  }
}

function slimCompose({ include, exclude, inactive }: NonNullable<SlimValueSet['compose']>): SlimValueSet['compose'] {
  return {
    include: include.map(slimInclude),
    ...(exclude ? { exclude: exclude.map(slimInclude) } : {}),
    ...(inactive === undefined ? {} : { inactive }),
  }
}

function slimInclude({ system, version, concept, filter, valueSet }: Include): Include {
  return {
    ...{ system, version, filter, valueSet },
    ...(concept ? { concept: concept.map(slimListed) } : {}),
  }
}

function slimListed({ code, display, designation }: SlimConcept): SlimConcept {
  return { code, ...(display ? { display } : {}), ...(designation ? { designation: designation.map(slimDesignation) } : {}) }
}

import { citedRow } from '../issue.ts'
import { isPublished } from './published-invariants.ts'

/** One invariant of an element. `human` is the definition's own sentence. */
export interface Constraint {
  key: string
  severity: 'error' | 'warning'
  human?: string
  expression?: string
  /** Canonical of the structure that first said it. */
  source?: string
  /** The requirement that it answers to: a row of `CodeSystem/requirement`. */
  cites?: string
}

/** A type that an element may have; `code` may be a FHIRPath system type for ids, urls and primitive values. */
export interface ElementType {
  code: string
  /** What `code` really is where it is a FHIRPath system type: "id", "uri", "string". */
  fhirType?: string
  profile?: string[]
  targetProfile?: string[]
  /** Where a reference may lead: contained, referenced, bundled. */
  aggregation?: string[]
  /** Whether a reference must name a version: either, independent, specific. */
  versioning?: string
}

export interface Discriminator {
  type: string
  path: string
}

export interface Slicing {
  discriminator?: Discriminator[]
  ordered?: boolean
  rules: 'open' | 'closed' | 'openAtEnd'
}

/** One element of a snapshot: only what judging a resource and speaking about it need. */
export interface SlimElement {
  id: string
  path: string
  sliceName?: string
  slicing?: Slicing
  min: number
  max: string
  base?: { path: string; min: number; max: string }
  type?: ElementType[]
  contentReference?: string
  binding?: { strength: string; valueSet?: string; maxValueSet?: string }
  constraint?: Constraint[]
  /** The requirement that it answers to. */
  cites?: string
  /** `fixedCode`, `patternCodeableConcept`, `minValueInteger`, `maxLength` … as the snapshot spells them. */
  [key: string]: unknown
}

/** A StructureDefinition without prose, mappings and examples. */
export interface SlimStructure {
  resourceType: 'StructureDefinition'
  url: string
  version?: string
  name: string
  title?: string
  kind: string
  abstract?: boolean
  type: string
  derivation?: string
  baseDefinition?: string
  /** The requirement that the whole of it answers to. */
  cites?: string
  context?: { type: string; expression: string }[]
  snapshot?: { element: SlimElement[] }
  /** Kept only where there is no snapshot yet: what it is to be made from. An element may lack what it inherits. */
  differential?: { element: SlimElement[] }
}

interface LooseExtension {
  url: string
  [value: string]: unknown
}

const fhirTypeUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type'
const maxValueSetUrl = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet'

/** Elements of ElementDefinition that this server never reads. Whatever is not here survives, so a new construct is seen. */
const prose = new Set([
  ...['short', 'definition', 'comment', 'requirements', 'alias', 'mapping', 'example', 'condition', 'isSummary', 'isModifier'],
  ...['isModifierReason', 'meaningWhenMissing', 'orderMeaning', 'representation', 'extension', 'modifierExtension', 'code', 'label'],
  ...['mustSupport', 'sliceIsConstraining', 'defaultValueCode', 'defaultValueString', 'defaultValueBoolean'],
])

/** Invariants that every element has; the validator knows them by heart, so they are not carried along. */
const universal = new Set(['ele-1', 'ext-1'])

/** Reduces a StructureDefinition to what judging needs. Accepts an already reduced one. */
export function slimStructure(definition: Record<string, unknown>): SlimStructure {
  const full = definition as unknown as SlimStructure
  const { url, version, name, title, kind, abstract, type, derivation, baseDefinition, context, snapshot, differential } = full
  const cites = full.cites ?? rowIn((definition as Prose).description)
  const own = new Map(differential && withIds(differential.element).map((element) => [element.id, element]))
  const slim = (element: SlimElement) => slimElement(element, own.get(element.id), cites)
  const element = snapshot && withIds(snapshot.element).map(slim)
  const said = snapshot || !differential ? undefined : withIds(differential.element).map(slim)
  return dropUndefined({
    resourceType: 'StructureDefinition' as const,
    ...{ url, version, name, title, kind, abstract, type, derivation, baseDefinition, context },
    cites,
    snapshot: element ? { element } : undefined,
    differential: said ? { element: said } : undefined,
  })
}

/**
 * Elements with their ids. R4 asks for them in both lists, and older tools leave them out; they follow from path and
 * slice name: http://hl7.org/fhir/R4/elementdefinition.html#id
 */
function withIds(elements: readonly SlimElement[]): readonly SlimElement[] {
  if (elements.every(({ id }) => typeof id === 'string')) return elements
  const idAt = new Map<string, string>()
  return elements.map((element) => {
    const { path, sliceName } = element
    const dot = path.lastIndexOf('.')
    const above = dot < 0 ? '' : `${idAt.get(path.slice(0, dot)) ?? path.slice(0, dot)}.`
    const id = element.id ?? `${above}${path.slice(dot + 1)}${sliceName === undefined ? '' : `:${sliceName}`}`
    idAt.set(path, id)
    return { ...element, id }
  })
}

/**
 * @param own what the definition itself says of the element; what it has inherited does not answer to its requirement
 * @param row what the whole definition answers to
 */
function slimElement(element: SlimElement, own: SlimElement | undefined, row: string | undefined): SlimElement {
  const slim: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(element)) {
    if (!prose.has(key) && !key.startsWith('_')) slim[key] = value
  }
  const { type, constraint, binding } = element
  const cites = element.cites ?? rowIn(element.requirements) ?? rowIn(element.short) ?? (own && row)
  if (cites) slim.cites = cites
  if (type) slim.type = type.map(slimType)
  if (constraint) {
    const kept = constraint
      .filter((one) => !universal.has(one.key) || (one.expression !== undefined && !isPublished(one)))
      .map((one) => slimConstraint(one, own?.constraint?.some(({ key }) => key === one.key) ? cites : undefined))
    if (kept.length > 0) slim.constraint = kept
    else delete slim.constraint
  }
  if (binding) {
    const max = extensionsOf(binding).find(({ url }) => url === maxValueSetUrl)
    const maxValueSet = binding.maxValueSet ?? (max?.valueCanonical as string | undefined) ?? (max?.valueUri as string | undefined)
    slim.binding = dropUndefined({ strength: binding.strength, valueSet: binding.valueSet, maxValueSet })
  }
  return slim as SlimElement
}

function slimConstraint(constraint: Constraint, row: string | undefined): Constraint {
  const { key, severity, human, expression, source } = constraint
  const cites = constraint.cites ?? rowIn((constraint as Prose).requirements) ?? row
  return dropUndefined({ key, severity, human, expression, source, cites })
}

interface Prose {
  description?: unknown
  requirements?: unknown
}

/** The first requirement that a text names. Of the prose this alone is kept, so that a fault can say which row it offends. */
function rowIn(text: unknown): string | undefined {
  return typeof text === 'string' ? citedRow.exec(text)?.[0] : undefined
}

function slimType(type: ElementType): ElementType {
  const { code, profile, targetProfile, aggregation, versioning } = type
  const said = extensionsOf(type).find(({ url }) => url === fhirTypeUrl)
  const fhirType = type.fhirType ?? (said?.valueUrl as string | undefined) ?? (said?.valueUri as string | undefined)
  return dropUndefined({ code, fhirType, profile, targetProfile, aggregation, versioning })
}

function extensionsOf(element: object): LooseExtension[] {
  return (element as { extension?: LooseExtension[] }).extension ?? []
}

function dropUndefined<Value extends object>(value: Value): Value {
  for (const key of Object.keys(value) as (keyof Value)[]) if (value[key] === undefined) delete value[key]
  return value
}

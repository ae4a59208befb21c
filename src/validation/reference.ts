import type { Check } from './base.ts'
import { isObject } from './base.ts'
import type { Judging } from './judging.ts'
import type { Shapes } from './shape.ts'

const core = 'http://hl7.org/fhir/StructureDefinition/'
const typeName = /^[A-Z][A-Za-z]+$/
const version = /\/_history\/[A-Za-z0-9\-.]{1,64}$/
const conditional = /^([A-Z][A-Za-z]+)\?/

/**
 * Targets that R4's definition forgets. R4's own published example of DeviceUseStatement gives a Procedure as the reason,
 * and a system that copies the specification is not to be refused for it.
 */
const alsoAllowed: Readonly<Record<string, readonly string[]>> = {
  'R4 DeviceUseStatement.reasonReference': ['Procedure'],
}

/** Whose rule it is, and which list of the verdict a fault against it belongs to. */
export interface Source {
  against: 'base' | 'profile'
  who: string
  /** The requirement that the rule answers to. */
  cites?: string
}

/** What a reference points to, as far as it can be seen without fetching anything. */
export interface References {
  /** The check that a Reference points to one of these; `undefined` when anything may be pointed to. */
  compile(targetProfiles: readonly string[] | undefined, source: Source): Check | undefined
  /** The resource types that these profiles constrain; `undefined` when any may be pointed to, or one is not known. */
  targets(targetProfiles: readonly string[] | undefined): ReadonlySet<string> | undefined
  /** Those of the profiles that constrain this type, or a type that it is a kind of. */
  ofType(targetProfiles: readonly string[], type: string): string[]
  /** The resource type pointed to; `undefined` when it can't be told. */
  typeOf(reference: Record<string, unknown>, judging: Judging): string | undefined
  /** The resource pointed to, when it is contained or in the same Bundle. */
  resolve(reference: string, judging: Judging): Record<string, unknown> | undefined
}

/** @param typeOfProfile the resource type that a profile constrains, if that profile is known */
export function createReferences(shapes: Shapes, typeOfProfile: (canonical: string) => string | undefined): References {
  const isResource = (type: string) => shapes.find(type)?.resource === true

  function typeOf(reference: Record<string, unknown>, judging: Judging): string | undefined {
    const said = reference.reference
    if (typeof said === 'string') {
      const before = beforeId(said)
      if (before !== undefined && isResource(before)) return before
      const named = before !== undefined && typeName.test(before) ? before : conditional.exec(said)?.[1]
      if (named && isResource(named)) return named
      const found = resolveIn(said, judging)?.resourceType
      if (typeof found === 'string') return found
    }
    const type = reference.type
    return typeof type === 'string' && isResource(type) ? type : undefined
  }

  function targets(targetProfiles: readonly string[] | undefined): ReadonlySet<string> | undefined {
    if (!targetProfiles || targetProfiles.length === 0) return undefined
    const types = new Set<string>()
    for (const canonical of targetProfiles) {
      const type = constrained(canonical)
      if (type === undefined || type === 'Resource' || type === 'DomainResource') return undefined
      types.add(type)
    }
    return types
  }

  /** What a profile constrains: a type of R4, or whatever the profile's definition says. */
  function constrained(canonical: string): string | undefined {
    const url = canonical.split('|', 1)[0]!
    const tail = url.startsWith(core) ? url.slice(core.length) : ''
    return isResource(tail) ? tail : typeOfProfile(canonical)
  }

  return {
    typeOf,
    ofType: (targetProfiles, type) =>
      targetProfiles.filter((canonical) => {
        const one = constrained(canonical)
        return one === undefined || shapes.find(type)?.kinds.has(one) === true
      }),
    resolve: resolveIn,
    targets,
    compile(targetProfiles, { against, who, cites }) {
      const known = targets(targetProfiles)
      if (!known) return undefined
      const allowed = new Set(known)
      for (const type of alsoAllowed[who] ?? []) allowed.add(type)
      const says = `must point to ${[...allowed].join(' or ')} (${who})`
      return (value, judging) => {
        if (!isObject(value)) return
        if (judging.bundles.length > 0 && isMisnamed(value.reference, judging)) {
          judging.report({ against, cites, code: 'structure', details: 'reference-target', says: misnamed })
          return
        }
        const type = typeOf(value, judging)
        if (type === undefined || allowed.has(type)) return
        judging.report({ against, cites, code: 'structure', details: 'reference-target', says: `points to ${type}; it ${says}` })
      }
    },
  }
}

/** What stands before the id, a type in `Patient/1`, `https://x.example/fhir/Patient/1` or `Patient/1/_history/2`. */
function beforeId(reference: string): string | undefined {
  const plain = reference.includes('/_history/') ? reference.replace(version, '') : reference
  const slash = plain.lastIndexOf('/')
  if (slash < 0 || !isId(plain, slash + 1)) return undefined
  return plain.slice(plain.lastIndexOf('/', slash - 1) + 1, slash)
}

/** Is the rest of the text, from there on, an id? Goes by characters, as every reference of a record is asked. */
function isId(text: string, from: number): boolean {
  const { length } = text
  if (length === from || length - from > 64) return false
  for (let at = from; at < length; at++) {
    const code = text.charCodeAt(at)
    const letter = (code | 32) >= 97 && (code | 32) <= 122
    if (!letter && !(code >= 48 && code <= 57) && code !== 45 && code !== 46) return false
  }
  return true
}

const misnamed = 'names another type than the resource of that id in this Bundle has (R4 Bundle)'

/** `Practitioner/<uuid>` while the Bundle's entry `urn:uuid:<uuid>` is an Organization. */
function isMisnamed(reference: unknown, judging: Judging): boolean {
  // A UUID is 36 characters long.
  if (typeof reference !== 'string' || reference.at(-37) !== '/') return false
  const [, type, uuid] = /^([A-Z][A-Za-z]+)\/([0-9a-f-]{36})$/.exec(reference) ?? []
  if (!uuid) return false
  const held = resolveIn(`urn:uuid:${uuid}`, judging)?.resourceType
  return held !== undefined && held !== type
}

function resolveIn(reference: string, judging: Judging): Record<string, unknown> | undefined {
  if (reference.startsWith('#')) {
    const root = judging.rootResource
    if (!isObject(root)) return undefined
    if (reference === '#') return root
    const id = reference.slice(1)
    return Array.isArray(root.contained) ? root.contained.find((resource) => isObject(resource) && resource.id === id) : undefined
  }
  if (judging.bundles.length === 0) return undefined
  const ofVersion = reference.indexOf('/_history/')
  const current = ofVersion < 0 ? reference : reference.slice(0, ofVersion)
  for (let at = judging.bundles.length - 1; at >= 0; at--) {
    const found = entriesOf(judging.bundles[at]!, judging).get(current)
    if (found) return found
  }
  return undefined
}

/** A Bundle's resources by fullUrl and by type/id, indexed once in a judgement, when a reference first asks. */
function entriesOf(bundle: Record<string, unknown>, judging: Judging): ReadonlyMap<string, Record<string, unknown>> {
  const known = judging.entries.get(bundle)
  if (known) return known
  const index = new Map<string, Record<string, unknown>>()
  for (const entry of Array.isArray(bundle.entry) ? bundle.entry : []) {
    if (!isObject(entry) || !isObject(entry.resource)) continue
    const { resourceType, id } = entry.resource
    if (typeof entry.fullUrl === 'string') index.set(entry.fullUrl, entry.resource)
    if (typeof resourceType === 'string' && typeof id === 'string') index.set(`${resourceType}/${id}`, entry.resource)
  }
  judging.entries.set(bundle, index)
  return index
}

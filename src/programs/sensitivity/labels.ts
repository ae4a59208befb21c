// http://hl7.org/fhir/R4/security-labels.html
import { keptLabels } from '#fhir/sensitivity-labels.ts'

const system = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const spelling = new Map(keptLabels.map((label) => [label.toLowerCase(), label]))

/** What may bear labels: a resource as it was sent, or as it is stored. */
interface Borne {
  meta?: unknown
}

type Coding = { system?: unknown; code?: unknown }

/** The labels that the server keeps, as a resource bears them. */
export function labelsOf(resource: object): string[] {
  return codings((resource as Borne).meta).flatMap(({ code }) => (typeof code === 'string' ? (spelling.get(code.toLowerCase()) ?? []) : []))
}

/** All that some resources bear: what is put together from them bears it, too (security-labels.html#hwm). */
export function labelsOfAll(resources: Iterable<object>): string[] {
  const all = new Set<string>()
  for (const resource of resources) for (const label of labelsOf(resource)) all.add(label)
  return keptLabels.filter((label) => all.has(label))
}

/** Does the resource bear nothing that the other does not? Its words may then stand in the other. */
export function bearsNoMore(resource: object, other: object = {}): boolean {
  const borne = labelsOf(other)
  return labelsOf(resource).every((label) => borne.includes(label))
}

/** The resource with these labels beside its own, well spelled; itself when it bears them already. */
export function bearing<T extends object>(resource: T, labels: readonly string[]): T {
  const { meta } = resource as { meta?: { security?: unknown } | null }
  const there = codings(meta)
  const borne = new Set(labelsOf(resource))
  const missing = labels.filter((label) => !borne.has(label))
  const misspelled = there.some(({ code }) => typeof code === 'string' && (spelling.get(code.toLowerCase()) ?? code) !== code)
  if (missing.length === 0 && !misspelled) return resource
  // What is no meta at all is for the validator to refuse.
  if (meta !== undefined && (typeof meta !== 'object' || meta === null || Array.isArray(meta))) return resource
  if (meta?.security !== undefined && !Array.isArray(meta.security)) return resource
  const security = [...there.map(wellSpelled), ...missing.map((code) => ({ system, code }))]
  return { ...resource, meta: { ...meta, security } }
}

/** Codes are compared by their letters; one in other letters would be another label in the history. */
function wellSpelled(coding: Coding): Coding {
  const known = typeof coding?.code === 'string' ? spelling.get(coding.code.toLowerCase()) : undefined
  return known === undefined ? coding : { ...coding, code: known }
}

function codings(meta: unknown): Coding[] {
  const security = (meta as { security?: unknown } | undefined | null)?.security
  return Array.isArray(security) ? security.filter((one) => one !== null && typeof one === 'object') : []
}

// http://hl7.org/fhir/R4/security-labels.html
import { inPatientCompartment } from '#fhir/definitions/compartments.ts'
import { keptLabels } from '#fhir/sensitivity-labels.ts'
import { earnedLabels } from '#programs/sensitivity/earned-labels.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import type { CaseRecord } from '../record.ts'
import { type Change, keyOf } from './change.ts'

const system = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const spelling = new Map(keptLabels.map((label) => [label.toLowerCase(), label]))

type Coding = { system?: unknown; code?: unknown }

/**
 * The change with the labels that its content earns (CARES-CON-07), whoever sends it and whatever they left off. What is in
 * nobody's record bears none.
 */
export function labelled({ access, settings, now }: Pick<Context, 'access' | 'settings' | 'now'>, change: Change): Change {
  if (change.act === 'delete' || !inPatientCompartment(change.type)) return change
  const programs = settings.on('part2-programs', dayOf(now().toISOString()))
  const earned = earnedLabels(change.resource, programs, access.caller.organization)
  return withLabels(change, [...earned])
}

/**
 * The change with the labels of what it replaces: an update takes none away, as a client that never heard of them leaves them
 * off. An administrator takes them away with `$meta-delete`.
 */
export function keepingLabels(change: Change, before: CaseRecord): Change {
  if (change.act !== 'put' || change.lowers) return change
  const previous = before.get(keyOf(change))?.resource
  return previous === undefined ? change : withLabels(change, labelsOf(previous as unknown as ResourceJson))
}

/**
 * A stored resource with the labels that it would earn by a write today; undefined where it bears them all. Nothing is taken
 * away: what it was given by a person, or by rules that have changed since, stays (CARES-CON-07).
 *
 * @param programs references of the Organizations that are substance use programs
 * @param sender `Organization/[id]` of a client that wrote it
 */
export function relabelled(resource: ResourceJson, programs: readonly string[], sender?: string): ResourceJson | undefined {
  const labels = bearing(resource, [...earnedLabels(resource, programs, sender)])
  return labels === resource ? undefined : labels
}

/** The labels that the server keeps, as a resource bears them. */
export function labelsOf({ meta }: Pick<ResourceJson, 'meta'>): string[] {
  return codings(meta).flatMap(({ code }) => (typeof code === 'string' ? (spelling.get(code.toLowerCase()) ?? []) : []))
}

function withLabels<T extends Change & { resource: ResourceJson }>(change: T, labels: readonly string[]): T {
  const resource = bearing(change.resource, labels)
  return resource === change.resource ? change : { ...change, resource }
}

/** The resource with these labels beside its own, well spelled; itself when it bears them already. */
export function bearing<T extends Pick<ResourceJson, 'meta'>>(resource: T, labels: readonly string[]): T {
  const { meta } = resource
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

function codings(meta: ResourceJson['meta']): Coding[] {
  const security = (meta as { security?: unknown } | undefined | null)?.security
  return Array.isArray(security) ? security.filter((one) => one !== null && typeof one === 'object') : []
}

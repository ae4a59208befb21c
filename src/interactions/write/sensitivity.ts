// http://hl7.org/fhir/R4/security-labels.html
import { inPatientCompartment } from '#fhir/definitions/compartments.ts'
import { earnedLabels } from '#programs/sensitivity/earned-labels.ts'
import { bearing, labelsOf } from '#programs/sensitivity/labels.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import type { CaseRecord } from '../record.ts'
import { type Change, keyOf } from './change.ts'

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
  return previous === undefined ? change : withLabels(change, labelsOf(previous))
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

function withLabels<T extends Change & { resource: ResourceJson }>(change: T, labels: readonly string[]): T {
  const resource = bearing(change.resource, labels)
  return resource === change.resource ? change : { ...change, resource }
}

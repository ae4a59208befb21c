import type { Resource } from '@medplum/fhirtypes'
import type { Gate } from '#programs/program.ts'
import type { Finding } from '#programs/vocabulary/finding.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'

/** What a gate finds in a write on a day; none when the write does not concern it. */
export function decide(
  gate: Gate,
  resource: Resource,
  record: readonly Resource[],
  { previous, today = '2024-06-01', configured }: { previous?: Resource; today?: string; configured?: object } = {},
): Finding[] {
  if (!gate.applies(resource, previous)) return []
  const proposal = { resource, previous, today, now: `${today}T12:00:00-04:00`, settings: settingsFrom(configured) }
  const completed = gate.completes?.(proposal, record) ?? resource
  return gate.decide({ ...proposal, resource: completed }, record)
}

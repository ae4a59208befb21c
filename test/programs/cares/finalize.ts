import type { CarePlan, Resource } from '@medplum/fhirtypes'
import { finalization } from '#programs/cares/gates/finalization.ts'
import type { Finding } from '#programs/vocabulary/finding.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { find, without } from '../../people/complete-record.ts'

/** Rosa's ICP becomes active on a day; what the gate finds. `configured` holds settings other than the defaults. */
export function finalize(record: readonly Resource[], today = '2024-04-25', configured?: object): Finding[] {
  const draft = find<CarePlan>(record, 'CarePlan/rosas-icp')
  const proposal = {
    resource: { ...draft, status: 'active' as const },
    previous: draft,
    today,
    now: `${today}T12:00:00-04:00`,
    settings: settingsFrom(configured),
  }
  const rest = without(record, 'CarePlan/rosas-icp')
  return finalization.decide({ ...proposal, resource: finalization.completes!(proposal, rest) }, rest)
}

/** The rows that findings cite, each once, in order. */
export function rows(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ cites }) => cites.id))]
}

/** Row, effect and code of each finding, for tests that count them. */
export function brief(findings: readonly Finding[]): string[] {
  return findings.map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

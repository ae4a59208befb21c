import type { Program } from '#programs/program.ts'
import { type CaseRecord, type Gather, gatherRecord } from '../record.ts'
import { resourcesNamed } from '../references.ts'
import { type Change, keyOf, placed } from './change.ts'
import { programProfiles } from './judge.ts'
import type { Refusals } from './refusals.ts'

/**
 * Refuses to delete a program's record, or any record of somebody who is a program's member: they are kept for years
 * (LAW-08), and a mistake is corrected, not removed (TIME-10).
 */
export async function keptBack(
  changes: readonly Change[],
  before: CaseRecord,
  programs: readonly Program[],
  gather: Gather,
  refusals: Refusals,
): Promise<void> {
  const deletes = changes.filter((change) => change.act === 'delete' && before.has(keyOf(change)))
  if (deletes.length === 0) return
  const patients = new Map(deletes.map((change) => [change, patientsOf(before.get(keyOf(change)))]))
  const people = await gatherRecord(gather, [], { more: [...patients.values()].flat() })
  const ofProgram = (resource: unknown) => programProfiles(programs, resource).length > 0
  for (const change of deletes) {
    const named = patients.get(change) ?? []
    const kept =
      ofProgram(before.get(keyOf(change))?.resource) ||
      named.some((patient) => people.has(patient) && ofProgram(people.get(patient)?.resource))
    if (!kept) continue
    refusals.add('forbidden', {
      severity: 'error',
      code: 'forbidden',
      details: 'LAW-08',
      diagnostics:
        'Records of a program and of its members are kept for their retention period. Correct a mistake by setting status to entered-in-error.',
      expression: placed(change.at, undefined),
    })
  }
}

/** The patients whom a record names, also by an address or with a version, as the gates read them; and the one in whose record it stands. */
function patientsOf(there: ReturnType<CaseRecord['get']>): string[] {
  if (there === undefined) return []
  const named = [...resourcesNamed(there.resource)].filter((one) => one.startsWith('Patient/'))
  const { member } = there.stored
  return [...new Set(member === undefined ? named : [...named, `Patient/${member}`])]
}

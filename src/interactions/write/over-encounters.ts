import type { Caller } from '#auth/access-plan.ts'
import { tiesOf } from '#storage/access/ties.ts'
import { isJson } from '#storage/indexing/walk.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import type { CaseRecord } from '../record.ts'
import { type Change, keyOf, placed } from './change.ts'
import type { Refusals } from './refusals.ts'

/**
 * Whoever treats is tied by an Encounter (section 10: "a treatment relation shown by active Encounter"), and writes it. So one that is over stays
 * over for them: neither a status nor an end of theirs makes it tie again, whatever else ties them meanwhile. They correct what it says of the time in
 * which it lasted; if somebody comes back they record a new one, for which they must be tied already. Only the care team, or an administrator, takes
 * the end of an encounter back. Whoever may not read the record has been turned away before, so this tells nothing of it.
 *
 * @param before what the changes replace
 */
export function refuseReopening(
  { access, base, now }: Pick<Context, 'access' | 'base' | 'now'>,
  changes: readonly Change[],
  before: CaseRecord,
  refusals: Refusals,
): void {
  const moment = now().toISOString()
  for (const change of changes) {
    if (change.act !== 'put' || !mayReopen(access.caller, change)) continue
    const there = before.get(keyOf(change))?.resource as ResourceJson | undefined
    if (there === undefined || there.status === 'planned') continue
    if (tiesFrom(there, moment, base).length > 0 || tiesFrom(change.resource, moment, base).length === 0) continue
    refusals.add('forbidden', {
      severity: 'error',
      code: 'forbidden',
      details: 'treatment-over',
      diagnostics:
        'This encounter is over, and whoever treats does not open it again: its status and the end of its period stay in the past. If the member is there again, send a new Encounter; if the end was a mistake, the care team takes it back.',
      expression: placed(change.at, [
        isJson(there.period) && there.status === change.resource.status ? 'Encounter.period' : 'Encounter.status',
      ]),
    })
  }
}

/** May this change open an encounter again for somebody who treats? Then it is looked at together with what it replaces. */
export function mayReopen({ kind }: Caller, { type, act }: Change): boolean {
  return type === 'Encounter' && act === 'put' && (kind === 'hospital' || kind === 'ed')
}

/** What ties whoever treats now, or will. */
function tiesFrom(encounter: ResourceJson, moment: string, base: string) {
  return tiesOf(encounter, base).filter(({ until }) => until > moment)
}

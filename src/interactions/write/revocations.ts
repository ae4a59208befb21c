import { systems } from '#generated/codes.ts'
import { bearing, labelsOfAll } from '#programs/sensitivity/labels.ts'
import { type Tie, tiesOf } from '#storage/access/ties.ts'
import { normaliseToken } from '#storage/indexing/normalise.ts'
import { memberOf } from '#storage/indexing/shard.ts'
import { isJson } from '#storage/indexing/walk.ts'
import type { ResourceJson, Write } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import type { CaseRecord } from '../record.ts'
import { type Change, keyOf, placed } from './change.ts'
import type { Refusals } from './refusals.ts'

/** What a notice of a revocation is, as `Communication.category`. */
const revoked = { system: systems.communicationKind, code: 'consent-revoked' } as const

/** Whom a Communication may be to; a release may name others, who read nothing here. */
const readers = /^(?:CareTeam|Device|Group|HealthcareService|Organization|Patient|Practitioner|PractitionerRole|RelatedPerson)\//

/**
 * What tells each recipient of a release that they receive no more by it, or less (CARES-CON-04): a Communication to each, written
 * with the change itself, so that none is revoked without. It holds ids alone (requirements 10.1), and bears the labels of the Consent. It ends
 * no sight: that ended with the change. What a release says of its end from the start is told to nobody again.
 *
 * @param before what the changes replace
 */
export function revocationNotices(
  { base, now, newId }: Pick<Context, 'base' | 'now' | 'newId'>,
  changes: readonly Change[],
  before: CaseRecord,
): Write[] {
  const at = now().toISOString()
  return changes.filter(mayRevoke).flatMap((change): Write[] => {
    const previous = before.get(keyOf(change))?.resource as unknown as ResourceJson | undefined
    const member = previous && memberOf(previous, base)
    if (previous === undefined || member === undefined) return []
    // In another member's record it lets nobody into this one.
    const stays = change.act === 'put' && memberOf(change.resource, base) === member
    const after = stays ? receiving(change.resource, at, base) : new Map<string, Tie>()
    const losing = [...receiving(previous, at, base)].filter(([party, tie]) => loses(tie, after.get(party)))
    const labels = labelsOfAll([previous, ...(stays ? [change.resource] : [])])
    return losing.map(([party]) => ({
      own: true,
      act: 'create',
      fresh: true,
      resource: bearing(
        {
          resourceType: 'Communication',
          id: newId(),
          status: 'completed',
          category: [{ coding: [revoked] }],
          subject: { reference: `Patient/${member}` },
          about: [{ reference: keyOf(change) }],
          recipient: [{ reference: party }],
          sent: at,
        },
        labels,
      ),
    }))
  })
}

/** May this change end a release? Then it is looked at together with what it replaces. */
export function mayRevoke({ type, act }: Change): boolean {
  return type === 'Consent' && act !== 'create'
}

/** Who receives by a consent from now on, or later, and what. */
function receiving(consent: ResourceJson, at: string, base: string): Map<string, Tie> {
  return new Map(tiesOf(consent, base).flatMap((tie) => (tie.until > at && readers.test(tie.party) ? [[tie.party, tie] as const] : [])))
}

/** Something that they had, or until when. */
function loses(had: Tie, has: Tie | undefined): boolean {
  if (has === undefined || has.until < had.until) return true
  return had.codes.some((code) => !has.codes.includes(code)) || had.labels.some((label) => !has.labels.includes(label))
}

/** Only the server says that a consent was revoked: such a word is read without any tie, and so is nobody else's to write or to take back. */
export function refuseMadeUpNotices(changes: readonly Change[], before: CaseRecord, refusals: Refusals): void {
  for (const change of changes) {
    if (change.type !== 'Communication') continue
    const there = before.get(keyOf(change))?.resource
    if (!(change.act !== 'delete' && isNotice(change.resource)) && !(there !== undefined && isNotice(there))) continue
    refusals.add('rule', {
      severity: 'error',
      code: 'business-rule',
      details: 'CARES-CON-04',
      diagnostics: `A Communication of the kind ${revoked.code} is the server's, made when a Consent is revoked. Leave it as it is; give yours another category.`,
      expression: placed(change.at, ['Communication.category']),
    })
  }
}

/** Is a change one that has to be looked at together with what it replaces, as that may be such a notice? */
export function mayTouchNotice(change: Change): boolean {
  return change.type === 'Communication' && (change.act !== 'create' || isNotice(change.resource))
}

/** Is a Communication such a notice? It is as it was sent, validated or not. */
export function isNotice(communication: object): boolean {
  const { category } = communication as { category?: unknown }
  return list(category).some((one) => isJson(one) && list(one.coding).some(isRevoked))
}

function isRevoked(coding: unknown): boolean {
  return isJson(coding) && coding.system === revoked.system && normaliseToken(String(coding.code)) === revoked.code
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

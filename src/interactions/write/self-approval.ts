import { mayBreakGlass } from '#auth/actors/actors.ts'
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import { keptLabels } from '#fhir/sensitivity-labels.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import { type Change, placed } from './change.ts'

// biome-ignore lint/suspicious/noExplicitAny: judged before or after validation alike
type Any = any

/**
 * Nobody lets themselves in (CARES-CON-05): a person puts a consent in force by their own signature alone, and a client none that
 * opens content with its own law, or a minor's, to itself. An exception for emergencies names nobody: it is to whoever may break
 * the glass, so none of those records one. Asked after it is known that the caller may write to that record,
 * so it tells nothing of it.
 *
 * @throws FhirError `forbidden`
 */
export function refuseSelfApproval({ access }: Pick<Context, 'access'>, changes: readonly Change[]): void {
  const { kind, fhirUser, organization } = access.caller
  if (kind === 'system' || kind === undefined) return
  const issues = changes.flatMap((change): Issue[] => {
    if (change.act === 'delete' || change.type !== 'Consent' || change.resource.status !== 'active') return []
    const says = isPerson(kind)
      ? signersOf(change.resource).some((one) => one !== fhirUser)
        ? 'You sign for yourself: performer is who is signed in.'
        : undefined
      : opensProtected(change.resource) &&
          ((mayBreakGlass(access.caller) && kindsOf(change.resource).includes('emergency-exception')) ||
            receiversOf(change.resource).some((one) => one === organization || one === fhirUser))
        ? 'Whoever receives by this consent does not put it in force: the signer does, or an administrator.'
        : undefined
    return says === undefined
      ? []
      : [{ severity: 'error', code: 'forbidden', details: 'CARES-CON-05', diagnostics: says, expression: placed(change.at, ['Consent']) }]
  })
  if (issues.length > 0) throw new FhirError('forbidden', issues)
}

function isPerson(kind: string): boolean {
  return kind === 'member' || kind === 'minor' || kind === 'family'
}

const opening = ['part2', 'hiv', 'emergency-exception', 'minor-consented']

function opensProtected(consent: ResourceJson): boolean {
  return (
    kindsOf(consent).some((one) => opening.includes(one)) ||
    list((consent.provision as Any)?.securityLabel).some(({ code }) => keptLabels.includes(String(code)))
  )
}

function kindsOf({ category }: ResourceJson): string[] {
  return list(category).flatMap((one) => list(one.coding).map(({ code }) => String(code)))
}

/** Each signer, and at least one: who is not named is somebody else. */
function signersOf({ performer }: ResourceJson): string[] {
  const signers = list(performer).map(relative)
  return signers.length === 0 ? ['?'] : signers
}

function receiversOf({ provision }: ResourceJson): string[] {
  return list((provision as Any)?.actor).map(({ reference }) => relative(reference))
}

/** `Type/id`, whatever base and version a reference has: the tie that it makes has neither. */
function relative(one: Any): string {
  return String(one?.reference ?? '?')
    .replace(/\/_history\/[^/]+$/, '')
    .replace(/^.*\/(?=[A-Z][A-Za-z]+\/[^/]+$)/, '')
}

function list(value: unknown): Any[] {
  return Array.isArray(value) ? value.filter((one) => one !== null && typeof one === 'object') : []
}

import { mayBreakGlass } from '#auth/actors/actors.ts'
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import { keptLabels } from '#fhir/sensitivity-labels.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import { serverSight } from '../sight.ts'
import { type Change, placed } from './change.ts'

// biome-ignore lint/suspicious/noExplicitAny: judged before or after validation alike
type Any = any

/**
 * Nobody lets themselves in (CARES-CON-05): a person puts a consent in force by their own signature alone, and a client none that
 * opens content with its own law, or a minor's, to itself or to somebody who works where it comes from, as two colleagues would else
 * do it for each other. An exception for emergencies names nobody: it is to whoever may break
 * the glass, so none of those records one. Asked after it is known that the caller may write to that record,
 * so it tells nothing of it.
 *
 * @throws FhirError `forbidden`
 */
export async function refuseSelfApproval(
  context: Pick<Context, 'access' | 'store' | 'accessOf'>,
  changes: readonly Change[],
): Promise<void> {
  const { kind, fhirUser } = context.access.caller
  if (kind === 'system' || kind === undefined) return
  const issues: Issue[] = []
  for (const change of changes) {
    if (change.act === 'delete' || change.type !== 'Consent' || change.resource.status !== 'active') continue
    const diagnostics = isPerson(kind)
      ? signersOf(change.resource).some((one) => one !== fhirUser)
        ? 'You sign for yourself: performer is who is signed in.'
        : undefined
      : (await opensToThemselves(context, change.resource))
        ? 'Whoever receives by this consent does not put it in force, nor do their colleagues: the signer does, or an administrator.'
        : undefined
    if (diagnostics === undefined) continue
    issues.push({ severity: 'error', code: 'forbidden', details: 'CARES-CON-05', diagnostics, expression: placed(change.at, ['Consent']) })
  }
  if (issues.length > 0) throw new FhirError('forbidden', issues)
}

async function opensToThemselves(context: Pick<Context, 'access' | 'store' | 'accessOf'>, consent: ResourceJson): Promise<boolean> {
  if (!opensProtected(consent)) return false
  const { caller } = context.access
  if (mayBreakGlass(caller) && kindsOf(consent).includes('emergency-exception')) return true
  const receivers = receiversOf(consent)
  if (receivers.some((one) => one === caller.organization || one === caller.fhirUser)) return true
  return caller.organization !== undefined && (await areStaff(context, receivers, caller.organization))
}

/** Does one of these work at the organization: by a post there, whenever it was held, or as somebody who signs in for it? */
export async function areStaff(
  { access, store, accessOf }: Pick<Context, 'access' | 'store' | 'accessOf'>,
  receivers: readonly string[],
  organization: string,
): Promise<boolean> {
  const people = receivers.filter((one) => one.startsWith('Practitioner/'))
  const others = receivers.filter((one) => one.startsWith('PractitionerRole/'))
  if (people.length === 0 && others.length === 0) return false
  const alongside = people.map((reference) => ({ type: 'PractitionerRole', param: 'practitioner', reference }))
  const posts = await store.gather(serverSight(access), { members: [], types: [], others, alongside })
  if (posts.some(({ text }) => relative((JSON.parse(text) as Any).organization) === organization)) return true
  for (const user of people) if ((await accessOf?.({ user }))?.caller.organization === organization) return true
  return false
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

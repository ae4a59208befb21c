import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import { isJson, type Json } from '#storage/indexing/walk.ts'
import type { ResourceJson } from '#storage/store.ts'
import { serverName } from '../audit/audit-event.ts'
import { isTrailEvent } from '../audit/trail-event.ts'
import type { Context } from '../contract.ts'
import { type Change, placed } from './change.ts'
import { areStaff } from './self-approval.ts'

/**
 * AuditEvents that clients store are no part of the trail (`#storage/audit`), but whoever reads one could take it for a line of it. So none of them
 * is observed by this server, or has the id of a line; and none says of somebody else that they did something: of a person the event is their own, of a
 * system other than an administrator's, if it names people at work here, of those at its organization. Who it names in words of its own, or as somebody who was told, is
 * its own affair.
 *
 * @throws FhirError `rule`
 */
export async function refuseMadeUpTrail(
  context: Pick<Context, 'access' | 'store' | 'accessOf' | 'base'>,
  changes: readonly Change[],
): Promise<void> {
  const issues: Issue[] = []
  for (const change of changes) {
    if (change.type !== 'AuditEvent' || change.act === 'delete') continue
    const refuse = (expression: string, diagnostics: string) =>
      issues.push({
        ...{ severity: 'error', code: 'business-rule', details: 'made-up-trail', diagnostics },
        expression: placed(change.at, [expression]),
      })
    if (isTrailEvent(change.type, change.id))
      refuse('AuditEvent.id', 'Ids of this form are those of events in the audit trail of this server. Choose another.')
    if (isObservedHere(change.resource, context.base))
      refuse(
        'AuditEvent.source',
        'What this server observes it puts into its own trail (AuditEvent/$trail), and nobody else does. Name the system that observed the event, not this one.',
      )
    for (const [at, agent] of list(change.resource.agent).entries()) {
      if (!(await speaksForAnother(context, agent))) continue
      refuse(
        `AuditEvent.agent[${at}].who`,
        'Whoever stores an event says what they did themselves, or what people at their organization did by its system: the agent with requestor true is one of these.',
      )
    }
  }
  if (issues.length > 0) throw new FhirError('rule', issues)
}

/** Does its source name this server: in words, by its address, or as a device that comes with it? */
function isObservedHere({ source, contained }: ResourceJson, base: string): boolean {
  if (!isJson(source)) return false
  const { observer, site } = source
  const said = [site, ...(isJson(observer) ? namesIn(observer) : [])]
  const local =
    isJson(observer) && typeof observer.reference === 'string' && observer.reference.startsWith('#') ? observer.reference : undefined
  if (local !== undefined) {
    const [device] = list(contained).filter(({ id }) => `#${id}` === local)
    if (device !== undefined) said.push(...namesIn(device), ...list(device.deviceName).map(({ name }) => name), device.name, device.url)
  }
  const addresses = [base, new URL(base).origin].map(bare)
  return said.some((one) => typeof one === 'string' && (addresses.includes(bare(one)) || plain(one).includes(plain(serverName))))
}

function namesIn({ display, reference, identifier }: Json): unknown[] {
  const identifiers = [identifier].flat().filter(isJson)
  // An absolute reference to something here, as a Device, is no name.
  return [display, reference, ...identifiers.map(({ value }) => value)]
}

/** An address without what makes no difference. */
function bare(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\/(metadata)?$/, '')
    .replace(/\/$/, '')
}

/** Letters and digits of a name, whatever stands between them. */
function plain(name: string): string {
  return name.includes('://')
    ? ''
    : name
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
}

const people = /^(?:Practitioner|PractitionerRole)\/[^/]+$/

/** Is the agent who asked for it somebody for whom this caller does not speak? */
async function speaksForAnother(context: Pick<Context, 'access' | 'store' | 'accessOf'>, { who, requestor }: Json): Promise<boolean> {
  const { kind, fhirUser, posts = [], organization } = context.access.caller
  if (requestor !== true || kind === 'system' || kind === undefined) return false
  const reference = isJson(who) && typeof who.reference === 'string' ? relative(who.reference) : undefined
  if (fhirUser !== undefined) return reference === undefined || ![fhirUser, ...posts].includes(reference)
  if (reference === undefined || !people.test(reference)) return false
  return organization === undefined || !(await areStaff(context, [reference], organization))
}

/** `Type/id`, whatever base and version it has. */
function relative(reference: string): string {
  return reference.replace(/\/_history\/[^/]+$/, '').replace(/^.*\/(?=[A-Z][A-Za-z]+\/[^/]+$)/, '')
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

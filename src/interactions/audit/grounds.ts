// https://profiles.ihe.net/ITI/BALP/StructureDefinition-IHE.BasicAudit.AuthZconsent.html: how a decision names the Consent behind it
import type { AuditEventEntity } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { AccessGround } from '#storage/access/grounds.ts'
import type { KeptLine } from '#storage/audit/find.ts'

/** What let somebody in, as the family of the member may read it. The codes are those of the code system `access-ground`. */
export const groundWords: Readonly<Record<AccessGround, string>> = {
  provider: "carries the member's enrollment",
  'care-team': "is on the member's care team",
  'general-practitioner': "is the member's primary care provider",
  payer: "pays for the member's care",
  treating: 'is treating the member',
  task: 'was asked to do something for the member',
  referral: 'was sent a referral of the member',
  release: 'a release that the member signed names who asked',
  'release-for-minor': 'a release that was signed for the member names who asked',
  request: 'looks into the record for a while, as a request on file says',
  parent: "is the member's parent or guardian",
  guardian: 'is the guardian whom a court appointed',
  custody: 'is the agency to which a court gave custody of the member',
  authorization: 'was asked to authorize a service for the member',
  emergency: 'opened the record in an emergency, which is being reviewed',
  self: 'is the member',
  role: 'sees such records of every member, as what it is registered as',
  directory: 'looked up what is about no member, as everybody registered may',
  'emergency-plan': "may have a child's emergency plan for treatment in an emergency",
}

/** A ground, and the record that makes it. */
export interface ToldGround {
  ground: AccessGround
  /** `Type/id` */
  of?: string
}

/**
 * What let somebody in, as a line says it. One who is registered as a system sees everything by that: such lines say nothing, and
 * neither do the server's own, those of refusals, and those of what is asked of the authorization server.
 */
export function groundsOf({ ground, kind, outcome, request }: KeptLine): ToldGround[] {
  if (outcome !== 0 || request === undefined) return []
  if (ground === undefined) return kind === 'system' ? [{ ground: 'role' }] : []
  return ground.split(',').map((one) => {
    const [code, of] = one.split(' ')
    return { ground: code as AccessGround, ...(of !== undefined && { of }) }
  })
}

/** The same as a line keeps it. */
export function groundText(grounds: readonly ToldGround[]): string | undefined {
  return grounds.length === 0 ? undefined : grounds.map(({ ground, of }) => (of === undefined ? ground : `${ground} ${of}`)).join(',')
}

/** In plain words, as `outcomeDesc`. */
export function groundSentence(grounds: readonly ToldGround[]): string | undefined {
  if (grounds.length === 0) return undefined
  return `Let in: ${grounds.map(({ ground, of }) => `${groundWords[ground]}${of === undefined ? '' : ` (${of})`}`).join('; ')}.`
}

/** As policies of an agent (AuditEvent.agent.policy: what authorized the activity). */
export function groundPolicies(grounds: readonly ToldGround[]): string[] {
  return [...new Set(grounds.map(({ ground }) => `${canon}/CodeSystem/access-ground#${ground}`))]
}

/** Each record that decided, a Consent as BALP's authorization decision has it and any other alike. */
export function groundEntities(grounds: readonly ToldGround[]): AuditEventEntity[] {
  const records = Map.groupBy(
    grounds.filter(({ of }) => of !== undefined),
    ({ of }) => of as string,
  )
  return [...records].map(([reference, by]) => {
    const [type] = reference.split('/') as [string]
    return {
      what: { reference },
      type: { system: 'http://hl7.org/fhir/resource-types', code: type, display: type },
      detail: by.map(({ ground }) => ({ type: 'access-ground', valueString: ground })),
    }
  })
}

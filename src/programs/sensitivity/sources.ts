import type { Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'

/** Types of what the server puts together from other records and stores. */
export const madeTypes: readonly string[] = ['CarePlan', 'CareTeam', 'Composition', 'Condition', 'Goal', 'ServiceRequest', 'Task']

const taskKinds = ['compliance-finding', 'referral-follow-up']

/**
 * The records that a stored one was made from, as `Type/id` (CARES-CON-07): those that its extension `source-version` names, and
 * what a finding or a follow-up is about. A draft, as it is proposed, rests besides on what its own elements name for that, so
 * that one of before the extension, or from which a client took it, is not forgotten.
 */
export function sourcesOf(resource: Resource): string[] {
  const { extension = [] } = resource as { extension?: { url?: string; valueString?: string }[] }
  const named = extension.flatMap(({ url, valueString }) => (url === sourceVersion ? (valueString ?? []) : []))
  const keys = [...named, ...elementsOf(resource)].flatMap((one) => (one === undefined ? [] : (ofRecord.exec(one)?.[1] ?? [])))
  return [...new Set(keys)].filter((key) => key !== `${resource.resourceType}/${resource.id}`)
}

const sourceVersion = `${canon}/StructureDefinition/source-version`
const ofRecord = /^([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/

function elementsOf(resource: Resource): (string | undefined)[] {
  switch (resource.resourceType) {
    case 'Task':
      return isOurs(resource.code) ? [resource.focus?.reference] : []
    case 'Goal':
      return resource.lifecycleStatus === 'proposed' ? references(resource.addresses) : []
    case 'ServiceRequest': {
      const { status, intent, basedOn, supportingInfo } = resource
      return status === 'draft' && intent === 'plan' ? references([...(basedOn ?? []), ...(supportingInfo ?? [])]) : []
    }
    case 'Condition': {
      const isProvisional = resource.verificationStatus?.coding?.some(({ code }) => code === 'provisional')
      return isProvisional ? (resource.evidence ?? []).flatMap(({ detail }) => references(detail)) : []
    }
    case 'CarePlan':
      return resource.status === 'draft' ? references(resource.replaces) : []
    default:
      return []
  }
}

function isOurs(code: { coding?: { system?: string; code?: string }[] } | undefined): boolean {
  return code?.coding?.some((one) => one.system === `${canon}/CodeSystem/task-kind` && taskKinds.includes(one.code ?? '')) ?? false
}

function references(named: readonly { reference?: string }[] | undefined): (string | undefined)[] {
  return (named ?? []).map(({ reference }) => reference)
}

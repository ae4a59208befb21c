import type { Resource, ServiceRequest } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Gate } from '../../program.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { duplicates, type Finding, refuses } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { alsoReferredOn, referralDays } from '../case/anchor.ts'
import { all, isCoded } from '../case/element.ts'
import { codesOf, memberIn, referenceOf, referencesOf } from '../case/fact-source.ts'
import { caseOf } from '../case.ts'
import { asn } from '../requirements/asn.ts'
import { elg } from '../requirements/elg.ts'

const open: readonly string[] = ['active', 'on-hold']
const closed: readonly string[] = ['revoked', 'completed']

/** A referral into the program is dated (CARES-ASN-01), open once at a provider, and not closed in silence (CARES-ELG-04). */
export const programReferral: Gate = {
  type: 'ServiceRequest',
  applies: isProgramReferral,
  needs: (resource) => ({
    member: memberIn((resource as ServiceRequest).subject),
    types: ['ServiceRequest', 'QuestionnaireResponse', 'Task'],
    others: [],
    alongside: [],
  }),

  repeats({ resource }, record) {
    const twin = openTwin(resource as ServiceRequest, record)
    return twin && `ServiceRequest/${twin.id}`
  },

  decide({ resource, previous, today }, record): Finding[] {
    const request = resource as ServiceRequest
    if (request.status === 'entered-in-error') return []
    const findings: Finding[] = []
    const cites = asn['CARES-ASN-01']
    const authored = localDay(request.authoredOn)
    if (authored === undefined)
      findings.push(refuses(cites, 'required', 'A referral has its day: clocks run from it.', 'ServiceRequest.authoredOn'))
    else if (authored > today) findings.push(refuses(cites, 'value', 'The referral is dated in the future.', 'ServiceRequest.authoredOn'))
    const twin = open.includes(request.status) ? openTwin(request, record) : undefined
    if (twin !== undefined) {
      const says = 'A referral to this provider is open already. No second clock opens; the day of this one is kept with the open one.'
      findings.push({ ...duplicates(cites, says, `ServiceRequest/${twin.id}`), ...keptWith(twin, authored) })
    }
    const before = previous?.resourceType === 'ServiceRequest' ? previous.status : undefined
    const closes = closed.includes(request.status) && !closed.includes(before ?? '')
    if (closes && !hasReason(request) && !caseOf(record).evaluations.some(({ completed, determination }) => completed && determination)) {
      const says = 'The referral is closed without an evaluation: record the evaluation, or the reason in a note.'
      findings.push(refuses(elg['CARES-ELG-04'], 'required', says, 'ServiceRequest.note'))
    }
    if (closes && request.status === 'revoked' && hasOpenDecision(request, record)) {
      const says = 'The referral is revoked and its program-decision Task is not: set the Task rejected in the same transaction.'
      findings.push(refuses(elg['CARES-ELG-04'], 'business-rule', says, 'ServiceRequest.status'))
    }
    return findings
  },
}

function isProgramReferral(resource: { resourceType: string }): boolean {
  if (resource.resourceType !== 'ServiceRequest') return false
  const kinds = codesOf((resource as ServiceRequest).category, systems.referralKind)
  return kinds.includes('program-referral') || kinds.includes('transfer-referral')
}

/** A referral into the program that nobody has closed. */
export function isOpenProgramReferral(resource: { resourceType: string }): resource is ServiceRequest {
  return isProgramReferral(resource) && open.includes((resource as ServiceRequest).status)
}

/** Another open referral of the member to one of the same providers. */
function openTwin(request: ServiceRequest, record: readonly { resourceType: string }[]): ServiceRequest | undefined {
  const providers = referencesOf(request.performer)
  return record.find(
    (other): other is ServiceRequest =>
      isOpenProgramReferral(other) && referencesOf(other.performer).some((provider) => providers.includes(provider)),
  )
}

/** The open referral with the day of the second one beside its own; nothing when that day is there already. */
function keptWith(twin: ServiceRequest, day: Day | undefined): { keeps?: ServiceRequest } {
  if (day === undefined || referralDays(twin).includes(day)) return {}
  return { keeps: { ...twin, extension: [...(twin.extension ?? []), { url: alsoReferredOn, valueDate: day }] } }
}

const decided: readonly string[] = ['rejected', 'cancelled', 'failed', 'entered-in-error']

/** Does a Task still stand that is to decide on this referral? */
function hasOpenDecision({ id }: ServiceRequest, record: readonly Resource[]): boolean {
  return all(record, 'Task').some(
    ({ code, focus, status }) =>
      isCoded(code, 'task-kind', 'program-decision') && referenceOf(focus) === `ServiceRequest/${id}` && !decided.includes(status),
  )
}

function hasReason({ note }: ServiceRequest): boolean {
  return note?.some(({ text }) => text?.trim()) ?? false
}

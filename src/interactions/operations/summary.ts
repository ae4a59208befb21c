import type { CarePlan, Resource } from '@medplum/fhirtypes'
import { FhirError } from '#fhir/error.ts'
import { canon } from '#fhir/issue.ts'
import { emergencyPlansOf } from '#programs/cares/case/emergency.ts'
import { isIcp } from '#programs/cares/case/plan-case.ts'
import { emergencyDocument } from '#programs/cares/plans/document/emergency-document.ts'
import { icpDocument } from '#programs/cares/plans/document/icp-document.ts'
import type { DocumentRequest, PlanDocument } from '#programs/cares/plans/document/request.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { mayWithhold } from '../withholding-notice.ts'
import { documentAnswer } from './document-answer.ts'
import { readInput } from './input.ts'
import { ipsDocument } from './ips-document.ts'
import { planRecord } from './plan-record.ts'

/** A kind of document of a plan: which of the member's plans it shows, and how it is made. */
interface Kind {
  planOf(records: readonly Resource[]): CarePlan | undefined
  make(request: DocumentRequest): PlanDocument
}

/** By the canonical of the document Bundle's profile. */
const kinds: Readonly<Record<string, Kind>> = {
  [`${canon}/StructureDefinition/cares-icp-bundle`]: { planOf: icpOf, make: icpDocument },
  [`${canon}/StructureDefinition/cares-emergency-bundle`]: { planOf: emergencyPlanOf, make: emergencyDocument },
}
const ips = 'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips'

/**
 * A document made from the member's live record: the International Patient Summary, the Individual Care Plan, or the
 * emergency plan. FHIR or HTML.
 * Definition: {canon}/OperationDefinition/summary. 200; 404 no such member, or no such plan; 406; 422 a document that is not made here.
 */
export async function summary(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const input = readInput(request, { profile: { kind: 'canonical' }, language: { kind: 'code' } })
  const profile = (input.get('profile') ?? ips).split('|')[0] ?? ''
  const kind = kinds[profile]
  if (kind === undefined && profile !== ips) throw notMade()
  const records = await planRecord(context, request.id ?? '')
  const now = context.now().toISOString()
  const language = input.get('language') ?? request.language
  const withheld = mayWithhold(context, 's')
  const asked = { records, on: dayOf(now), now, language, settings: context.settings, base: request.base, withheld }
  const answer = (document: PlanDocument) => documentAnswer(context, request, document, { withholds: withheld })
  if (kind === undefined) return answer(ipsDocument(asked))
  const plan = kind.planOf(records)
  if (plan === undefined) throw noPlan()
  return answer(kind.make({ ...asked, plan }))
}

/** The plan in force, else the newest draft; the page says which. */
function icpOf(records: readonly Resource[]): CarePlan | undefined {
  const plans = records.filter((resource): resource is CarePlan => isIcp(resource) && ['active', 'draft'].includes(resource.status))
  const rank = (plan: CarePlan) => `${plan.status === 'active' ? 1 : 0} ${plan.created ?? ''} ${plan.id}`
  return plans.toSorted((one, other) => (rank(one) < rank(other) ? 1 : -1))[0]
}

function emergencyPlanOf(records: readonly Resource[]): CarePlan | undefined {
  const plans = emergencyPlansOf(records)
  return (plans.find(({ status }) => status === 'active') ?? plans[0])?.resource
}

function noPlan(): FhirError {
  return new FhirError('not-found', [
    { severity: 'error', code: 'not-found', details: 'not-found', diagnostics: 'The record holds no plan for this document.' },
  ])
}

function notMade(): FhirError {
  return new FhirError('rule', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'profile-unknown',
      diagnostics: `This document is not made here. These are: ${[ips, ...Object.keys(kinds)].join(', ')}.`,
      expression: ["Parameters.parameter.where(name='profile')"],
    },
  ])
}

import type { Resource } from '@medplum/fhirtypes'
import { FhirError } from '#fhir/error.ts'
import { type IcpProposal, proposeIcp } from '#programs/cares/plans/propose.ts'
import { bearing, labelsOfAll } from '#programs/sensitivity/labels.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { readInput } from './input.ts'
import { planRecord } from './plan-record.ts'

/**
 * An Individual Care Plan put together from the member's record: the plan, what it still lacks with the requirement that
 * asks for it, and what changes from the plan in force. Stores nothing; its ids are placeholders.
 * Definition: {canon}/OperationDefinition/propose-icp. 200; 404; 422 an assessment that is not the member's.
 */
export async function proposeIcpOperation(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  let count = 0
  const proposal = await proposalFor(context, request, () => `proposed-${++count}`)
  return jsonAnswer(proposalParameters(proposal, entriesOf(request.base, proposal)))
}

/** The proposal that a request asks for; ids come from `newId`. */
export async function proposalFor(context: Context, request: InteractionRequest, newId: (type: string) => string): Promise<IcpProposal> {
  const input = readInput(request, { assessment: { kind: 'id' }, language: { kind: 'code' } })
  const assessment = input.get('assessment')
  const records = await planRecord(context, request.id ?? '')
  if (assessment !== undefined && !records.some(({ resourceType, id }) => resourceType === 'QuestionnaireResponse' && id === assessment)) {
    throw new FhirError('rule', [
      {
        severity: 'error',
        code: 'value',
        details: 'reference',
        diagnostics: 'assessment is the id of a QuestionnaireResponse in this member’s record.',
        expression: ["Parameters.parameter.where(name='assessment')"],
      },
    ])
  }
  const now = context.now().toISOString()
  const language = input.get('language') ?? request.language
  return proposeIcp({ records, assessment, language, today: dayOf(now), now, settings: context.settings, newId })
}

/** The plan's resources with addresses under the base that was asked. */
export function entriesOf(base: string, { plan }: IcpProposal): { fullUrl: string; resource: Resource }[] {
  return (plan.entry ?? []).flatMap(({ resource }) =>
    resource === undefined ? [] : [{ fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource }],
  )
}

/** What both operations answer. */
export function proposalParameters({ plan, missing, changes }: IcpProposal, entry: readonly { resource: object }[]): object {
  const labels = labelsOfAll(entry.map(({ resource }) => resource))
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'plan', resource: bearing({ ...plan, entry }, labels) },
      { name: 'missing', resource: missing },
      ...changes.map((change) => ({
        name: 'changes',
        part: (['path', 'before', 'after', 'source'] as const).flatMap((name) =>
          change[name] === undefined ? [] : [{ name, valueString: change[name] }],
        ),
      })),
    ],
  }
}

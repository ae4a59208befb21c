import type { ResourceJson } from '#storage/store.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permit } from '../permit.ts'
import { carryOut } from '../write/carry-out.ts'
import type { Change } from '../write/change.ts'
import { entriesOf, proposalFor, proposalParameters } from './propose-icp.ts'

/**
 * Puts the member's next ICP together as `$propose-icp` does and stores the draft with all that it made, or nothing.
 * Definition: {canon}/OperationDefinition/generate-icp. 200; 404; 422 as `$propose-icp`, or what a rule or profile refuses.
 */
export async function generateIcp(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const proposal = await proposalFor(context, request, () => context.newId())
  const changes = proposal.created.map((resource): Change => {
    const { resourceType: type, id = '' } = resource
    permit(context.access, 'c', type)
    return { act: 'create', type, id, at: `${type}/${id}`, resource: resource as unknown as ResourceJson, made: true }
  })
  const stored = new Map((await carryOut(context, changes)).map(({ stored: { type, id, text } }) => [`${type}/${id}`, text]))
  const entries = entriesOf(request.base, proposal).map(({ fullUrl, resource }) => {
    const text = stored.get(`${resource.resourceType}/${resource.id}`)
    return { fullUrl, resource: text === undefined ? resource : JSON.parse(text) }
  })
  return jsonAnswer(proposalParameters(proposal, entries))
}

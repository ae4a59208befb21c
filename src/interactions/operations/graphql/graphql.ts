// http://hl7.org/fhir/R4/graphql.html
import type { Context, InteractionRequest, InteractionResponse } from '../../contract.ts'

/**
 * Answers a GraphQL query over the whole server, or over one resource. Everything that speaks GraphQL is loaded when it is
 * first asked for: a server that nobody asks so pays nothing.
 * 200 with `data`; 400 and the statuses of its errors with `errors`; 404 for a resource that is not there or not to be seen.
 */
export async function graphql(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { answer } = await import('./answer.ts')
  return answer(context, request)
}

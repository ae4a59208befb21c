// http://hl7.org/fhir/R4/http.html#create
import { writeAnswer } from './answer.ts'
import { resourceBody, withId } from './body.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { permittedType } from './permit.ts'
import { carryOut } from './write/carry-out.ts'

/**
 * Stores a resource under an id of the server's choice.
 * 201; 200 when If-None-Exist, or the same content sent again, finds what is stored; 400 not FHIR R4; 409 duplicate;
 * 412 If-None-Exist meets several; 422 a profile or a rule refuses it.
 */
export async function create(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'c')
  const id = context.newId()
  const resource = withId(resourceBody(request), id)
  const [changed] = await carryOut(context, [{ act: 'create', type, id, at: '', resource, fresh: true, ifNoneExist: request.ifNoneExist }])
  const { outcome, stored, warnings } = changed!
  return writeAnswer(request, outcome === 'created' ? 201 : 200, stored, warnings)
}

// http://hl7.org/fhir/R4/resource-operation-validate.html
import { FhirError, malformed, notFound } from '#fhir/error.ts'
import { outcomeOf } from '#fhir/issue.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { verdictOn } from '../write/judge.ts'

/**
 * Says everything that a create or update of the resource would be told, as far as the resource alone shows it, and
 * stores nothing. Rules that look at the member's record speak when it is written.
 * 200 whatever the verdict; 400 when there is no resource to judge.
 */
export async function validate(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { resource, profiles } = readAsked(request)
  const judged = resource ?? (await storedResource(context, request))
  if (request.type !== undefined && (judged as { resourceType?: unknown }).resourceType !== request.type)
    throw malformed('type-mismatch', `The address says ${request.type}; the resource is to be one.`, ['resourceType'])
  for (const profile of profiles) {
    if (!context.validator.knows(profile))
      throw new FhirError('rule', [
        {
          severity: 'error',
          code: 'not-supported',
          details: 'profile-unknown',
          diagnostics: 'A profile that was asked for is not known here.',
          expression: ["Parameters.parameter.where(name='profile')"],
        },
      ])
  }
  const { base, profile, warnings } = verdictOn(judged, context.validator, context.programs, profiles)
  return jsonAnswer(outcomeOf([...base, ...profile, ...warnings]))
}

/** A Parameters with `resource` and `profile`, or the resource by itself with `profile` in the address. */
function readAsked({ body, query }: InteractionRequest): { resource?: unknown; profiles: string[] } {
  const asked = query.getAll('profile')
  if (body === undefined) return { profiles: asked }
  const { resourceType, parameter } = body as {
    resourceType?: string
    parameter?: { name?: string; resource?: unknown; [value: string]: unknown }[]
  }
  if (resourceType !== 'Parameters') return { resource: body, profiles: asked }
  const parts = Array.isArray(parameter) ? parameter : []
  const named = parts
    .filter(({ name }) => name === 'profile')
    .flatMap(({ valueUri, valueCanonical, valueUrl }) => valueUri ?? valueCanonical ?? valueUrl ?? [])
  return { resource: parts.find(({ name }) => name === 'resource')?.resource, profiles: [...asked, ...named.map(String)] }
}

async function storedResource({ store, access }: Context, { type, id }: InteractionRequest): Promise<unknown> {
  if (type === undefined || id === undefined)
    throw malformed('required', 'Send the resource to judge: as the body, or as the parameter "resource" of a Parameters.')
  const stored = access.allows('r', type) ? await store.read(access, type, id) : undefined
  if (stored === undefined || stored.deleted) throw notFound(type, id)
  return JSON.parse(stored.text)
}

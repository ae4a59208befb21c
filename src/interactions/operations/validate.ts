// http://hl7.org/fhir/R4/resource-operation-validate.html
import type { Resource } from '@medplum/fhirtypes'
import { FhirError, malformed, notFound } from '#fhir/error.ts'
import { outcomeOf } from '#fhir/issue.ts'
import { finish } from '#validation/finish.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import type { CaseRecord, Gather } from '../record.ts'
import { serverSight } from '../sight.ts'
import type { Change } from '../write/change.ts'
import { verdictOn } from '../write/judge.ts'
import { Refusals } from '../write/refusals.ts'
import { keptBack } from '../write/retention.ts'
import { placeOf, readInput } from './input.ts'
import { storedTargets } from './stored-targets.ts'

/** http://hl7.org/fhir/R4/valueset-resource-validation-mode.html */
const modes = new Set(['create', 'update', 'delete', 'profile'])

/**
 * Says everything that a create or update of the resource would be told, as far as the resource alone shows it, and
 * stores nothing. Rules that look at the member's record speak when it is written. Stored resources that it points to are
 * judged by the profiles that its references ask for; a write leaves them alone, as each was judged when it was stored.
 * With `mode` delete, whether the stored resource could be deleted.
 * 200 whatever the verdict; 400 when there is no resource to judge.
 */
export async function validate(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { resource, profiles, mode } = readAsked(request)
  if (mode === 'delete') return deletion(context, request)
  const judged = resource ?? (await storedResource(context, request))
  if (resource !== undefined) await stillAlive(context, request)
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
  const targets = await storedTargets(context, judged)
  const verdict = verdictOn(judged, context.validator, context.programs, { profiles, targets })
  if (context.elsewhere !== undefined) await finish([verdict], context.validator.terminology, context.elsewhere)
  return jsonAnswer(outcomeOf([...verdict.base, ...verdict.profile, ...verdict.warnings]))
}

/** A Parameters with `resource`, `profile` and `mode`, or the resource by itself with the other two in the address. */
function readAsked(request: InteractionRequest): { resource?: unknown; profiles: readonly string[]; mode?: string } {
  const { body } = request
  const { resourceType, parameter } = (body ?? {}) as { resourceType?: unknown; parameter?: unknown }
  const parts = resourceType === 'Parameters' && Array.isArray(parameter) ? (parameter as { name?: unknown; resource?: unknown }[]) : []
  const simple =
    resourceType === 'Parameters' ? { ...(body as object), parameter: parts.filter((one) => one?.name !== 'resource') } : undefined
  const input = readInput({ ...request, body: simple }, { profile: { kind: 'canonical', many: true }, mode: { kind: 'code' } })
  const mode = input.get('mode')
  if (mode !== undefined && !modes.has(mode))
    throw malformed('invalid-parameter', `mode is one of ${[...modes].join(', ')}.`, [placeOf('mode')])
  const resource = resourceType === 'Parameters' ? parts.find((one) => one?.name === 'resource')?.resource : body
  return { resource, profiles: input.all('profile'), mode }
}

/** Could this be deleted? Only a stored resource can, and those of a program and its members are kept. */
async function deletion(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { type = '', id = '' } = request
  const resource = (await storedResource(context, request)) as Resource
  const refusals = new Refusals()
  const change: Change = { act: 'delete', type, id, at: '' }
  const stored = await context.store.read(context.access, type, id)
  const before: CaseRecord = stored === undefined ? new Map() : new Map([[`${type}/${id}`, { resource, stored }]])
  const gather: Gather = (query) => context.store.gather(serverSight(context.access), query)
  await keptBack([change], before, context.programs, gather, refusals)
  return jsonAnswer(outcomeOf(refusals.error()?.issues ?? []))
}

/** A resource that was sent needs no look at the store; a token that was revoked is refused all the same. */
async function stillAlive({ store, access }: Context, { type = '' }: InteractionRequest): Promise<void> {
  await store.read(serverSight(access), type, 'none')
}

async function storedResource({ store, access }: Context, { type, id }: InteractionRequest): Promise<unknown> {
  if (type === undefined || id === undefined)
    throw malformed('required', 'Send the resource to judge: as the body, or as the parameter "resource" of a Parameters.')
  const stored = access.allows('r', type) ? await store.read(access, type, id) : undefined
  if (stored === undefined || stored.deleted) throw notFound(type, id)
  return JSON.parse(stored.text)
}

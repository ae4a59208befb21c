import { type AccessPlan, type Bond, type Permission, type Sight, tellsOf, type Way } from '#auth/access-plan.ts'
import { mayBreakGlass } from '#auth/actors/actors.ts'
import { forbidden, malformed } from '#fhir/error.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permittedType } from '../permit.ts'
import { type Input, placeOf, readInput } from './input.ts'
import { whatDecided } from './what-decided.ts'

const permissions = { read: 'r', update: 'u', delete: 'd' } as const satisfies Record<string, Permission>

/**
 * Why the caller may, or may not, read this resource: the decision, the result of each predicate, and which way of those that
 * the caller has led to it. A resource that is not to be seen is explained like one that does not exist, so nobody learns which.
 * Changes are told by scope and role alone, as what is written decides too.
 * An administrator asks about any registered client or user (`client`, `user`, `purpose`), others about themselves. Nothing in it is
 * about the resource but the references of what decided, as far as the asker may read them.
 * Definition: {canon}/OperationDefinition/explain-access. 200; 400; 403 without a scope to read the type, or asking about others.
 */
export async function explainAccess(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { store } = context
  const type = permittedType(context, request, 'r')
  const access = await whoseAccess(
    context,
    readInput(request, { client: { kind: 'string' }, user: { kind: 'string' }, purpose: { kind: 'code' } }),
  )
  const id = request.id ?? ''
  const sight = access.sight?.('r', type) ?? 'everything'
  const ways: readonly Way[] = sight === 'everything' ? [{}] : sight
  const led: { way: Way; leads: boolean; by: string[] }[] = []
  // Each way by itself, by the very statement that reads.
  for (const way of ways) {
    const alone: AccessPlan = sight === 'everything' ? access : { ...access, sight: () => [way] }
    const stored = access.allows('r', type) ? await store.read(alone, type, id) : undefined
    const leads = stored !== undefined && !stored.deleted
    if (leads) tellsOf(context.access, stored.member)
    led.push({ way, leads, by: leads ? await mayKnow(context, await whatDecided({ ...context, access }, way, stored)) : [] })
  }
  const found = led.find(({ leads }) => leads)
  const decided = found?.way
  const may = (permission: Permission) => access.allows(permission, type) && !seesNothing(access.sight?.(permission, type))
  return jsonAnswer({
    resourceType: 'Parameters',
    parameter: [
      { name: 'decision', valueCode: decided === undefined ? 'deny' : 'permit' },
      predicate('scope', access.allows('r', type), `A scope to read ${type}.`),
      predicate(
        'role',
        !seesNothing(sight),
        `Registered as ${access.caller.kind ?? 'nothing'}: ${sight === 'everything' ? 'everything' : `${ways.length} ways`}.`,
      ),
      ...led.map(({ way, leads }) => predicate('way', leads, saidOf(way))),
      predicate('emergency', mayBreakGlass(access.caller), 'May open a record in an emergency, for the purpose TREAT or ETREAT.'),
      ...(decided === undefined ? [] : [{ name: 'decided', valueString: saidOf(decided) }]),
      ...(found?.by ?? []).map((reference) => ({ name: 'by', valueReference: { reference } })),
      ...Object.entries(permissions).map(([name, permission]) => predicate(`may-${name}-some`, may(permission), `${name} ${type} of some`)),
    ],
  })
}

/**
 * Oneself, or whom an administrator asks about, with all that they are registered for.
 * @throws FhirError `forbidden`; `malformed` for somebody who is not registered
 */
async function whoseAccess({ access, accessOf }: Context, input: Input<'client' | 'user' | 'purpose'>): Promise<AccessPlan> {
  const [clientId, user, purpose] = [input.get('client'), input.get('user'), input.get('purpose')]
  if (clientId === undefined && user === undefined && purpose === undefined) return access
  if (access.caller.kind !== 'system' || accessOf === undefined)
    throw forbidden('not-for-this-client', 'Administrators ask about others; ask about yourself without client, user and purpose.')
  const plan = await accessOf({ clientId: clientId ?? (user === undefined ? access.caller.clientId : undefined), user, purpose })
  if (plan === undefined)
    throw malformed('invalid-parameter', 'client and user name somebody who is registered here.', [
      placeOf(clientId === undefined ? 'user' : 'client'),
    ])
  return plan
}

/** Which of these the asker may read: an explanation tells of no other. */
async function mayKnow({ access, store }: Context, references: readonly string[]): Promise<string[]> {
  const known: string[] = []
  for (const reference of references) {
    const [type, id] = reference.split('/') as [string, string]
    if (access.allows('r', type) && (await store.read(access, type, id)) !== undefined) known.push(reference)
  }
  return known
}

function seesNothing(sight: Sight | undefined): boolean {
  return sight !== undefined && sight !== 'everything' && sight.length === 0
}

function predicate(name: string, holds: boolean, why: string): object {
  return {
    name: 'predicate',
    part: [
      { name: 'name', valueString: name },
      { name: 'result', valueBoolean: holds },
      { name: 'why', valueString: why },
    ],
  }
}

/** A way in a sentence of codes; nothing in it is about the resource. */
function saidOf({ tied, also = [], authored, ofNobody, opened, member, clauses = [], withheld }: Way): string {
  const bond = ({ grounds, codes }: Bond) => `tied as ${grounds.join(' or ')}${codes ? ` (${codes.join(', ')})` : ''}`
  const parts = [
    tied && bond(tied),
    ...also.map((one) => `and ${bond(one)}${one.partnersOf ? ' who has an agreement with them' : ''}`),
    authored && 'made by them',
    ofNobody && "in no member's record",
    opened && 'opened in an emergency, and not closed yet',
    member !== undefined && 'in the record of the patient in context',
    clauses.length > 0 && `with ${clauses.length} conditions on the resource`,
    withheld && `not labelled ${withheld.labels.join(', ')} unless released`,
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? 'everything' : parts.join('; ')
}

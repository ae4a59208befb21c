import type { AccessPlan, Permission, Sight, Way } from '#auth/access-plan.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permittedType } from '../permit.ts'
import { readInput } from './input.ts'

const permissions = { read: 'r', update: 'u', delete: 'd' } as const satisfies Record<string, Permission>

/**
 * Why the caller may, or may not, read this resource: the decision, the result of each predicate, and which way of those that
 * the caller has led to it. A resource that is not to be seen is explained like one that does not exist, so nobody learns which.
 * Changes are told by scope and role alone, as what is written decides too.
 * Definition: {canon}/OperationDefinition/explain-access. 200; 403 without a scope to read the type.
 */
export async function explainAccess(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { access, store } = context
  const type = permittedType(context, request, 'r')
  readInput(request, {})
  const id = request.id ?? ''
  const sight = access.sight?.('r', type) ?? 'everything'
  const ways: readonly Way[] = sight === 'everything' ? [{}] : sight
  const led: { way: Way; leads: boolean }[] = []
  // Each way by itself, by the very statement that reads.
  for (const way of ways) {
    const alone: AccessPlan = sight === 'everything' ? access : { ...access, sight: () => [way] }
    const stored = await store.read(alone, type, id)
    led.push({ way, leads: stored !== undefined && !stored.deleted })
  }
  const decided = led.find(({ leads }) => leads)?.way
  const may = (permission: Permission) => access.allows(permission, type) && !seesNothing(access.sight?.(permission, type))
  return jsonAnswer({
    resourceType: 'Parameters',
    parameter: [
      { name: 'decision', valueCode: decided === undefined ? 'deny' : 'permit' },
      predicate('scope', true, `The token holds a scope to read ${type}.`),
      predicate(
        'role',
        !seesNothing(sight),
        `Registered as ${access.caller.kind ?? 'nothing'}: ${sight === 'everything' ? 'everything' : `${ways.length} ways`}.`,
      ),
      ...led.map(({ way, leads }) => predicate('way', leads, saidOf(way))),
      ...(decided === undefined ? [] : [{ name: 'decided', valueString: saidOf(decided) }]),
      ...Object.entries(permissions).map(([name, permission]) => predicate(`may-${name}-some`, may(permission), `${name} ${type} of some`)),
    ],
  })
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
function saidOf({ tied, opened, member, clauses = [], withheld }: Way): string {
  const parts = [
    tied && `tied as ${tied.grounds.join(' or ')}${tied.codes ? ` (${tied.codes.join(', ')})` : ''}`,
    opened && 'opened in an emergency, and not closed yet',
    member !== undefined && 'in the record of the patient in context',
    clauses.length > 0 && `with ${clauses.length} conditions on the resource`,
    withheld && `not labelled ${withheld.labels.join(', ')} unless released`,
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? 'everything' : parts.join('; ')
}

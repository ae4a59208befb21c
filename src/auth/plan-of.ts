import type { Store } from '#storage/store.ts'
import type { Tokens } from '#storage/tokens.ts'
import type { AccessPlan } from './access-plan.ts'
import { callerOfClient, findClient } from './clients.ts'
import { compileAccess, type PlanParts } from './compile-access.ts'
import { callerOfUser } from './people/caller-of-user.ts'
import { listUsers } from './people/users.ts'

/** Somebody whose access is to be explained: a registered client, a person who signs in, or the one through the other. */
export interface Whose {
  clientId?: string
  /** Username, or what the person is here, as a reference. */
  user?: string
  /** v3-ActReason code, in place of the client's registered one. */
  purpose?: string
}

/**
 * The plan that somebody would get with all that they are registered for, without a token: for explanations to administrators.
 * A launch has a patient in context; without one `patient/` scopes are read as for any patient.
 */
export function planOf(tokens: Tokens, { store, ...parts }: PlanParts & { store: Store }) {
  return async ({ clientId, user, purpose }: Whose): Promise<AccessPlan | undefined> => {
    const client = clientId === undefined ? undefined : await findClient(tokens, clientId)
    if (clientId !== undefined && client === undefined) return undefined
    const person = user === undefined ? undefined : (await listUsers(tokens)).find((one) => one.username === user || one.fhirUser === user)
    if (user !== undefined && person === undefined) return undefined
    const who = person === undefined ? callerOfClient(client) : await callerOfUser(person, { store, now: parts.now, tables: parts.tables })
    const caller = { clientId: clientId ?? '', ...who, purpose: purpose ?? who.purpose ?? client?.purpose }
    const scope = (client?.scope ?? 'user/*.cruds').replaceAll('patient/', 'user/')
    return { ...compileAccess(caller, scope, Buffer.alloc(0), parts), tokenHash: undefined }
  }
}

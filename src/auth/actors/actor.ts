import { normaliseToken } from '#storage/indexing/normalise.ts'
import type { Clause } from '#storage/store.ts'
import type { Ground, Permission } from '../access-plan.ts'

/**
 * One line of the table of who may do what (section 10 of the requirements): to which types, by what tie to the member,
 * and to what part of them. What no line says is not to be seen.
 */
export interface Rule {
  /** Types; `record`: all of a member's record; `directory`: organizations, people at work, places, and definitions. */
  types: readonly string[] | 'record' | 'directory'
  /** Letters as in a scope: `rs`, `cu`. */
  may: string
  /** The record is the actor's own. */
  self?: true
  /** How the actor is tied to the member; absent: no tie is needed. */
  by?: readonly Ground[]
  /** The tie must carry one of these codes. */
  codes?: readonly string[]
  /** Days that the tie outlasts its end. */
  days?: number
  /** What the resource must be. */
  only?: readonly Clause[]
  /** Security labels that it does not lead to without a release; absent: those of protected content. */
  withholds?: readonly string[]
  /** The resource must name the actor by this parameter. */
  naming?: string
  /** Rows of the requirements that it answers for, beside section 10. */
  cites?: readonly string[]
}

/** `everything`: is not bound by any tie; an administrator's tool and the server's own. */
export type Actor = readonly Rule[] | 'everything'

/** Does a rule give this permission? */
export function gives({ may }: Rule, permission: Permission): boolean {
  return may.includes(permission)
}

/** Has one of these codes, whatever the code system. */
export function coded(param: string, ...codes: string[]): Clause {
  return { kind: 'token', param, values: codes.map((code) => ({ code: normaliseToken(code) })) }
}

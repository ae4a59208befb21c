import { normaliseToken } from '#storage/indexing/normalise.ts'
import type { Clause } from '#storage/store.ts'
import type { Ground, Permission } from '../access-plan.ts'

/** How an actor is tied to a member. */
export interface TieRule {
  by: readonly Ground[]
  /** The tie must carry one of these codes. */
  codes?: readonly string[]
  /**
   * Days that the tie outlasts its end; `close-out`: as many as the program's configuration gives for closing a record, `claims`: as many
   * as it gives for sending a claim.
   */
  days?: number | 'close-out' | 'claims'
  /** Not the actor is tied so, but somebody with whom the actor has an agreement in force. */
  partners?: true
  /** The tie must cite the very resource. */
  citing?: true
  /** It ties the actor alone, and none of the staff of their organization. */
  inPerson?: true
}

/**
 * One line of the table of who may do what (section 10 of the requirements): to which types, by what tie to the member,
 * and to what part of them. What no line says is not to be seen.
 */
export interface Rule extends Partial<TieRule> {
  /** Types; `record`: all of a member's record; `directory`: organizations, people at work, places, and definitions. */
  types: readonly string[] | 'record' | 'directory'
  /** Letters as in a scope: `rs`, `cu`. */
  may: string
  /** The record is the actor's own. */
  self?: true
  /** How else the actor must be tied to the member, besides `by`; no `by`: no tie is needed. */
  and?: readonly TieRule[]
  /** What the resource must be. */
  only?: readonly Clause[]
  /** Security labels that it does not lead to without a release; absent: those of protected content. */
  withholds?: readonly string[]
  /** The resource must name the actor by this parameter. */
  naming?: string
  /** It is in no member's record. */
  ofNobody?: true
  /** By this parameter the resource is about somebody who works, or a post, at the actor's organization. */
  aboutStaff?: string
  /** The actor, or their organization's staff, made it. */
  authored?: true
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

/** Has no code of this code system. */
export function uncoded(param: string, system: string): Clause {
  return { kind: 'token', param, not: true, values: [{ system }] }
}

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { Tokens } from '#storage/tokens.ts'
import { authPaths, fhirPath, type OwnPage, ownPages } from './auth-paths.ts'
import type { Client } from './clients.ts'
import { findUser, type User } from './people/users.ts'
import { readServerSecrets } from './server-secrets.ts'

/**
 * The client in whose name people sign in for these pages. A colon is in no id that can be registered. It is never given
 * a code: where an app would ask for consent, the browser is sent to the page (sign-in.ts).
 */
export const ownClientId = 'own:pages'

/** It, as if it were registered; undefined for any other id. */
export function ownClient(clientId: string, issuer: string): Client | undefined {
  if (clientId !== ownClientId) return undefined
  return { clientId, description: 'the pages of this server', redirectUris: [`${issuer}/`], scope: 'openid' }
}

/** Where somebody goes on who has signed in for one of these pages; undefined when it is for an app. */
export function ownPageOf({ client_id: clientId, state }: { [name: string]: unknown }): string | undefined {
  if (clientId !== ownClientId) return undefined
  return Object.hasOwn(ownPages, String(state)) ? ownPages[state as OwnPage] : '/'
}

/** Somebody who has signed in, at one of these pages. */
export interface Visitor {
  user: User
  /** Must be in each form. */
  formKey: string
}

/** How the pages know who is there. */
export interface Visits {
  /** Who is there; undefined when nobody has signed in in this browser. */
  visitor(request: IncomingMessage, response: ServerResponse): Promise<Visitor | undefined>
  /** Where to sign in for a page. */
  enterAddress(page: OwnPage): string
  /** Ends the browser's session. */
  leave(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** @param ours makes the request one to our own address */
export function createVisits(provider: Provider, tokens: Tokens, issuer: string, ours: (request: IncomingMessage) => void): Visits {
  const keys = readServerSecrets(tokens).then((secrets) => secrets.keysFor('forms of own pages'))
  const sessionOf = (request: IncomingMessage, response: ServerResponse) => {
    ours(request)
    return provider.Session.get(provider.createContext(request, response) as never)
  }
  return {
    async visitor(request, response) {
      const session = await sessionOf(request, response)
      const user = session.accountId === undefined ? undefined : await findUser(tokens, session.accountId)
      if (!user) return undefined
      const formKey = createHmac('sha256', (await keys)[0]!)
        .update(`${session.uid} ${user.id}`)
        .digest('base64url')
      return { user, formKey }
    },
    enterAddress(page) {
      const asked = {
        response_type: 'code',
        client_id: ownClientId,
        redirect_uri: `${issuer}/`,
        scope: 'openid',
        state: page,
        aud: issuer + fhirPath,
        // Nobody keeps the verifier: no code is ever given.
        code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
        code_challenge_method: 'S256',
      }
      return `${authPaths.authorization}?${new URLSearchParams(asked)}`
    },
    async leave(request, response) {
      const session = await sessionOf(request, response)
      await session.destroy()
    },
  }
}

/** Was a form made for this key's holder? Compared in constant time. */
export function sameKey(formKey: string, given: string): boolean {
  const [expected, actual] = [Buffer.from(formKey), Buffer.from(given)]
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

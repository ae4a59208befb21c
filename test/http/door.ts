import type { RequestListener } from 'node:http'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import { createAuthenticate } from '#auth/authenticate.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { type Client, registerClient } from '#auth/clients.ts'
import { createHttpApp, type HttpDeps } from '#http/create-http-app.ts'
import type { AuditLine } from '#interactions/audit/lines.ts'
import { type Context, type InteractionName, type InteractionRequest, type Interactions, interactionNames } from '#interactions/contract.ts'
import type { KeptLine } from '#storage/audit/find.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from '../auth/map-tokens.ts'
import { makePartner, tokenForm } from '../auth/partner.ts'
import { leave } from '../whole-suite/kept.ts'

export const baseUrl = 'https://cares.example.org'

/** A door with real keys, tokens and headers, behind which the interactions are the test's own. */
export interface Door {
  app: RequestListener
  tokens: Tokens
  /** What the last interaction was asked, and by whom. */
  asked: { name?: InteractionName; request?: InteractionRequest; context?: Context }
  /** Every line logged, as text. */
  logged: string[]
  /** Every line of the audit trail. */
  trail: AuditLine[]
  /** A partner's access token for these scopes. */
  tokenFor(scope: string, client?: Partial<Client>): Promise<string>
}

export async function openDoor(answers: Partial<Interactions> = {}, deps: Partial<HttpDeps> = {}): Promise<Door> {
  const tokens = mapTokens()
  const asked: Door['asked'] = {}
  const logged: string[] = []
  const trail: AuditLine[] = []
  const note = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`)
  const interactions = Object.fromEntries(
    interactionNames.map((name) => [
      name,
      async (context: Context, question: InteractionRequest) => {
        Object.assign(asked, { name, request: question, context })
        return answers[name]?.(context, question) ?? { status: 200, text: '{"resourceType":"Basic"}' }
      },
    ]),
  ) as unknown as Interactions
  const app = createHttpApp({
    baseUrl,
    authorization: await createAuthorizationServer(baseUrl, tokens, { fault: (error) => note({ error }, 'fault'), refusal: () => {} }),
    authenticate: createAuthenticate(tokens, () => new Date()),
    interactions,
    context: { base: `${baseUrl}/fhir/R4` } as Context,
    limits: { maxBody: 10_000, maxAddress: 1_000, requestTimeout: 5_000 },
    log: { info: note, warn: note, error: note },
    ready: async () => {},
    ...deps,
    record: async (lines) => {
      // No trail is kept here that could be read in the end.
      leave('test/http/door.ts', lines as KeptLine[])
      await (deps.record?.(lines) ?? trail.push(...lines))
    },
  })
  return {
    app,
    tokens,
    asked,
    logged,
    trail,
    async tokenFor(scope, client = {}) {
      const partner = await makePartner('ES384', { clientId: crypto.randomUUID(), ...client })
      await registerClient(tokens, partner.client)
      const assertion = await partner.sign(baseUrl + authPaths.token)
      const answer = await request(app).post(authPaths.token).type('form').send(tokenForm(assertion, scope))
      return answer.body.access_token as string
    },
  }
}

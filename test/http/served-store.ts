import request from 'supertest'
import { ownAccess } from '#auth/access-plan.ts'
import { createAuthenticate } from '#auth/authenticate.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import type { TokenClaims } from '#auth/stored-token.ts'
import { hashToken } from '#auth/token-hash.ts'
import { createHttpApp } from '#http/create-http-app.ts'
import { interactions } from '#interactions/index.ts'
import type { Program } from '#programs/program.ts'
import type { ResourceJson } from '#storage/store.ts'
import { callerOver } from '../interactions/caller.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'

const baseUrl = 'https://cares.example.org'

/** The FHIR endpoint as it is served, over a real store, with the moment of ties in hand. */
export interface ServedStore {
  data: TestStore
  /** What every request takes for now, where ties are judged and in interactions; the real time until it is set. */
  setNow(instant: string): void
  /** Stores these past every gate. */
  seed(...resources: ResourceJson[]): Promise<unknown>
  /** A token of somebody with these claims. */
  tokenFor(claims: TokenClaims, scope?: string): Promise<string>
  send(method: 'get' | 'post' | 'put' | 'delete', path: string, token: string, accept?: string): request.Test
}

/** Opens one. `data.close()` when it is done. */
export async function serveStore(programs: readonly Program[] = []): Promise<ServedStore> {
  const data = await openTestStore()
  const { context, setNow } = callerOver(data, programs)
  let moment: string | undefined
  const now = () => (moment === undefined ? new Date() : new Date(moment))
  const app = createHttpApp({
    baseUrl,
    authorization: await createAuthorizationServer(baseUrl, data.tokens, { fault() {}, refusal() {} }),
    authenticate: createAuthenticate(data.tokens, () => new Date(), { now }),
    interactions,
    context: { ...context, now, base: `${baseUrl}/fhir/R4` },
    limits: { maxBody: 10_000_000, maxAddress: 8_192, requestTimeout: 60_000 },
    record: data.audit.record,
    log: { info() {}, warn() {}, error() {} },
    ready: async () => {},
  })
  let tokens = 0
  return {
    data,
    setNow(instant) {
      moment = instant
      setNow(instant)
    },
    seed: (...resources) =>
      data.store.write(
        ownAccess('seed'),
        resources.map((resource) => ({ act: 'create', resource })),
      ),
    async tokenFor(claims, scope = 'system/*.cruds') {
      const token = `token-${++tokens}`
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
      await data.tokens.insertToken({ hash: hashToken(token), clientId: token, scope, expiresAt, claims: { ...claims } })
      return token
    },
    send: (method, path, token, accept = 'application/fhir+json') =>
      request(app)[method](`/fhir/R4/${path}`).set('Authorization', `Bearer ${token}`).set('Accept', accept),
  }
}

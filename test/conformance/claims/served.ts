import { once } from 'node:events'
import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http'
import { expect } from '@jest/globals'
import { pino } from 'pino'
import { authPaths } from '#auth/auth-paths.ts'
import { registerClient } from '#auth/clients.ts'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { publish } from '#src/published.ts'
import { loadValidator } from '#validation/load.ts'
import { makePartner, tokenForm } from '../../auth/partner.ts'
import { openTestStore } from '../../storage/databases.ts'
import { type Json, sampleResources } from './sample-resources.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers as they are
export type Answer = { status: number; body: any; headers: IncomingHttpHeaders }

/** A line of the statement about a search parameter. */
export interface ParamLine {
  name: string
  type: string
  definition?: string
  documentation?: string
}

/** Of every sample, so that they can be found together. */
export const tag = { system: 'http://example.org/claims', code: 'kept' }

/** The whole server on a free port, and one caller who may do everything that scopes can allow. */
export interface Served {
  baseUrl: string
  // biome-ignore lint/suspicious/noExplicitAny: the statement is looked into as it is
  statement: any
  /** Its only `rest`. */
  // biome-ignore lint/suspicious/noExplicitAny: the same
  rest: any
  /** Two resources of each type that the statement names, `kept-0` and `kept-1`; not stored yet. */
  samples: ReadonlyMap<string, (Json & { id: string })[]>
  /** @param address below the FHIR base */
  call(method: string, address: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  close(): Promise<void>
}

export async function serveClaims(): Promise<Served> {
  const opened = await openTestStore()
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const baseUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const app = await createApp({ ...readConfig({ PACKAGES_DIR: 'none' }), baseUrl }, pino({ level: 'silent' }), { opened })
  server.on('request', app.http)
  await publish(opened.store)
  const partner = await makePartner('ES384', { clientId: 'conformance', kind: 'system' })
  await registerClient(app.tokens, partner.client)
  const form = new URLSearchParams(tokenForm(await partner.sign(baseUrl + authPaths.token), 'system/*.cruds'))
  const token = (await (await fetch(baseUrl + authPaths.token, { method: 'POST', body: form })).json()) as { access_token: string }
  const statement = (await (await fetch(`${baseUrl}/fhir/R4/metadata`)).json()) as { rest: { resource: { type: string }[] }[] }
  const make = sampleResources(loadValidator({ packages: 'none' }))
  const meta = { tag: [tag], security: [{ system: 'http://example.org/claims', code: 'open' }], source: 'http://example.org/sender' }
  const sample = (type: string) => [0, 1].map((variant) => ({ ...make(type, variant), id: `kept-${variant}`, meta }))
  return {
    baseUrl,
    statement,
    rest: statement.rest[0],
    samples: new Map(statement.rest[0]!.resource.map(({ type }) => [type, sample(type)])),
    call: (method, address, body, headers = {}) =>
      send(`${baseUrl}/fhir/R4${address}`, method, body, {
        authorization: `Bearer ${token.access_token}`,
        ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
        ...headers,
      }),
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await opened.close()
    },
  }
}

const agent = new Agent({ keepAlive: true })

/** One exchange over a connection that is kept; an answer that does not come within 10 seconds is a failure. */
async function send(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const asked = request(url.replace(/[^!-~]/g, encodeURIComponent), { method, headers, agent, timeout: 10_000 })
  asked.on('timeout', () => asked.destroy(new Error(`no answer: ${method} ${url}`)))
  asked.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const piece of answer.setEncoding('utf8')) text += piece
  const isJson = answer.headers['content-type']?.includes('json') && text !== ''
  return { status: answer.statusCode ?? 0, body: isJson ? JSON.parse(text) : text, headers: answer.headers }
}

/** What was tried and did not go as claimed: a list says more than the first failure. */
export function expectNone(wrong: readonly string[]): void {
  expect(wrong.slice(0, 20)).toEqual([])
}

/** A request and what came of it, in a line. */
export function told(asked: string, { status, body }: Answer): string {
  return `${asked} → ${status} ${body?.issue?.[0]?.diagnostics ?? ''}`
}

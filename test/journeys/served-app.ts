import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Credentials, demoClients } from '#demo/clients.ts'
import type { Stage } from '#demo/journey/stage.ts'
import { requestToken } from '#demo/token.ts'
import type { DemoPerson } from '#demo/users.ts'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { Tokens } from '#storage/tokens.ts'
import { openTestStore } from '../storage/databases.ts'

/** The whole server on a database of its own, served on a free port, with the demo's clients and a clock to turn. */
export interface ServedApp {
  stage: Stage
  credentials: Credentials
  tokens: Tokens
  /** What the story told, line by line. */
  told: string[]
  close(): Promise<void>
}

/** @param people who can sign in */
export async function serveApp(people: readonly DemoPerson[] = []): Promise<ServedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'cares-journey-'))
  const opened = await openTestStore()
  let day: string | undefined
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const baseUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const app = await createApp({ ...readConfig({ PACKAGES_DIR: 'none', LAUNCH_PAGE: 'on' }), baseUrl }, pino({ level: 'silent' }), {
    opened,
    now: () => (day === undefined ? new Date() : new Date(`${day}T17:00:00Z`)),
  })
  server.on('request', app.http)
  const urls = { fhirBaseUrl: `${baseUrl}/fhir/R4`, tokenUrl: `${baseUrl}/auth/token` }
  const credentials = await demoClients(app.tokens, join(folder, 'demo-credentials.json'), urls, people)
  const told: string[] = []
  return {
    credentials,
    tokens: app.tokens,
    told,
    stage: {
      fhirBaseUrl: credentials.fhirBaseUrl,
      token: (clientId) => {
        const client = credentials.clients.find((candidate) => candidate.clientId === clientId)!
        return requestToken(credentials.tokenUrl, clientId, client.privateKeyJwk, client.scope)
      },
      turnTo: (to) => {
        day = to
      },
      tell: (line) => told.push(line),
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

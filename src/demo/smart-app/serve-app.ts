import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Client, findClient, registerClient } from '#auth/clients.ts'
import type { Tokens } from '#storage/tokens.ts'

/** The demo's app for people, on an origin of its own. */
export interface DemoApp {
  origin: string
  close(): Promise<void>
}

const clientId = 'demo-app'

const types = { '/': 'index.html', '/app.js': 'app.js', '/style.css': 'style.css' } as const
const kinds = { html: 'text/html', js: 'text/javascript', css: 'text/css' } as const

/**
 * Serves the app and registers it.
 *
 * @param port where it would best be, so that links hold from one start to the next; elsewhere if that is taken
 */
export async function serveDemoApp(tokens: Tokens, fhirBaseUrl: string, port: number): Promise<DemoApp> {
  const files = new Map<string, { type: string; body: string | Buffer }>(
    Object.entries(types).map(([path, name]) => [
      path,
      { type: kinds[name.split('.')[1] as keyof typeof kinds], body: readFileSync(join(import.meta.dirname, name)) },
    ]),
  )
  files.set('/settings.json', { type: 'application/json', body: JSON.stringify({ fhirBaseUrl, clientId }) })
  const guarded = {
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // The plan's own styles stand in it; where it is shown, nothing runs.
    'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ${new URL(fhirBaseUrl).origin}; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  }
  const server = createServer(({ url = '', method }, response) => {
    const file = method === 'GET' ? files.get(url.split('?')[0]!) : undefined
    response.writeHead(file ? 200 : 404, { ...guarded, 'Content-Type': `${file?.type ?? 'text/plain'}; charset=utf-8` }).end(file?.body)
  })
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, 'localhost', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port).catch(() => listen(0))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  await register(tokens, origin)
  return {
    origin,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** To register it again would end what people granted it: only where something is new. */
async function register(tokens: Tokens, origin: string): Promise<void> {
  const client: Client = {
    clientId,
    description: 'Emergency plan viewer of the demo',
    redirectUris: [`${origin}/`],
    launchUri: `${origin}/`,
    scope: 'launch launch/patient openid fhirUser patient/*.rs',
    purpose: 'TREAT',
  }
  const { redirectUris } = (await findClient(tokens, clientId)) ?? {}
  if (redirectUris?.[0] !== client.redirectUris![0]) await registerClient(tokens, client)
}

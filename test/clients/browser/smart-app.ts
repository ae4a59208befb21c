import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small SMART app in a browser, made with fhirclient and served from an origin of its own. */
export interface SmartApp {
  origin: string
  clientId: string
  redirectUri: string
  launchUri: string
  /** Where it starts by itself. */
  startUri: string
  close(): Promise<void>
}

const library = readFileSync('node_modules/fhirclient/build/fhir-client.js')

/** Starts the app by itself, for the server that it is told of. */
const start = `
  FHIR.oauth2.authorize({
    iss: new URLSearchParams(location.search).get('server'),
    clientId: 'browser-app',
    scope: 'launch/patient openid fhirUser offline_access patient/*.rs',
    redirectUri: 'app.html',
    pkceMode: 'required',
  }).catch((error) => { document.body.dataset.error = error.message })`

/** Is opened by an EHR: `iss` and `launch` are in the address. */
const launch = `
  FHIR.oauth2.authorize({
    clientId: 'browser-app',
    scope: 'launch openid fhirUser offline_access patient/*.rs',
    redirectUri: 'app.html',
    pkceMode: 'required',
  }).catch((error) => { document.body.dataset.error = error.message })`

/** Redeems the code; from here on the test speaks through `client`. */
const app = `
  FHIR.oauth2.ready().then(
    (client) => { window.client = client; document.body.dataset.state = 'ready' },
    (error) => { document.body.dataset.state = 'failed: ' + error.message },
  )`

const page = (script: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>App</title>
<body><script src="fhir-client.js"></script><script>${script}</script></body></html>`

const files: { [path: string]: { type: string; body: string | Buffer } } = {
  '/start.html': { type: 'text/html', body: page(start) },
  '/launch.html': { type: 'text/html', body: page(launch) },
  '/empty.html': { type: 'text/html', body: page('') },
  '/app.html': { type: 'text/html', body: page(app) },
  '/fhir-client.js': { type: 'text/javascript', body: library },
}

/** @param host another name for this machine than the server's, so that the app is of another site as well */
export async function serveSmartApp(host = 'localhost'): Promise<SmartApp> {
  const server = createServer(({ url = '' }, response) => {
    const file = files[url.split('?')[0]!]
    response.writeHead(file ? 200 : 404, { 'Content-Type': file?.type ?? 'text/plain' }).end(file?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, host, () => resolve()))
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`
  return {
    origin,
    clientId: 'browser-app',
    redirectUri: `${origin}/app.html`,
    launchUri: `${origin}/launch.html`,
    startUri: `${origin}/start.html`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

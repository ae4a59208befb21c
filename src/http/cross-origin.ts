import type { IncomingMessage, ServerResponse } from 'node:http'
import { headersOfAll } from './headers-of-all.ts'

/** Answers a request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** Below the FHIR base: what every page on the web may read. */
const open = new Set(['/metadata', '/.well-known/smart-configuration'])

/** Headers of an answer that an app may read beyond those that every page may. */
const exposed = [
  'ETag',
  'Location',
  'Content-Location',
  'Last-Modified',
  'WWW-Authenticate',
  'Retry-After',
  'Redisclosure-Notice',
  'Disclosed-By-Consent',
  'Withholding-Notice',
  'X-Progress',
  'X-Request-Id',
].join(', ')

/** What a browser is told that wants to know whether it may ask. Other headers are not read here, so they do no harm. */
const preflight = {
  ...headersOfAll,
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers':
    'Accept, Accept-Language, Authorization, Cache-Control, Content-Type, If-Match, If-Modified-Since, If-None-Exist, If-None-Match, Prefer, X-Request-Id, *',
  'Access-Control-Max-Age': '3600',
}

/** The same for a document that every page may read. */
export const openPreflight = { ...preflight, 'Access-Control-Allow-Origin': '*' }

/**
 * Lets the apps for people ask from the browser, each from where it is registered; the server's own description may be
 * read from anywhere. A browser says before it asks whence and how, but not yet for which app, so the origin of any app
 * is enough. It is not what guards the data: without a token nothing is told, and no cookie counts below the FHIR base,
 * so credentials are never allowed. https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#considerations-for-cross-origin-resource-sharing-cors-support
 *
 * @param allows is an app registered at this origin?
 * @param answer answers everything but a browser's question whether it may ask
 */
export function crossOrigin(allows: (origin: string) => Promise<boolean>, answer: Answer): Answer {
  return async (request, response) => {
    const { origin } = request.headers
    // Systems send none, and pass without another step.
    if (origin === undefined) return answer(request, response)
    const path = (request.url ?? '').split('?')[0]!
    const whom = open.has(path) ? '*' : (await allows(origin)) ? origin : undefined
    if (whom !== undefined) response.setHeader('Access-Control-Allow-Origin', whom)
    if (!isPreflight(request)) {
      if (whom !== undefined) response.setHeader('Access-Control-Expose-Headers', exposed)
      return answer(request, response)
    }
    response.setHeader('Vary', 'Origin')
    if (whom !== undefined) return void response.writeHead(204, preflight).end()
    response.writeHead(403, { ...headersOfAll, 'Content-Type': 'text/plain' })
    response.end('No app is registered at this origin. Register its redirect URI, which names it.\n')
  }
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

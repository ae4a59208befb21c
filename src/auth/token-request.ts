import { IncomingMessage } from 'node:http'

/** Longest form for the token endpoint, bytes; the library reads no more either. */
const longestForm = 56 * 1024

/**
 * Makes a request for a token what the library expects. An app that keeps no secret proves nothing by saying its name, so
 * SMART's own JavaScript library leaves it out when it refreshes: the refresh token names the app, and its name is put in.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#refresh-access-token
 *
 * @param appOf the public app to which a refresh token was given
 * @returns the request to answer; undefined when its form is too long
 */
export async function readyTokenRequest(
  request: IncomingMessage,
  appOf: (refreshToken: string) => Promise<string | undefined>,
): Promise<IncomingMessage | undefined> {
  const { method, headers } = request
  const form = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
  if (method !== 'POST' || headers.authorization !== undefined || !form) return request
  const text = await readForm(request)
  if (text === undefined) return undefined
  const asked = new URLSearchParams(text)
  const [token, second] = asked.getAll('refresh_token')
  const unnamed = asked.get('grant_type') === 'refresh_token' && !asked.has('client_id') && !asked.has('client_assertion')
  const clientId = unnamed && token !== undefined && second === undefined ? await appOf(token) : undefined
  return again(request, clientId === undefined ? text : `${text}&client_id=${encodeURIComponent(clientId)}`)
}

/** The form as it was sent; undefined when it is too long. */
export async function readForm(request: IncomingMessage, longest = longestForm): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longest) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The same request with this form, to be read once more. */
function again(request: IncomingMessage, text: string): IncomingMessage {
  const { 'transfer-encoding': _, ...headers } = request.headers
  const made = new IncomingMessage(request.socket)
  Object.assign(made, {
    ...{ method: request.method, url: request.url, httpVersion: request.httpVersion, httpVersionMajor: 1, httpVersionMinor: 1 },
    headers: { ...headers, 'content-length': String(Buffer.byteLength(text)) },
    originalUrl: (request as { originalUrl?: string }).originalUrl,
    // Otherwise its end would be taken for a connection that broke off.
    complete: true,
  })
  made.push(text)
  made.push(null)
  return made
}

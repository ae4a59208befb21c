import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, Agent as SecureAgent } from 'node:https'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { addressFault, type NamedBy, urlFault } from './may-call.ts'
import { type Resolve, resolvers } from './resolve.ts'

/** A request to another server, and what bounds it. */
export interface OutboundRequest {
  method?: string
  headers?: Readonly<Record<string, string>>
  body?: string
  signal?: AbortSignal
}

/** Calls another server. Whatever is not allowed, not in time or too large rejects with `OutboundError`. */
export type Outbound = (url: string | URL, request?: OutboundRequest) => Promise<Response>

export interface OutboundOptions {
  namedBy: NamedBy
  /** May this machine itself be called, by http as well? For tests, where the other server is here. */
  loopback?: boolean
  /** Milliseconds for all of it, from the name to the last byte. */
  timeout?: number
  /** Bytes of an answer. */
  maxBytes?: number
  /** Redirections that are followed, each judged as the first address was. */
  redirects?: number
  /** Keep connections for the next request: for one server that is asked much. */
  keepAlive?: boolean
  /** Asked once for each request. */
  resolve?: Resolve
}

/** Why nothing came. The message names no more than the host. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
}

/**
 * The one way in which this server calls another whose address it was told. The name is resolved once, all that it stands
 * for is judged, and the connection goes to the address that was judged: a name that means something else a moment later
 * changes nothing. No proxy, no redirection that is not judged anew.
 * https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const { timeout = 5_000, redirects = 0 } = options
  const agents: Agents = options.keepAlive ? { http: new Agent(kept), https: new SecureAgent(kept) } : { http: false, https: false }
  return async (given, request = {}) => {
    const signal = AbortSignal.any([AbortSignal.timeout(timeout), ...(request.signal ? [request.signal] : [])])
    let url = new URL(given)
    for (let left = redirects; ; left -= 1) {
      const response = await once(url, { ...request, signal }, options, agents)
      const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
      if (next === null) return response
      if (left <= 0 || (request.method ?? 'GET') !== 'GET') throw new OutboundError(`${url.hostname} sends on to another address`)
      url = new URL(next, url)
    }
  }
}

/** A connection that is kept was made to an address that was judged; without keeping, each request makes its own. */
interface Agents {
  http: Agent | false
  https: SecureAgent | false
}
const kept = { keepAlive: true, maxSockets: 16, timeout: 10_000 }

async function once(
  url: URL,
  request: OutboundRequest & { signal: AbortSignal },
  options: OutboundOptions,
  agents: Agents,
): Promise<Response> {
  const { signal } = request
  const addresses = await inTime(permittedAddresses(url, options), signal, url)
  const { message, body } = await exchange(url, addresses, request, options.maxBytes ?? 256 * 1024, agents)
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  const status = message.statusCode ?? 502
  return new Response([204, 304].includes(status) || status < 200 ? null : new Uint8Array(body), { status: Math.max(status, 200), headers })
}

/** The addresses to connect to. All that the name stands for must be permitted, not only the one that is taken. */
async function permittedAddresses(
  url: URL,
  { namedBy, loopback = false, resolve = resolvers[loopback ? 'operator' : namedBy] }: OutboundOptions,
): Promise<readonly string[]> {
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const isHere = (address: string) => loopback && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
  const addresses = isIP(name) === 0 ? await namedAddresses(name, resolve) : [name]
  const here = addresses.length > 0 && addresses.every(isHere)
  const fault = here && /^https?:$/.test(url.protocol) ? undefined : urlFault(url, namedBy)
  if (fault !== undefined) throw new OutboundError(`${name} is not called: its address ${fault}`)
  if (addresses.length === 0) throw new OutboundError(`${name} is not known`)
  for (const address of addresses) {
    const fault = isHere(address) ? undefined : addressFault(address, namedBy)
    if (fault !== undefined) throw new OutboundError(`${name} is not called: what it stands for ${fault}`)
  }
  return addresses
}

async function namedAddresses(name: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(name)
  } catch {
    return []
  }
}

interface Exchanged {
  message: IncomingMessage
  body: Buffer
}

function exchange(
  url: URL,
  addresses: readonly string[],
  request: OutboundRequest & { signal: AbortSignal },
  maxBytes: number,
  agents: Agents,
): Promise<Exchanged> {
  const { method = 'GET', headers = {}, body, signal } = request
  const host = url.hostname
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new OutboundError(`${host} ${why}`))
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const asking = send(
      url,
      {
        method,
        agent: url.protocol === 'https:' ? agents.https : agents.http,
        headers: { ...headers, 'accept-encoding': 'identity', ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        lookup: (_name, { all }, found) => {
          const judged = addresses.map((address) => ({ address, family: isIP(address) }))
          if (all) found(null, judged)
          else found(null, judged[0]!.address, judged[0]!.family)
        },
        signal,
        maxHeaderSize: 16_384,
      },
      (message) => {
        const chunks: Buffer[] = []
        let length = 0
        if (message.headers['content-encoding'] !== undefined && message.headers['content-encoding'] !== 'identity') {
          asking.destroy()
          return fail('answers in an encoding that was not asked for')
        }
        message.on('data', (chunk: Buffer) => {
          length += chunk.length
          if (length > maxBytes) {
            asking.destroy()
            return fail(`answers with more than ${maxBytes} bytes`)
          }
          chunks.push(chunk)
        })
        message.on('end', () => resolve({ message, body: Buffer.concat(chunks) }))
        message.on('error', () => fail(signal.aborted ? 'did not answer in time' : 'broke off its answer'))
      },
    )
    asking.on('error', (error: Error & { code?: string }) =>
      fail(signal.aborted ? 'did not answer in time' : `cannot be reached (${error.code ?? error.name})`),
    )
    asking.end(body)
  })
}

/** Rejects when the time is over, whatever the other goes on doing. */
function inTime<T>(work: Promise<T>, signal: AbortSignal, { hostname }: URL): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new OutboundError(`${hostname} did not answer in time`))
    if (signal.aborted) return late()
    signal.addEventListener('abort', late, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', late))
  })
}

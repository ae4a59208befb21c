import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { InteractionResponse } from '#interactions/contract.ts'
import { headersOfAll } from './headers-of-all.ts'
import { indentJson } from './indent-json.ts'

const fhirJson = 'application/fhir+json; charset=utf-8'

/**
 * What every answer below the FHIR base says to browsers and caches: it may hold health data, so nobody keeps it, and
 * nothing in it runs or is framed.
 */
const guarded: OutgoingHttpHeaders = {
  ...headersOfAll,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  Vary: 'Accept, Accept-Encoding, Authorization, Origin',
}

/** Answers below this many bytes are not worth compressing: the processor's time costs more than the line's. */
const worthCompressing = 8192

const compressors = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 4 }),
}

/**
 * Writes an interaction's answer. Stored text goes out as it is.
 *
 * @param requestId an id of this exchange, for both logs
 */
export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: InteractionResponse,
  pretty: boolean,
  requestId: string,
): Promise<void> {
  const headers: OutgoingHttpHeaders = { ...guarded, 'X-Request-Id': requestId }
  if (answer.etag) headers.ETag = answer.etag
  if (answer.lastModified) headers['Last-Modified'] = new Date(answer.lastModified).toUTCString()
  if (answer.location) headers.Location = answer.location
  if (answer.headers) Object.assign(headers, answer.headers)

  if (answer.stream !== undefined) {
    response.writeHead(answer.status, { ...headers, 'Content-Type': answer.contentType ?? fhirJson })
    return writeStream(request, response, answer.stream)
  }
  const body = bodyOf(answer, pretty)
  if (body === undefined) {
    if (answer.status !== 304 && answer.status !== 204) headers['Content-Length'] = 0
    response.writeHead(answer.status, headers).end()
    return
  }
  headers['Content-Type'] = answer.contentType ?? fhirJson
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  const encoding = typeof body === 'string' && size >= worthCompressing ? preferredEncoding(request.headers['accept-encoding']) : undefined
  if (encoding && request.method !== 'HEAD') {
    const packed = await compressors[encoding](Buffer.from(body))
    headers['Content-Encoding'] = encoding
    headers['Content-Length'] = packed.length
    response.writeHead(answer.status, headers).end(packed)
    return
  }
  headers['Content-Length'] = size
  // Head and text leave in one call to the system: two would cost a quarter more of the whole exchange.
  response.writeHead(answer.status, headers).end(request.method === 'HEAD' ? undefined : body)
}

/**
 * Writes what is made while it is written, no faster than it is read. A failure on the way breaks the transfer off, so
 * that nobody takes a part for the whole; a caller who leaves is no failure.
 */
async function writeStream(request: IncomingMessage, response: ServerResponse, stream: AsyncIterable<string>): Promise<void> {
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  try {
    await pipeline(Readable.from(askedHere(stream)), response)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

/** The same, each piece asked for on behalf of this request's caller: the next is wanted when the socket is ready for it. */
function askedHere(stream: AsyncIterable<string>): AsyncIterable<string> {
  const here = AsyncLocalStorage.snapshot()
  return {
    [Symbol.asyncIterator]() {
      const pieces = stream[Symbol.asyncIterator]()
      return {
        next: () => here(() => pieces.next()),
        return: async () => here(() => pieces.return?.() ?? { done: true, value: undefined }),
      }
    },
  }
}

function bodyOf({ status, text, bytes, contentType }: InteractionResponse, pretty: boolean): string | Uint8Array | undefined {
  if (status === 304 || status === 204) return undefined
  if (text === undefined) return bytes
  const whole = typeof text === 'string' ? text : text.join('')
  return pretty && (contentType ?? fhirJson).includes('json') ? indentJson(whole) : whole
}

function preferredEncoding(header: string | string[] | undefined): keyof typeof compressors | undefined {
  const offered = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((text) => text.trim())
    .filter((text) => !/;\s*q=0(\.0*)?$/.test(text))
    .map((text) => text.split(';', 1)[0])
  if (offered.includes('br')) return 'br'
  return offered.includes('gzip') ? 'gzip' : undefined
}

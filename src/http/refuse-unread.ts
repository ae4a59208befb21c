import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type Issue, outcomeOf } from '#fhir/issue.ts'
import { headersOfAll } from './headers-of-all.ts'
import type { ReceivingLimits } from './serve.ts'

/**
 * Answers, on the bare socket, what Node gave up reading before it was a request: too many headers, too slow, no HTTP.
 * The connection ends with it. Nothing of what was sent is repeated.
 */
export function refuseUnread({ code }: { code?: string }, socket: Socket, limits: ReceivingLimits): void {
  const answering = (socket as Socket & { _httpMessage?: ServerResponse })._httpMessage
  if (!socket.writable || code === 'ECONNRESET' || answering?.headersSent) {
    socket.destroy()
    return
  }
  const [status, issue] = refusalOf(code, limits)
  const text = JSON.stringify(outcomeOf([issue]))
  const named = Object.entries(headersOfAll).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/fhir+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nCache-Control: no-store\r\n${named.join('')}Connection: close\r\n\r\n${text}`,
  )
}

function refusalOf(code: string | undefined, { maxHeaders, receiveTimeout }: ReceivingLimits): [status: number, issue: Issue] {
  const error = (code: Issue['code'], details: string, diagnostics: string): Issue => ({ severity: 'error', code, details, diagnostics })
  if (code === 'HPE_HEADER_OVERFLOW') {
    const how = 'Send fewer or shorter headers, and a long search by POST to [type]/_search.'
    return [431, error('too-long', 'headers-too-large', `The address and all headers together may have ${maxHeaders} bytes. ${how}`)]
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const how = 'Send it again without pauses, a large Bundle in parts.'
    return [408, error('timeout', 'sent-too-slowly', `The request was not here after ${receiveTimeout / 1000} seconds. ${how}`)]
  }
  return [400, error('structure', 'not-http', 'What was sent is not an HTTP/1.1 request. Check what stands between you and this server.')]
}

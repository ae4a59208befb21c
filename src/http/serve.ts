import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Socket } from 'node:net'
import { refuseUnread } from './refuse-unread.ts'

/** A listening server, and how to end it. */
export interface Serving {
  server: Server
  /** The port that it listens on. */
  port: number
  /**
   * Stops accepting, lets what has begun finish, then resolves. What has not finished after `patienceMs` is cut off.
   */
  stop(patienceMs?: number): Promise<void>
}

/** What is taken of a request before anybody reads it. */
export interface ReceivingLimits {
  /** All headers with the address, bytes. */
  maxHeaders: number
  /** Longest for the whole of it, milliseconds; for the headers a quarter of that. */
  receiveTimeout: number
}

/**
 * Listens on a port (0: any free one), by TLS if it is given what for. Who sends slowly holds no connection for long, and hears why it was closed.
 */
export async function serve(
  listener: RequestListener,
  port: number,
  { maxHeaders, receiveTimeout }: ReceivingLimits = { maxHeaders: 16_384, receiveTimeout: 60_000 },
  tls?: { cert: Buffer; key: Buffer },
): Promise<Serving> {
  const options = {
    // Node refuses what reaches its figure.
    maxHeaderSize: maxHeaders + 1,
    headersTimeout: receiveTimeout / 4,
    requestTimeout: receiveTimeout,
    // How often Node looks for those who are too slow.
    connectionsCheckingInterval: Math.min(5_000, receiveTimeout / 4),
    keepAliveTimeout: 10_000,
  }
  const server = tls
    ? createSecureServer({ ...options, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: receiveTimeout / 4 }, listener)
    : createServer(options, listener)
  server.on('clientError', (error: Error & { code?: string }, socket) =>
    refuseUnread(error, socket as Socket, { maxHeaders, receiveTimeout }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    server,
    port: (server.address() as { port: number }).port,
    async stop(patienceMs = 10_000) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // A connection that falls idle after its last answer would otherwise be kept for the caller's next question.
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      const impatience = setTimeout(() => server.closeAllConnections(), patienceMs)
      await closed
      clearInterval(idle)
      clearTimeout(impatience)
    },
  }
}

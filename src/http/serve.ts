import { createServer, type RequestListener, type Server } from 'node:http'

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

/**
 * Listens on a port (0: any free one). A caller has 15 s to send its headers and a minute for its whole request, so that
 * slow senders hold no connection for long.
 */
export async function serve(listener: RequestListener, port: number, host?: string): Promise<Serving> {
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 10_000 }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
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

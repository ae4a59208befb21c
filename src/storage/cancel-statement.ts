import { Connection, type PoolClient } from 'pg'

/** The parts of a connection of the driver that its types leave out. */
interface Wire {
  connect(port: number, host?: string): void
  requestSsl(): void
  cancel(process: number, secret: number): void
  stream: { destroy(): void }
}

/** Longest wait for the database to take the request, milliseconds. */
const patience = 2_000

/**
 * Asks PostgreSQL to end what a connection runs, by the protocol's own cancel request: it needs neither a connection of the
 * pool nor a right of its own. Resolves when the database has acted on it, so that the connection may be used again
 * without the request meeting its next statement; also when the database could not be reached, as the statement then ends
 * with its timeout. Does nothing to the embedded database, which cannot be interrupted.
 *
 * https://www.postgresql.org/docs/15/protocol-flow.html#id-1.10.6.7.10
 */
export function cancelStatement(client: PoolClient): Promise<void> {
  const { host, port, ssl, processID, secretKey } = client as unknown as {
    host: string
    port: number
    ssl: boolean | object
    processID: number | null
    secretKey: number
  }
  if (processID === null) return Promise.resolve()
  return new Promise((resolve) => {
    const connection = new Connection({ ssl } as never)
    const wire = connection as unknown as Wire
    const giveUp = setTimeout(() => wire.stream.destroy(), patience)
    const cancel = () => wire.cancel(processID, secretKey)
    // Encrypted where the connection itself is; else at once.
    connection.once('connect', () => (ssl ? wire.requestSsl() : cancel()))
    connection.once('sslconnect', cancel)
    connection.on('error', () => wire.stream.destroy())
    connection.once('end', () => {
      clearTimeout(giveUp)
      resolve()
    })
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}` as never)
    else wire.connect(port, host)
  })
}

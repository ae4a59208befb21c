import { Agent, request } from 'node:http'

/** One HTTP request of a measurement. */
export interface Call {
  method: string
  path: string
  body?: string
  headers?: Record<string, string>
}

export interface Reply {
  status: number
  text: string
  headers: Record<string, string | string[] | undefined>
}

/** What a closed loop of callers saw. Milliseconds. */
export interface Seen {
  requests: number
  seconds: number
  p50: number
  p95: number
  /** Answers whose status was not the expected one, by status. */
  unexpected: Record<string, number>
}

/** Connections to one server, kept open. */
export function connect(port: number, callers: number): { call(call: Call): Promise<Reply>; close(): void } {
  // Idle connections are closed here before the server closes them, or a request might meet the closing.
  const agent = new Agent({ keepAlive: true, maxSockets: callers, timeout: 4_000 })
  return {
    call: ({ method, path, body, headers }) =>
      new Promise((resolve, reject) => {
        const sent = request(
          {
            agent,
            host: '127.0.0.1',
            port,
            method,
            path,
            headers: {
              ...(body === undefined ? {} : { 'content-type': 'application/fhir+json', 'content-length': Buffer.byteLength(body) }),
              ...headers,
            },
          },
          (answer) => {
            const pieces: Buffer[] = []
            answer.on('data', (piece: Buffer) => pieces.push(piece))
            answer.on('end', () =>
              resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8'), headers: answer.headers }),
            )
            answer.on('error', reject)
          },
        )
        sent.on('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** Callers that each send their next request when the last one is answered, until `requests` are done. */
export async function closedLoop(
  call: (call: Call) => Promise<Reply>,
  { callers, requests, expected, make }: { callers: number; requests: number; expected: readonly number[]; make(index: number): Call },
): Promise<Seen> {
  const times: number[] = []
  const unexpected: Record<string, number> = {}
  let next = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < requests) {
        const index = next++
        const sent = performance.now()
        const { status } = await call(make(index))
        times.push(performance.now() - sent)
        if (!expected.includes(status)) unexpected[status] = (unexpected[status] ?? 0) + 1
      }
    }),
  )
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { requests, seconds: (performance.now() - start) / 1000, p50: at(0.5), p95: at(0.95), unexpected }
}

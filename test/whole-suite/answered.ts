// Runs before each test file: every answer of a server in this process is kept in mind for the check at the end of the run.
import { type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { noteAnswer } from './kept.ts'

interface Watched {
  watched?: true
  writeHead: (this: ServerResponse, status: number, headers?: OutgoingHttpHeaders) => ServerResponse
}

const responses = ServerResponse.prototype as unknown as Watched
if (responses.watched === undefined) {
  const { writeHead } = responses
  responses.watched = true
  responses.writeHead = function (status, ...rest) {
    const id = rest[0]?.['X-Request-Id']
    const { method = '', originalUrl, url = '' } = this.req as typeof this.req & { originalUrl?: string }
    if (typeof id === 'string') noteAnswer({ id, method, address: originalUrl ?? url, status })
    return writeHead.call(this, status, ...rest)
  }
}

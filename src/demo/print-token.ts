// npm run --silent demo:token -- [client id]: prints a fresh access token of one of the demo's clients.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Credentials } from './clients.ts'
import { requestToken } from './token.ts'

const file = join(process.env.DATA_DIR ?? './.cares/data', '..', 'demo-credentials.json')
try {
  const credentials = JSON.parse(readFileSync(file, 'utf8')) as Credentials
  const wanted = process.argv[2] ?? 'demo-all'
  const client = credentials.clients.find(({ clientId }) => clientId === wanted)
  if (client === undefined)
    throw new Error(`no client ${wanted}; there are ${credentials.clients.map(({ clientId }) => clientId).join(', ')}`)
  console.log(await requestToken(credentials.tokenUrl, client.clientId, client.privateKeyJwk, client.scope))
} catch (error) {
  console.error(
    `${error instanceof Error ? error.message : error}\nIs the demo running (npm run demo)? Its credentials are expected in ${file}.`,
  )
  process.exit(1)
}

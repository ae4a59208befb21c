import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Client, registerClient } from '#auth/clients.ts'
import type { Tokens } from '#storage/tokens.ts'
import type { PrivateJwk } from './token.ts'

/** What a caller may see of whom is not decided yet, so the demo's callers hold the provider directory and no member's record. */
const directory = 'system/HealthcareService.rs'

/**
 * The demo's systems: the first sees everything; the others stand for the callers that the server is made for. These have
 * what their registration gives them: the emergency plan, the enrollment status.
 */
const cast: readonly Omit<Client, 'jwks'>[] = [
  {
    clientId: 'demo-all',
    description: 'Sees and writes everything; for looking around',
    scope: 'system/*.cruds',
    kind: 'system',
    purpose: 'TREAT',
  },
  { clientId: 'demo-hospital', description: 'EHR of a hospital, its emergency department', scope: directory, kind: 'ed', purpose: 'TREAT' },
  { clientId: 'demo-ems', description: 'Ambulance service', scope: directory, kind: 'ems', purpose: 'ETREAT' },
  { clientId: 'demo-pediatrician', description: "A pediatrician's system", scope: directory, kind: 'pediatrician', purpose: 'TREAT' },
  {
    clientId: 'demo-health-plan',
    description: 'Enrollment desk of a health plan',
    scope: directory,
    kind: 'health-plan',
    purpose: 'HOPERAT',
  },
  { clientId: 'demo-coordinator', description: "App of a CARES team's coordinator", scope: directory, kind: 'care-team', purpose: 'TREAT' },
]

/** What people and scripts need to call the demo: `demo-credentials.json`. */
export interface Credentials {
  fhirBaseUrl: string
  tokenUrl: string
  clients: { clientId: string; description: string; scope: string; privateKeyJwk: PrivateJwk }[]
  /** Users exist once the authorization server signs people in. */
  users: { username: string; password: string; description: string; fhirUser: string }[]
}

/**
 * Registers the demo's clients and writes their private keys to a file that only its owner can read. Keys that the file
 * holds from an earlier start are kept, so that what was copied from it goes on working.
 */
export async function demoClients(tokens: Tokens, file: string, urls: { fhirBaseUrl: string; tokenUrl: string }): Promise<Credentials> {
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credentials).clients : []
  const credentials: Credentials = { ...urls, clients: [], users: [] }
  for (const client of cast) {
    const key = earlier.find(({ clientId }) => clientId === client.clientId)?.privateKeyJwk ?? newKey()
    await registerClient(tokens, { ...client, jwks: { keys: [publicPart(key)] } })
    credentials.clients.push({ clientId: client.clientId, description: client.description, scope: client.scope, privateKeyJwk: key })
  }
  mkdirSync(dirname(file), { recursive: true })
  // Whole or not at all: a start that is killed leaves keys that the next one can read.
  writeFileSync(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return credentials
}

function newKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'ES384' }
}

function publicPart({ d: _secret, ...key }: PrivateJwk): JsonWebKey & { kid: string; alg: string; use: string } {
  return { ...key, use: 'sig' }
}

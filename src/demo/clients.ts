import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Client, registerClient } from '#auth/clients.ts'
import type { Tokens } from '#storage/tokens.ts'
import { hospital, plans, practices, providers } from './people/providers.ts'
import type { PrivateJwk } from './token.ts'
import { type DemoLogin, type DemoPerson, registerDemoPeople } from './users.ts'

/**
 * The demo's systems: the first sees everything; the others stand for the callers that the server is made for. Whatever
 * their scopes say, they see the members to whom their organization is tied, and of those what they are for.
 */
const cast: readonly Omit<Client, 'jwks'>[] = [
  {
    clientId: 'demo-all',
    description: 'Sees and writes everything; for looking around',
    scope: 'system/*.cruds',
    kind: 'system',
    purpose: 'TREAT',
  },
  {
    clientId: 'demo-hospital',
    description: 'EHR of a hospital, its emergency department',
    scope: 'system/*.rs system/CarePlan.cu system/Communication.c',
    kind: 'ed',
    purpose: 'TREAT',
    organization: hospital,
  },
  { clientId: 'demo-ems', description: 'Ambulance service', scope: 'system/HealthcareService.rs', kind: 'ems', purpose: 'ETREAT' },
  {
    clientId: 'demo-pediatrician',
    description: "System of a pediatricians' practice",
    scope: 'system/*.rs system/Communication.c system/Task.u',
    kind: 'pediatrician',
    purpose: 'TREAT',
    organization: practices[0],
  },
  {
    clientId: 'demo-health-plan',
    description: 'Enrollment desk of a health plan',
    scope: 'system/*.rs system/ServiceRequest.c',
    kind: 'health-plan',
    purpose: 'HOPERAT',
    organization: plans[0]!.reference,
  },
  {
    clientId: 'demo-coordinator',
    description: "App of a CARES team's coordinator",
    scope: 'system/*.cruds',
    kind: 'care-team',
    purpose: 'TREAT',
    organization: providers[0]!.organization,
  },
]

/** What people and scripts need to call the demo: `demo-credentials.json`. */
export interface Credentials {
  fhirBaseUrl: string
  tokenUrl: string
  clients: { clientId: string; description: string; scope: string; privateKeyJwk: PrivateJwk }[]
  /** Who can sign in; nobody where other bundles than the sample members are loaded. */
  users: DemoLogin[]
}

/**
 * Registers the demo's clients and people, and writes private keys and passwords to a file that only its owner can read.
 * What the file holds from an earlier start is kept, so that what was copied from it goes on working.
 */
export async function demoClients(
  tokens: Tokens,
  file: string,
  urls: { fhirBaseUrl: string; tokenUrl: string },
  people: readonly DemoPerson[] = [],
): Promise<Credentials> {
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credentials) : undefined
  const credentials: Credentials = { ...urls, clients: [], users: await registerDemoPeople(tokens, people, earlier?.users) }
  for (const client of cast) {
    const key = earlier?.clients.find(({ clientId }) => clientId === client.clientId)?.privateKeyJwk ?? newKey()
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

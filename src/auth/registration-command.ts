import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Tokens } from '#storage/tokens.ts'
import { type Client, ClientRefused, clientKinds, clientProblems, listClients, registerClient, removeClient, roleHelp } from './clients.ts'
import { type Given, runCommand } from './command.ts'
import type { ReadRestriction } from './scopes.ts'
import { hashToken } from './token-hash.ts'

/** How an administrator registers a client; printed on request, on a mistake, and by a server that has no clients. */
export const registrationHelp = `Register a client that may ask for tokens (SMART Backend Services):

  npm run register-client -- --id hospital-ehr --description "Children's Hospital EHR" \\
    --kind hospital --purpose TREAT --scope "system/*.rs" --jwks hospital-keys.json

  --id            client id: letters, digits, . _ ~ -
  --description   who this is, for people
  --kind          ${clientKinds.join(', ')}
  --scope         the most it is ever granted, e.g. "system/Patient.rs system/Observation.cruds"
  --jwks          file with its public keys, { "keys": [ … ] }: RS384, or ES384 on P-384, each with a kid
  --jwks-uri      instead of --jwks: the https address where it keeps them, so that it can change them by itself
  --new-key       instead of --jwks: make an ES384 pair, and write the private key to this file (it must not exist)
  --purpose       purpose of use, a v3-ActReason code such as TREAT or ETREAT (optional)
  --organization  Organization/[id] that answers for it: what ties it to members. A system needs none; others see no
                  member without one
  --role          what a system does there, where that is less than what the organization is (optional)
                  ${roleHelp}
  --notify-uri    https address that is sent an empty POST when a release to its organization is revoked (optional)

  npm run register-client -- --list           show who is registered
  npm run register-client -- --remove ID      take a registration and its tokens away

An app through which people sign in (SMART App Launch) has redirect URIs; it needs no --kind:

  npm run register-client -- --id care-app --description "Care plan viewer" --public \
    --redirect-uri https://app.example.org/ --scope "launch/patient openid fhirUser patient/*.rs"

  --redirect-uri  where browsers return to, letter by letter: https, or http on localhost; may be given again
  --launch-uri    where an EHR opens it (optional)
  --public        it can keep no secret, as an app in a browser
  --secret        it keeps a secret; one is made and printed once. Otherwise give --jwks, --jwks-uri or --new-key

With the embedded database, stop the server first: one process at a time holds it.
`

const options = {
  id: { type: 'string' },
  description: { type: 'string' },
  kind: { type: 'string' },
  scope: { type: 'string' },
  jwks: { type: 'string' },
  'jwks-uri': { type: 'string' },
  'new-key': { type: 'string' },
  purpose: { type: 'string' },
  organization: { type: 'string' },
  role: { type: 'string' },
  'notify-uri': { type: 'string' },
  'redirect-uri': { type: 'string', multiple: true },
  'launch-uri': { type: 'string' },
  public: { type: 'boolean' },
  secret: { type: 'boolean' },
  list: { type: 'boolean' },
  remove: { type: 'string' },
  help: { type: 'boolean' },
} as const

/**
 * Runs the command.
 *
 * @param args what follows the command's name
 * @param read reads what narrows a scope
 * @param print takes each line for the administrator; a private key is never among them
 * @returns exit status
 */
export async function runRegistration(
  args: readonly string[],
  tokens: Tokens,
  print: (line: string) => void,
  read?: ReadRestriction,
): Promise<0 | 1> {
  return runCommand(args, print, {
    options,
    help: registrationHelp,
    work: async (values) => {
      if (values.list) await list(tokens, print)
      else if (values.remove !== undefined) await remove(tokens, values.remove, print)
      else await register(tokens, values, print, read)
    },
  })
}

async function list(tokens: Tokens, print: (line: string) => void): Promise<void> {
  const clients = await listClients(tokens)
  if (clients.length === 0) print('No client is registered.')
  for (const { clientId, kind, role, scope, description } of clients)
    print(`${clientId}\t${[kind ?? 'app', ...(role ? [role] : [])].join(' ')}\t${scope}\t${description}`)
}

async function remove(tokens: Tokens, id: string, print: (line: string) => void): Promise<void> {
  await removeClient(tokens, id)
  print(`${id} is not registered any more; its tokens are dead.`)
}

async function register(
  tokens: Tokens,
  values: Given<typeof options>,
  print: (line: string) => void,
  read: ReadRestriction | undefined,
): Promise<void> {
  const app = values['redirect-uri'] !== undefined
  const ways = [values.jwks, values['jwks-uri'], values['new-key'], ...(app ? [values.public, values.secret] : [])].filter(
    (way) => way !== undefined,
  )
  if (ways.length !== 1) throw new Error(`Give one of ${app ? '--public, --secret, ' : ''}--jwks, --jwks-uri and --new-key.`)
  const made = values['new-key'] === undefined ? undefined : await makeKeys()
  const secret = values.secret ? randomBytes(32).toString('base64url') : undefined
  const client = {
    clientId: values.id,
    description: values.description,
    kind: values.kind,
    scope: values.scope,
    purpose: values.purpose,
    organization: values.organization,
    role: values.role,
    notifyUri: values['notify-uri'],
    redirectUris: values['redirect-uri'],
    launchUri: values['launch-uri'],
    jwks: made ? { keys: [made.publicKey] } : values.jwks === undefined ? undefined : await readKeys(String(values.jwks)),
    jwksUri: values['jwks-uri'],
    secretHash: secret === undefined ? undefined : hashToken(secret).toString('base64url'),
  } as Client
  const problems = clientProblems({ ...client }, read)
  if (problems.length > 0) throw new ClientRefused(problems)
  // Written first: a registration whose private key was lost would be of no use to anybody.
  if (made) await writeFile(String(values['new-key']), `${JSON.stringify(made.privateKey, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  await registerClient(tokens, client, read)
  print(`${client.clientId} is registered for ${client.scope}.`)
  if (secret) print(`Its secret: ${secret} (hand it over safely; it is kept nowhere else)`)
  if (made) print(`Its private key is in ${values['new-key']}: hand it over safely; it is kept nowhere else.`)
}

async function readKeys(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw new Error(`${path} cannot be read as JSON.`)
  }
}

async function makeKeys(): Promise<{ publicKey: JWK; privateKey: JWK }> {
  const pair = await generateKeyPair('ES384', { extractable: true })
  const names = { kid: crypto.randomUUID(), alg: 'ES384', use: 'sig' }
  return {
    publicKey: { ...(await exportJWK(pair.publicKey)), ...names },
    privateKey: { ...(await exportJWK(pair.privateKey)), ...names },
  }
}

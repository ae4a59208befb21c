import { randomBytes } from 'node:crypto'
import { canBeKept, everyText } from '#fhir/kept-text.ts'
import type { Tokens } from '#storage/tokens.ts'
import type { KeySet } from '../client-keys.ts'
import { type Client, clientProblems, registerClient } from '../clients.ts'
import { isContextScope, mayRefresh } from '../launch-scopes.ts'
import { grantScopes, parseScope, type ReadRestriction, words } from '../scopes.ts'
import { hashToken } from '../token-hash.ts'
import { findInvitation, type Invitation, useInvitation } from './invitation.ts'

/** What the registration endpoint answers. */
export interface Registered {
  status: 201 | 400 | 401
  body: { [key: string]: unknown }
  clientId?: string
}

const authMethods = ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const
const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'] as const

/**
 * Registers a client by its own word, within what the invitation allows. Nothing is narrowed silently: what is not allowed is
 * refused, with all that is wrong at once, and costs no use. What is asked for beyond the names below is not kept.
 * https://www.rfc-editor.org/rfc/rfc7591#section-3
 *
 * @param authorization the header, `Bearer <initial access token>`
 * @param metadata the request's body
 */
export async function register(
  tokens: Tokens,
  authorization: string | undefined,
  metadata: unknown,
  read?: ReadRestriction,
  now = new Date(),
): Promise<Registered> {
  const token = /^Bearer +([A-Za-z0-9_-]{20,200})$/i.exec(authorization ?? '')?.[1]
  const invitation = token === undefined ? undefined : await findInvitation(tokens, token)
  if (invitation === undefined) return noInvitation
  const asked = readMetadata(metadata)
  const { client, secret } = clientOf(asked, invitation)
  const badAddresses = clientProblems({ ...client }, read).filter((problem) => problem.startsWith('redirectUris'))
  const problems = [...problemsOf(asked, invitation, read), ...clientProblems({ ...client }, read)]
  if (problems.length > 0) return refusal(badAddresses.length > 0 ? 'invalid_redirect_uri' : 'invalid_client_metadata', problems)
  if (!(await useInvitation(tokens, invitation))) return noInvitation
  await registerClient(tokens, client, read)
  return { status: 201, clientId: client.clientId, body: told(client, asked, secret, now) }
}

const noInvitation: Registered = {
  status: 401,
  body: { error: 'invalid_token', error_description: 'the initial access token is missing, unknown, used up or expired' },
}

function refusal(error: string, problems: readonly string[]): Registered {
  // https://www.rfc-editor.org/rfc/rfc7591#section-3.2.2: ASCII alone.
  return {
    status: 400,
    body: {
      error,
      error_description: problems
        .join('; ')
        .replace(/[^\x20-\x7E]/g, '?')
        .slice(0, 2_000),
    },
  }
}

interface Metadata {
  redirect_uris?: string[]
  token_endpoint_auth_method: string
  grant_types: string[]
  response_types: string[]
  client_name: string
  scope: string
  jwks?: unknown
  jwks_uri?: unknown
  /** What was not of the kind that it must be. */
  faults: string[]
}

/** Takes each name by itself from what was sent, and nothing else. */
function readMetadata(metadata: unknown): Metadata {
  const given: { [key: string]: unknown } =
    typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? { ...metadata } : {}
  const faults: string[] = []
  if (!everyText(given, canBeKept)) faults.push('a text holds U+0000 or half of a surrogate pair, which cannot be kept')
  const text = (name: string, usual: string) => {
    const value = given[name] ?? usual
    if (typeof value === 'string') return value
    faults.push(`${name} is not a text`)
    return usual
  }
  const list = (name: string, usual: string[]) => {
    const value = given[name] ?? usual
    if (Array.isArray(value) && value.length <= 20 && value.every((one) => typeof one === 'string')) return value as string[]
    faults.push(`${name} is not a list of at most 20 texts`)
    return usual
  }
  const read: Metadata = {
    token_endpoint_auth_method: text('token_endpoint_auth_method', 'client_secret_basic'),
    grant_types: list('grant_types', ['authorization_code']),
    response_types: list(
      'response_types',
      given.grant_types === undefined || list('grant_types', []).includes('authorization_code') ? ['code'] : [],
    ),
    client_name: text('client_name', ''),
    scope: text('scope', ''),
    jwks: given.jwks,
    jwks_uri: given.jwks_uri,
    faults,
  }
  if (given.redirect_uris !== undefined) read.redirect_uris = list('redirect_uris', [])
  return read
}

/** What the invitation and this server do not allow; what a registration must be in any case is asked elsewhere. */
function problemsOf(asked: Metadata, invitation: Invitation, read: ReadRestriction | undefined): string[] {
  const { token_endpoint_auth_method: method, grant_types: grants, response_types: responses, scope, client_name: name } = asked
  const problems = [...asked.faults]
  if (!(authMethods as readonly string[]).includes(method))
    problems.push(`token_endpoint_auth_method is not one of ${authMethods.join(', ')}`)
  for (const grant of grants)
    if (!(grantTypes as readonly string[]).includes(grant))
      problems.push(`grant_types: ${grant.slice(0, 40)} is not one of ${grantTypes.join(', ')}`)
  const app = grants.includes('authorization_code')
  if (responses.some((one) => one !== 'code')) problems.push('response_types: only code is answered')
  if (app !== responses.includes('code')) problems.push('response_types is code for authorization_code, and empty without it')
  if (app !== (asked.redirect_uris !== undefined)) problems.push('redirect_uris are for authorization_code, and needed for it')
  if (grants.includes('refresh_token') !== mayRefresh(words(scope)))
    problems.push('refresh_token goes with the scope offline_access or online_access')
  const alone = grants.includes('client_credentials')
  if (!app && !alone) problems.push('grant_types name neither authorization_code nor client_credentials')
  if (alone && method !== 'private_key_jwt') problems.push('client_credentials needs private_key_jwt')
  if (alone !== words(scope).some((text) => parseScope(text)?.level === 'system'))
    problems.push('client_credentials goes with system/ scopes')
  if (method === 'private_key_jwt' && asked.jwks === undefined && asked.jwks_uri === undefined)
    problems.push('private_key_jwt needs jwks or jwks_uri')
  if (method !== 'private_key_jwt' && (asked.jwks !== undefined || asked.jwks_uri !== undefined))
    problems.push('jwks and jwks_uri are for private_key_jwt')
  if (name.length > 100 || hasControls(name)) problems.push('client_name: at most 100 characters, none of them invisible')
  const beyond = words(scope).filter((text) => !within(text, invitation.scope, read))
  if (beyond.length > 0) problems.push(`scope: ${beyond.slice(0, 10).join(' ').slice(0, 400)} is more than the initial access token allows`)
  return problems
}

/** Line ends, and what turns or hides the letters after it: a name is shown where people agree. */
function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)
}

function within(text: string, allowed: string, read: ReadRestriction | undefined): boolean {
  if (isContextScope(text)) return words(allowed).includes(text)
  return grantScopes(text, allowed, read) === text
}

function clientOf(asked: Metadata, { kind, organization, role, purpose }: Invitation): { client: Client; secret?: string } {
  const alone = asked.grant_types.includes('client_credentials')
  const secret = asked.token_endpoint_auth_method.startsWith('client_secret') ? randomBytes(32).toString('base64url') : undefined
  const client: Client = {
    clientId: crypto.randomUUID(),
    description: asked.client_name,
    scope: asked.scope,
    ...(asked.redirect_uris !== undefined && { redirectUris: asked.redirect_uris }),
    ...(asked.jwks !== undefined && { jwks: asked.jwks as KeySet }),
    ...(asked.jwks_uri !== undefined && { jwksUri: asked.jwks_uri as string }),
    ...(secret !== undefined && { secretHash: hashToken(secret).toString('base64url') }),
    ...(alone && kind !== undefined && { kind }),
    ...(alone && organization !== undefined && { organization }),
    ...(alone && role !== undefined && { role }),
    ...(purpose !== undefined && { purpose }),
  }
  return { client, ...(secret !== undefined && { secret }) }
}

/** All that was registered, as https://www.rfc-editor.org/rfc/rfc7591#section-3.2.1 asks. */
function told(
  { clientId, description, scope, redirectUris, jwks, jwksUri }: Client,
  asked: Metadata,
  secret: string | undefined,
  now: Date,
) {
  return {
    client_id: clientId,
    client_id_issued_at: Math.floor(now.getTime() / 1000),
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
    client_name: description,
    scope,
    token_endpoint_auth_method: asked.token_endpoint_auth_method,
    grant_types: asked.grant_types,
    response_types: asked.response_types,
    ...(redirectUris && { redirect_uris: redirectUris }),
    ...(jwks && { jwks }),
    ...(jwksUri !== undefined && { jwks_uri: jwksUri }),
  }
}

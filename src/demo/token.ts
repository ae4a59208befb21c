import { createPrivateKey, type JsonWebKey, randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'

/** A client's private key as JWK, with its key id and algorithm. */
export type PrivateJwk = JsonWebKey & { kid: string; alg: 'ES384' | 'RS384' }

/** Asks the token endpoint for a five-minute access token, as SMART Backend Services has it: private_key_jwt. */
export async function requestToken(tokenUrl: string, clientId: string, key: PrivateJwk, scope: string): Promise<string> {
  const assertion = jwt.sign({ jti: randomUUID() }, createPrivateKey({ key, format: 'jwk' }), {
    algorithm: key.alg as 'RS384',
    keyid: key.kid,
    issuer: clientId,
    subject: clientId,
    audience: tokenUrl,
    expiresIn: 240,
  })
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  const body = (await answer.json()) as { access_token?: string; error_description?: string }
  if (!answer.ok || body.access_token === undefined)
    throw new Error(`no token for ${clientId}: ${answer.status} ${body.error_description ?? ''}`)
  return body.access_token
}

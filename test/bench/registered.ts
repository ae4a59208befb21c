import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { registerClient } from '#auth/clients.ts'
import type { Tokens } from '#storage/tokens.ts'

/** A client with its private key. */
export interface BenchClient {
  clientId: string
  key: CryptoKey
  kid: string
}

/** Registers the measuring client, with a key made for this run. */
export async function benchClient(tokens: Tokens): Promise<BenchClient> {
  const { publicKey, privateKey } = await generateKeyPair('ES384')
  const kid = crypto.randomUUID()
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES384', use: 'sig' }
  await registerClient(tokens, {
    clientId: 'bench',
    description: 'measures',
    jwks: { keys: [jwk] },
    scope: 'system/*.cruds',
    kind: 'system',
    purpose: 'TREAT',
  } as never)
  return { clientId: 'bench', key: privateKey, kid }
}

/** A fresh five-minute token. */
export async function tokenFor({ clientId, key, kid }: BenchClient, baseUrl: string): Promise<string> {
  const tokenUrl = `${baseUrl}/auth/token`
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES384', kid, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('4m')
    .sign(key)
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'system/*.cruds',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { access_token: string }).access_token
}

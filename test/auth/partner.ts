import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { KeySet } from '#auth/client-keys.ts'
import type { Client } from '#auth/clients.ts'

/** A partner's system with a key pair of its own: what it registers, and how it signs. */
export interface Partner {
  client: Client & { jwks: KeySet }
  /** Signs an assertion; `claims` and `header` change what is usual. */
  sign(audience: string, claims?: JWTPayload, header?: { [key: string]: unknown }): Promise<string>
}

/** Makes a partner with a fresh pair of keys. */
export async function makePartner(alg: 'RS384' | 'ES384', client: Partial<Client> = {}): Promise<Partner> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const clientId = client.clientId ?? `partner-${alg.toLowerCase()}`
  return {
    client: {
      clientId,
      description: 'A hospital EHR',
      kind: 'system',
      purpose: 'TREAT',
      scope: 'system/*.cruds',
      jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'first', alg }] },
      ...client,
    },
    sign(audience, claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({
        iss: clientId,
        sub: clientId,
        aud: audience,
        iat: now,
        exp: now + 240,
        jti: crypto.randomUUID(),
        ...claims,
      })
        .setProtectedHeader({ alg, kid: 'first', typ: 'JWT', ...header } as { alg: string })
        .sign(privateKey)
    },
  }
}

/** The form that a token is asked for with. */
export function tokenForm(assertion: string, scope: string): { [key: string]: string } {
  return {
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }
}

import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign } from 'node:crypto'
import type { JWK } from 'jose'
import { ExternalSigningKey } from 'oidc-provider'
import type { Tokens } from '#storage/tokens.ts'
import { keyThatSigns, publishedKeys, readSigningKeys, type SigningKeys } from './signing-keys.ts'

/** The keys of this process: as they are in the database, looked at again each minute. */
export interface Signer {
  /** What the protocol library signs with: one key to it, whichever it is at the moment. */
  key: ExternalSigningKey
  /** Looks for rotated keys if a minute has passed. While the database does not answer, what is known goes on. */
  refresh(): Promise<void>
  /** What is published now. */
  published(): JWK[]
}

const minute = 60_000

/** Reads the keys once; a rotation afterwards needs no restart. */
export async function createSigner(tokens: Tokens, now: () => Date = () => new Date()): Promise<Signer> {
  let known = await readSigningKeys(tokens)
  let readAt = now().getTime()
  return {
    key: new CurrentKey(
      () => known,
      () => now(),
    ),
    async refresh() {
      if (now().getTime() - readAt < minute) return
      readAt = now().getTime()
      known = await readSigningKeys(tokens).catch(() => known)
    },
    published: () => publishedKeys(known, now()),
  }
}

class CurrentKey extends ExternalSigningKey {
  readonly #known: () => SigningKeys
  readonly #now: () => Date

  constructor(known: () => SigningKeys, now: () => Date) {
    super()
    this.#known = known
    this.#now = now
  }

  override get kid(): string {
    return this.#current().kid!
  }

  override set kid(_value: string) {
    // Its name is its key's.
  }

  override get alg(): string {
    return 'RS256'
  }

  override set alg(_value: string) {
    // It is for one algorithm alone.
  }

  override keyObject(): KeyObject {
    return createPublicKey(createPrivateKey({ key: this.#current() as JsonWebKey, format: 'jwk' }))
  }

  /** With the key that the header names: between the header and this there may have been a rotation. */
  override sign(data: Uint8Array): Uint8Array {
    const header = Buffer.from(data).toString('latin1').split('.', 1)[0]!
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid: string }
    const key = this.#known().keys.find((one) => one.kid === kid) ?? this.#current()
    return sign('sha256', data, createPrivateKey({ key: key as JsonWebKey, format: 'jwk' }))
  }

  #current(): JWK {
    return keyThatSigns(this.#known(), 'RS256', this.#now())
  }
}

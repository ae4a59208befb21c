// http://hl7.org/fhir/R4/http.html#paging
import { createCipheriv, createDecipheriv, createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto'
import type { Caller } from '#auth/access-plan.ts'
import { malformed } from '#fhir/error.ts'
import type { BundleLink } from './bundle-text.ts'
import type { Context } from './contract.ts'

/** Parameters by name, in the order in which they were sent. */
export type Pairs = readonly (readonly [name: string, value: string])[]

/** Where a page begins: what was asked, and the place after which to go on. */
export interface PageStart {
  asked: Pairs
  /** Storage's own continuation. It holds sort values, so a name or a birth date may be in it. */
  place: string
}

/** Makes what a link to a further page carries, and reads it back. */
export interface PageLinks {
  seal(caller: Caller, address: string, start: PageStart): string
  /** @throws FhirError `malformed` for what was not sealed here for this caller and this address */
  open(caller: Caller, address: string, sealed: string): PageStart
}

const nonceBytes = 24
const tagBytes = 16

/**
 * Page links that say nothing and cannot be altered. The question and the place are encrypted together (AES-256-GCM), so
 * no address holds health data, not even after a search whose parameters came in a form; client, user and address are
 * authenticated with them. Each link has a key of its own, made of the server's key and half of its nonce: random nonces
 * of GCM alone would wear a key out after some billion links. A link gives no access: the caller's token decides on every page.
 *
 * @param keys 32 bytes each: the first seals, all open. Every process of the server has the same, so a link works at each
 * of them, also after a restart. A key that is taken out ends the links that it sealed: they are refused as altered ones are.
 */
export function pageLinks(keys: readonly Buffer[]): PageLinks {
  const [newest] = keys
  if (newest === undefined) throw new Error('page links need a key')
  return {
    seal(caller, address, { asked, place }) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', linkKey(newest, nonce), nonce.subarray(12))
      cipher.setAAD(boundTo(caller, address))
      const sealed = cipher.update(JSON.stringify([place, asked]))
      cipher.final()
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(caller, address, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      // Several spellings in base64 are the same bytes; only the one that was given is ours.
      if (bytes.length <= nonceBytes + tagBytes || bytes.toString('base64url') !== sealed) throw notOurs()
      for (const key of keys) {
        const text = opened(key, bytes, boundTo(caller, address))
        if (text === undefined) continue
        const [place, asked] = JSON.parse(text) as [string, Pairs]
        return { place, asked }
      }
      throw notOurs()
    },
  }
}

/**
 * A secret of fixed length before a text of fixed length, and the result is told to nobody: a plain hash does, at a tenth of an
 * HMAC's cost. As a key object, because Node takes five times as long over a key in plain bytes.
 */
function linkKey(key: Buffer, nonce: Buffer): KeyObject {
  return createSecretKey(hash('sha256', Buffer.concat([key, nonce.subarray(0, 12)]), 'buffer'))
}

function boundTo({ clientId, fhirUser = '' }: Caller, address: string): Buffer {
  return Buffer.from(JSON.stringify([clientId, fhirUser, address]))
}

function opened(key: Buffer, bytes: Buffer, bound: Buffer): string | undefined {
  const nonce = bytes.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', linkKey(key, nonce), nonce.subarray(12), { authTagLength: tagBytes })
  decipher.setAAD(bound)
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

/**
 * What a request asks: its own parameters, or, when it follows a page link, those of the question that the link goes on
 * with. Only the size of the page may be changed on the way.
 *
 * @param address below the base, as the link was made for it
 * @throws FhirError `malformed` for a link that was altered, or is used for another question or by another caller
 */
export function pageAsked(
  { pages, access }: Pick<Context, 'pages' | 'access'>,
  address: string,
  query: URLSearchParams,
): { query: URLSearchParams; place?: string } {
  const [sealed, ...more] = query.getAll('_page')
  if (sealed === undefined) return { query }
  const others = [...query.keys()].filter((name) => name !== '_page' && name !== '_count')
  if (more.length > 0 || others.length > 0) {
    throw malformed('continuation', 'A page link holds its whole question: send it as it was given. Only _count may be changed.')
  }
  const { asked, place } = pages.open(access.caller, address, sealed)
  const counts = query.getAll('_count').map((count): [string, string] => ['_count', count])
  return { query: new URLSearchParams([...asked.map(([name, value]): [string, string] => [name, value]), ...counts]), place }
}

/**
 * The links of a page. `self` says the question as it was understood; `next` is there when there is more.
 *
 * @param asked what was asked, in the words of an address
 * @param next storage's continuation; undefined on the last page
 */
export function pageLinksOf(
  { pages, access }: Pick<Context, 'pages' | 'access'>,
  base: string,
  address: string,
  asked: Pairs,
  next: string | undefined,
): BundleLink[] {
  const path = address === '' ? base : `${base}/${address}`
  const query = new URLSearchParams(asked.map(([name, value]) => [name, value])).toString()
  const self: BundleLink = { relation: 'self', url: query === '' ? path : `${path}?${query}` }
  if (next === undefined) return [self]
  const count = asked.filter(([name]) => name === '_count').map(([, value]) => `_count=${encodeURIComponent(value)}&`)
  const sealed = pages.seal(access.caller, address, { asked: asked.filter(([name]) => name !== '_count'), place: next })
  return [self, { relation: 'next', url: `${path}?${count.join('')}_page=${sealed}` }]
}

function notOurs() {
  return malformed(
    'continuation',
    'This page link is not one that this server gave to this caller for this address, or it was altered. Start from the first page.',
  )
}

import type { IncomingMessage } from 'node:http'
import { ipKeyGenerator } from 'express-rate-limit'
import ipaddr from 'ipaddr.js'

/** Where a request comes from: what the socket says, or what proxies say that the operator named as trusted. */
export type AddressOf = (request: IncomingMessage) => string | undefined

/** Does an address belong to a proxy whose word is believed? */
export type IsTrusted = (address: string) => boolean

/**
 * Reads a list of addresses and ranges. What `X-Forwarded-For` says is anybody's word unless one of these said it.
 *
 * @param ranges such as `10.0.0.7` or `10.0.0.0/8`
 */
export function trustedProxies(ranges: readonly string[]): IsTrusted {
  const known = ranges.map((range) => (range.includes('/') ? ipaddr.parseCIDR(range) : ipaddr.parseCIDR(`${range}/${bitsOf(range)}`)))
  return (text) => {
    if (!ipaddr.isValid(text)) return false
    const address = ipaddr.process(text)
    return known.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))
  }
}

function bitsOf(address: string): number {
  return ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128
}

/**
 * The nearest address that is not a trusted proxy's: the chain is read from our end, as its beginning is written by whoever
 * sent the request.
 */
export function callerAddress(isTrusted: IsTrusted | undefined): AddressOf {
  if (isTrusted === undefined) return (request) => request.socket.remoteAddress
  return ({ socket, headers }) => {
    let nearest = socket.remoteAddress
    const hops = String(headers['x-forwarded-for'] ?? '').split(',')
    while (nearest !== undefined && isTrusted(nearest)) {
      const hop = hops.pop()?.trim()
      if (hop === undefined || !ipaddr.isValid(hop)) break
      nearest = hop
    }
    return nearest
  }
}

/** What is counted of an address: all of it, or of IPv6 the network that one subscriber is given. */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return ''
  return address.includes(':') ? ipKeyGenerator(address, 64) : address
}

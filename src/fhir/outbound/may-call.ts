import ipaddr from 'ipaddr.js'

/**
 * Who named the address that is to be called. `others`: a client or anybody else outside; only the public internet, by
 * https. `operator`: this server's own configuration, which may well mean a neighbour on a private network.
 */
export type NamedBy = 'others' | 'operator'

/**
 * Where machines in a cloud are told their own secrets; nobody means to call it. Link-local ones are refused as such. Those of
 * Azure (a public address), Alibaba, Google, Oracle and Scaleway; of Amazon the whole network of such services.
 */
const metadataServices = [
  '168.63.129.16/32',
  '100.100.100.200/32',
  'fd20:ce::254/128',
  'fd00:c1::a9fe:a9fe/128',
  'fd00:42::42/128',
  'fd00:ec2::/32',
].map((range) => ipaddr.parseCIDR(range))

/** Parts of IPv6 in which an IPv4 address may hide: what is behind a translator is not seen from here. */
const translated = new Set(['ipv4Mapped', 'rfc6145', 'rfc6052', '6to4', 'teredo', 'isatap'])

/** What an operator may mean besides the public internet. */
const neighbours = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'loopback'])

/** Why an address may not be called; undefined when it may. */
export function addressFault(text: string, namedBy: NamedBy): string | undefined {
  if (!ipaddr.isValid(text)) return 'is no network address'
  // As a socket would take it: an IPv4 address in the clothes of an IPv6 one is that IPv4 address.
  const address = ipaddr.process(text)
  const range = address.kind() === 'ipv6' ? rangeOf6(address as ipaddr.IPv6) : address.range()
  if (metadataServices.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits)))
    return 'is where a cloud keeps the secrets of its machines'
  if (range === 'unicast') return undefined
  if (namedBy === 'operator' && neighbours.has(range)) return undefined
  return translated.has(range) ? 'hides an IPv4 address' : `is not on the public internet (${range})`
}

const documentation = ipaddr.IPv6.parse('3fff::')

function rangeOf6(address: ipaddr.IPv6): string {
  const range = address.range()
  // https://www.iana.org/assignments/ipv6-address-space: all that is public begins with 001.
  const isGlobal = (address.parts[0]! & 0xe000) === 0x2000
  if (range !== 'unicast' || !isGlobal) return range === 'unicast' ? 'reserved' : range
  // https://www.rfc-editor.org/rfc/rfc9637: for examples.
  if (address.match(documentation, 20)) return 'reserved'
  // https://www.rfc-editor.org/rfc/rfc5214#section-6.1: the last half names an IPv4 address to tunnel to.
  return (address.parts[4]! & 0xfdff) === 0 && address.parts[5] === 0x5efe ? 'isatap' : range
}

/** Why a URL may not be called whatever its name stands for; undefined when it may. */
export function urlFault(url: URL, namedBy: NamedBy): string | undefined {
  if (url.username !== '' || url.password !== '') return 'has a user name in it'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && namedBy === 'operator')) return 'is not https'
  return undefined
}

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * May who signs people or tokens be asked at this address? Only by https; by http on this machine alone, while this server is
 * there itself, in development.
 *
 * @param own this server's own base address
 */
export function isSecureOrLocal(address: string, own: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && thisMachine.has(hostname) && thisMachine.has(new URL(own).hostname))
}

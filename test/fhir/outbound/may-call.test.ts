import { describe, expect, test } from '@jest/globals'
import { addressFault, urlFault } from '#fhir/outbound/may-call.ts'

describe('addresses that are called for nobody', () => {
  test.each([
    ['this machine', '127.0.0.1', /loopback/],
    ['this machine, IPv6', '::1', /loopback/],
    ['this machine, mapped', '::ffff:127.0.0.1', /loopback/],
    ['this machine, mapped in hexadecimal', '::ffff:7f00:1', /loopback/],
    ['any address of this machine', '0.0.0.0', /unspecified/],
    ['any address of this machine, IPv6', '::', /unspecified/],
    ['a private network', '10.0.0.1', /private/],
    ['a private network', '172.31.255.255', /private/],
    ['a private network', '192.168.1.1', /private/],
    ['a private network, mapped', '::ffff:10.0.0.1', /private/],
    ['a private network, IPv6', 'fd12:3456::1', /uniqueLocal/],
    ['a provider’s own network', '100.64.0.1', /carrierGradeNat/],
    ['secrets of a cloud', '169.254.169.254', /linkLocal/],
    ['secrets of a cloud, mapped', '::ffff:a9fe:a9fe', /linkLocal/],
    ['secrets of a cloud, IPv6', 'fd00:ec2::254', /secrets/],
    ['secrets of another cloud', '100.100.100.200', /secrets/],
    ['secrets of Azure, at a public address', '168.63.129.16', /secrets/],
    ['secrets of Azure, mapped', '::ffff:168.63.129.16', /secrets/],
    ['secrets of Azure, mapped in hexadecimal', '::ffff:a83f:8110', /secrets/],
    ['secrets of Azure, behind a translator', '64:ff9b::a83f:8110', /hides/],
    ['secrets of Azure, behind a local translator', '64:ff9b:1::a83f:8110', /hides/],
    ['secrets of Azure, through a tunnel', '2002:a83f:8110::', /hides/],
    ['secrets of Azure, translated', '::ffff:0:168.63.129.16', /hides/],
    ['secrets of a cloud, to its containers', 'fd00:ec2::23', /secrets/],
    ['secrets of Google', 'fd20:ce::254', /secrets/],
    ['secrets of Oracle', 'fd00:c1::a9fe:a9fe', /secrets/],
    ['secrets of Oracle, IPv4', '192.0.0.192', /reserved/],
    ['secrets of Scaleway', 'fd00:42::42', /secrets/],
    ['a tunnel that the last half names', '2606:4700::5efe:10.0.0.1', /hides/],
    ['a tunnel that the last half names, of a public address', '2606:4700::200:5efe:a9fe:a9fe', /hides/],
    ['for documents, IPv6', '2001:db8::1', /reserved/],
    ['for documents, the new network', '3fff:fff::1', /reserved/],
    ['the same link', 'fe80::1', /linkLocal/],
    ['many at once', '224.0.0.1', /multicast/],
    ['many at once, IPv6', 'ff02::1', /multicast/],
    ['all at once', '255.255.255.255', /broadcast/],
    ['for documents', '192.0.2.1', /reserved/],
    ['behind a translator', '64:ff9b::a00:1', /hides/],
    ['through a tunnel', '2002:a00:1::', /hides/],
    ['the old way to write IPv4 in IPv6', '::10.0.0.1', /reserved|private/],
    ['an old site of its own', 'fec0::1', /Local|reserved/],
    ['no address', 'localhost', /no network address/],
    ['empty', '', /no network address/],
  ])('%s: %s', (_title, address, why) => expect(addressFault(address, 'others')).toMatch(why))

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '168.63.129.17', '2606:4700::1111'])('the internet: %s', (address) => {
    expect(addressFault(address, 'others')).toBeUndefined()
  })
})

describe('what the operator may mean', () => {
  test.each(['127.0.0.1', '10.0.0.1', 'fd12::1', '::ffff:10.0.0.1', '100.64.0.1'])('a neighbour: %s', (address) => {
    expect(addressFault(address, 'operator')).toBeUndefined()
  })
  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    'fd00:c1::a9fe:a9fe',
    'fe80::1',
    '0.0.0.0',
    '64:ff9b::a00:1',
  ])('never: %s', (address) => expect(addressFault(address, 'operator')).toBeDefined())
})

describe('URLs', () => {
  test.each([
    ['http://example.org/', 'others', /not https/],
    ['file:///etc/passwd', 'operator', /not https/],
    ['gopher://example.org/', 'operator', /not https/],
    ['https://user@example.org/', 'operator', /user name/],
    ['https://:secret@example.org/', 'others', /user name/],
  ] as const)('%s named by %s', (url, namedBy, why) => expect(urlFault(new URL(url), namedBy)).toMatch(why))
  test('https for everybody, http for an operator', () => {
    expect([urlFault(new URL('https://example.org'), 'others'), urlFault(new URL('http://terms.lan'), 'operator')]).toEqual([
      undefined,
      undefined,
    ])
  })
})

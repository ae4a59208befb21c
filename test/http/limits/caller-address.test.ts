import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { addressKey, callerAddress, trustedProxies } from '#http/limits/caller-address.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage

describe('where a caller comes from', () => {
  test('without a trusted proxy what the header says is nobody’s word', () => {
    expect(callerAddress(undefined)(from('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9')
  })

  const addressOf = callerAddress(trustedProxies(['10.0.0.0/8', '2001:db8::7']))
  test.each([
    ['a stranger who writes the header himself', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['a proxy says who', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['a proxy that the socket shows as IPv6', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['a proxy by its own IPv6 address', '2001:db8::7', '198.51.100.1', '198.51.100.1'],
    ['its neighbour is none', '2001:db8::8', '198.51.100.1', '2001:db8::8'],
    ['two proxies', '10.1.2.3', '198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['what the caller wrote before the proxy came to it', '10.1.2.3', '127.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['nonsense', '10.1.2.3', 'unknown', '10.1.2.3'],
    ['nothing', '10.1.2.3', undefined, '10.1.2.3'],
    ['proxies all the way', '10.1.2.3', '10.4.4.4', '10.4.4.4'],
  ])('%s', (_title, socket, header, expected) => expect(addressOf(from(socket, header))).toBe(expected))
})

test('what one subscriber has counts as one: an address, or the half of IPv6 that names a network', () => {
  expect(addressKey('::ffff:192.0.2.1')).toBe(addressKey('192.0.2.1'))
  expect(addressKey('2001:db8:1:2::1')).toBe(addressKey('2001:db8:1:2:ffff::9'))
  expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'))
})

import { get } from 'node:https'
import { connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Serving, serve } from '#http/serve.ts'
import { readTls } from '#src/tls.ts'

// test/tls holds a certificate for localhost and its key, made for these tests alone.
const paths = { tlsCert: 'test/tls/certificate.pem', tlsKey: 'test/tls/key.pem' }

describe('a server that speaks TLS itself', () => {
  const tls = readTls(paths)!
  let serving: Serving
  beforeAll(async () => {
    serving = await serve((_request, response) => void response.end('here'), 0, undefined, tls)
  })
  afterAll(() => serving.stop(0))

  test('answers with its certificate', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      get({ port: serving.port, host: 'localhost', ca: tls.cert, agent: false }, (answer) => {
        answer.on('data', (chunk) => resolve(String(chunk)))
      }).on('error', reject)
    })
    expect(text).toBe('here')
  })

  const handshake = (maxVersion: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
    new Promise<string>((resolve) => {
      const options = {
        port: serving.port,
        host: 'localhost',
        ca: tls.cert,
        minVersion: 'TLSv1' as const,
        maxVersion,
        ciphers: 'DEFAULT@SECLEVEL=0',
      }
      const socket = connect(options, () => {
        resolve(socket.getProtocol() ?? '')
        socket.destroy()
      }).on('error', () => resolve('refused'))
    })
  test.each([
    ['TLSv1.1', 'refused'],
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.3', 'TLSv1.3'],
  ] as const)('who speaks %s at most: %s', async (version, answer) => expect(await handshake(version)).toBe(answer))
})

describe('certificate and key', () => {
  test('none is none', () => expect(readTls({})).toBeUndefined())
  test('what is not there, or not what it should be, is said without a word of the key', () => {
    expect(() => readTls({ ...paths, tlsKey: 'test/tls/none.pem' })).toThrow(/TLS_KEY: test\/tls\/none.pem cannot be read \(ENOENT\)/)
    expect(() => readTls({ ...paths, tlsKey: paths.tlsCert })).toThrow(/not a certificate and its key/)
  })
})

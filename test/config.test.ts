import { describe, expect, test } from '@jest/globals'
import { ConfigError, readConfig } from '#src/config.ts'

describe('configuration', () => {
  test('an empty environment gives the documented defaults', () => {
    expect(readConfig({})).toMatchObject({ port: 8080, baseUrl: 'http://localhost:8080', dataDir: './.cares/data', logLevel: 'info' })
    expect(readConfig({}).databaseUrl).toBeUndefined()
  })

  test('the base address follows the port unless it is given', () => {
    expect(readConfig({ PORT: '9000' }).baseUrl).toBe('http://localhost:9000')
    expect(readConfig({ PORT: '9000', BASE_URL: 'https://cares.example.org/' }).baseUrl).toBe('https://cares.example.org')
  })

  test('every problem is reported at once', () => {
    const problems = (() => {
      try {
        readConfig({ PORT: 'x', BASE_URL: 'ftp://x', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', MAX_BODY: '10' })
        return []
      } catch (error) {
        return error instanceof ConfigError ? error.problems : []
      }
    })()
    expect(problems).toHaveLength(5)
    expect(problems[0]).toBe('PORT is not a whole number from 0 to 65535: x')
  })

  test('a database address never shows in a problem, as it may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://user:secret@host/db' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') }),
    )
  })

  test('proxies are named by address or range, and nothing else is taken for one', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::7' }).trustedProxies).toEqual(['10.0.0.0/8', '2001:db8::7'])
    expect(() => readConfig({ TRUSTED_PROXIES: 'true,10.0.0.0/99' })).toThrow(/true is neither.*\n.*10\.0\.0\.0\/99 is neither/)
  })

  test('certificate and key go together, and with an https address', () => {
    expect(() => readConfig({ TLS_CERT: 'c.pem' })).toThrow(/go together.*\n.*BASE_URL/)
    const both = { TLS_CERT: 'c.pem', TLS_KEY: 'k.pem', BASE_URL: 'https://localhost:8080' }
    expect(readConfig(both)).toMatchObject({ tlsCert: 'c.pem', tlsKey: 'k.pem' })
  })

  test('a token for the metrics is long enough not to be guessed', () => {
    expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN has fewer than 16 characters')
  })

  test('the result cannot be changed', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })
})

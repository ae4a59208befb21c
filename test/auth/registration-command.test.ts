import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { findClient } from '#auth/clients.ts'
import { runRegistration } from '#auth/registration-command.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from './map-tokens.ts'
import { makePartner } from './partner.ts'

let folder: string
let tokens: Tokens
let lines: string[]
const run = (...args: string[]) => runRegistration(args, tokens, (line) => void lines.push(line))
const usual = ['--id', 'clinic', '--description', 'A clinic', '--kind', 'pediatrician', '--scope', 'system/Patient.rs']

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'register-'))
  tokens = mapTokens()
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a client with keys of its own is registered, listed and removed', async () => {
  const { client } = await makePartner('RS384')
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, JSON.stringify(client.jwks))
  expect(await run(...usual, '--jwks', keys, '--purpose', 'TREAT')).toBe(0)
  expect(await findClient(tokens, 'clinic')).toMatchObject({ kind: 'pediatrician', purpose: 'TREAT', jwks: client.jwks })
  expect(await run('--list')).toBe(0)
  expect(lines.join()).toContain('clinic\tpediatrician\tsystem/Patient.rs\tA clinic')
  expect(await run('--remove', 'clinic')).toBe(0)
  expect(await findClient(tokens, 'clinic')).toBeUndefined()
})

test('a new private key goes into a file for its owner alone, and nowhere else', async () => {
  const path = join(folder, 'private.json')
  expect(await run(...usual, '--new-key', path)).toBe(0)
  const secret = JSON.parse(readFileSync(path, 'utf8'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(JSON.stringify(await findClient(tokens, 'clinic')) + lines.join()).not.toContain(secret.d)
  expect(await run(...usual, '--new-key', path)).toBe(1)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(secret)
})

test('mistakes are named together, and nothing is registered', async () => {
  const path = join(folder, 'private.json')
  expect(await run('--id', 'clinic', '--kind', 'friend', '--scope', 'user/*.rs', '--new-key', path)).toBe(1)
  for (const word of ['description', 'kind', 'user/*.rs', 'Nothing was changed']) expect(lines.join()).toContain(word)
  expect(await findClient(tokens, 'clinic')).toBeUndefined()
  expect(await run(...usual)).toBe(1)
  expect(await run(...usual, '--jwks', join(folder, 'absent.json'))).toBe(1)
  expect(await run('--unheard-of')).toBe(1)
  expect(await run()).toBe(1)
})

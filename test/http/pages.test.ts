import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { type Door, openDoor } from './door.ts'

let door: Door
let folder: string
let ready: () => Promise<void> = async () => {}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guide-'))
  mkdirSync(join(folder, 'guide'))
  writeFileSync(join(folder, 'guide', 'index.html'), '<h1>Guide</h1>')
  writeFileSync(join(folder, 'secret'), 'secret')
  door = await openDoor({}, { guideFolder: join(folder, 'guide'), ready: () => ready() })
})
afterAll(() => rmSync(folder, { recursive: true }))
const get = (path: string) => request(door.app).get(path)

describe('pages for people and machines', () => {
  test('the front page says what this is and links to all of it, behind security headers', async () => {
    const { text, headers } = await get('/')
    for (const link of ['fhir/R4/metadata', 'smart-configuration', 'ig/', 'metrics']) expect(text).toContain(link)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('the guide is served from its folder, and nothing beside it', async () => {
    expect((await get('/ig/')).text).toBe('<h1>Guide</h1>')
    for (const path of ['/ig/../secret', '/ig/%2e%2e/secret', '/ig/..%2fsecret']) expect((await get(path)).text).not.toContain('secret')
  })

  test('a guide that is not built says how to build it', async () => {
    const answer = await request((await openDoor()).app).get('/ig/')
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('npm run guide')])
  })

  test('live as long as it answers, ready as long as the database does', async () => {
    expect((await get('/health/live')).status).toBe(200)
    expect((await get('/health/ready')).body).toEqual({ status: 'ready' })
    ready = async () => {
      throw new Error('password=hunter2 refused')
    }
    const answer = await get('/health/ready')
    expect([answer.status, answer.body]).toEqual([503, { status: 'not ready' }])
    expect(door.logged.join()).not.toContain('hunter2')
    expect((await get('/health/live')).status).toBe(200)
  })

  test('there is nothing elsewhere', async () => {
    expect((await get('/admin')).status).toBe(404)
    expect((await get('/FHIR/r4/metadata')).status).toBe(404)
    expect((await get('/ig/%E0%A4%A')).status).toBe(404)
  })
})

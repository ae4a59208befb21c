import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Actor } from '#demo/journey/stage.ts'
import { loadFolder } from '#demo/load-folder.ts'
import { type ServedApp, serveApp } from '../journeys/served-app.ts'

let app: ServedApp
let folder: string
beforeAll(async () => {
  app = await serveApp()
  folder = mkdtempSync(join(tmpdir(), 'cares-bundles-'))
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const child = 'urn:uuid:11111111-1111-4111-8111-111111111111'
const condition = { resourceType: 'Condition', subject: { reference: child }, code: { text: 'Asthma' } }
const family = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ fullUrl: child, resource: { resourceType: 'Patient', name: [{ family: 'Berg' }] } }, { resource: condition }],
}

async function countOf(type: string): Promise<number> {
  const actor = new Actor(app.stage.fhirBaseUrl, await app.stage.token('demo-all'))
  return JSON.parse((await actor.get(`${type}?_summary=count`)).text).total
}

describe('bundles of a folder', () => {
  test('are loaded once, however often the demo starts, and their patients are found again', async () => {
    writeFileSync(join(folder, 'family.json'), JSON.stringify(family))
    const first = await loadFolder(app.stage, folder)
    expect(first).toHaveLength(1)
    expect(await loadFolder(app.stage, folder)).toEqual(first)
    expect([await countOf('Patient'), await countOf('Condition')]).toEqual([1, 1])
    expect(app.told.at(-1)).toBe('1 of 1  family.json: already here')
  })

  test('a file that is no JSON is named', async () => {
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, '{bad')
    await expect(loadFolder(app.stage, folder)).rejects.toThrow(`${broken} is not JSON`)
  })
})

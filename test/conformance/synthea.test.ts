import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { exactText, parseExact } from '#fhir/exact-json.ts'
import { loadValidator } from '#validation/load.ts'
import { type Caller, type Json, openCaller } from '../interactions/caller.ts'

// Records that others generated: every bundle loads as one transaction, and every resource reads back as it was sent.

const folder = '../shared/data/synthea'
const there = existsSync(folder)
const suite = there ? describe : describe.skip
if (!there) console.warn('skipped: the Synthea records are not there (../shared/data/synthea)')

function readBundle(path: string): Json {
  const bundle = parseExact(gunzipSync(readFileSync(join(folder, path))).toString('utf8')) as Json
  // bdcat publishes as batches whose entries refer to each other, which R4 does not allow; as transactions they are sound.
  return bundle.type === 'batch' ? { ...bundle, type: 'transaction' } : bundle
}

function bundlesOf(source: string): string[] {
  return readdirSync(join(folder, source))
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => `${source}/${name}`)
}

/** Every number as it is written: 70.0 is not 70. */
function numbersIn(text: string): string[] {
  return text.match(/[:[,]-?\d[\d.eE+-]*(?=[,}\]])/g) ?? []
}

/** The resource as it must read back: id and meta are the server's, links point at what the entries became. */
function expected(resource: Json, targets: ReadonlyMap<string, string>): Json {
  const { id: _id, meta, ...rest } = resource
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta ?? {}
  const resolved = JSON.parse(JSON.stringify(rest), (key, value) =>
    key === 'reference' && typeof value === 'string' ? (targets.get(value) ?? value) : value,
  )
  return { ...resolved, meta: kept }
}

suite('Synthea bundles load whole and read back equal', () => {
  let caller: Caller
  beforeAll(async () => {
    // As on a server that has no other guide's definitions: the practitioners of data-pipes claim US Core with invented NPIs,
    // whose check digits US Core refuses.
    caller = await openCaller([], { validator: loadValidator({ packages: 'none' }) })
  })
  afterAll(() => caller?.opened.close())

  /** Sends a bundle and compares each resource with what is stored; says how many there were. */
  async function loadAndCompare(path: string): Promise<number> {
    const bundle = readBundle(path)
    const answer = await caller.json('POST', '', bundle, { prefer: { return: 'minimal' } })
    const targets = new Map<string, string>()
    answer.entry.forEach(({ response }: Json, index: number) => {
      const [, target = ''] = /\/fhir\/R4\/([A-Za-z]+\/[^/]+)\/_history\//.exec(response.location) ?? []
      const { fullUrl } = bundle.entry[index]
      if (fullUrl !== undefined) targets.set(fullUrl, target)
    })
    for (const [index, { response }] of answer.entry.entries()) {
      const sent = bundle.entry[index].resource
      if (!response.status.startsWith('201')) continue
      const [, at = ''] = /\/fhir\/R4\/(.+)$/.exec(response.location) ?? []
      const { text = '' } = await caller.send('GET', at)
      const read = JSON.parse(String(text))
      expect(numbersIn(String(text))).toEqual(numbersIn(exactText(sent)))
      for (const link of JSON.stringify(sent).matchAll(/"reference":"([A-Z][A-Za-z]+)\?([^"]+)"/g)) {
        if (targets.has(`${link[1]}?${link[2]}`)) continue
        const found = await caller.json('GET', `${link[1]}?${link[2]}`)
        targets.set(`${link[1]}?${link[2]}`, `${link[1]}/${found.entry[0].resource.id}`)
      }
      expect(expected(read, new Map())).toEqual(expected(sent, targets))
    }
    return answer.entry.length
  }

  for (const source of ['gsd', 'bulk-data-server', 'bdcat', 'iris']) {
    for (const path of there ? bundlesOf(source) : []) {
      test(`${path}`, async () => {
        expect(await loadAndCompare(path)).toBe(readBundle(path).entry.length)
      })
    }
  }

  test('data-pipes: refused whole before the providers it names are there, loaded after', async () => {
    const all = bundlesOf('data-pipes')
    const patients = all.filter((path) => !path.includes('.reduced.'))
    const before = (await caller.json('GET', 'Patient?_summary=count')).total
    const refused: FhirError = await caller.send('POST', '', readBundle(patients[0]!)).then(
      () => Promise.reject(new Error('it was not refused')),
      (error) => error,
    )
    expect([refused.kind, refused.issues[0]?.details]).toEqual(['precondition-failed', 'reference'])
    expect((await caller.json('GET', 'Patient?_summary=count')).total).toBe(before)
    // The hospitals come before the practitioners, whose roles name them.
    for (const path of all.filter((one) => one.includes('.reduced.')).sort()) await caller.send('POST', '', readBundle(path))
    for (const path of patients) expect(await loadAndCompare(path)).toBeGreaterThan(0)
  })

  test('pathling: names providers that are nowhere, so nothing of it is kept', async () => {
    for (const path of bundlesOf('pathling')) {
      const before = (await caller.json('GET', 'Patient?_summary=count')).total
      const refused: FhirError = await caller.send('POST', '', readBundle(path)).then(
        () => Promise.reject(new Error('it was not refused')),
        (error) => error,
      )
      expect(refused.kind).toBe('precondition-failed')
      expect(refused.issues[0]?.expression?.[0]).toMatch(/^Bundle\.entry\[\d+\]/)
      expect((await caller.json('GET', 'Patient?_summary=count')).total).toBe(before)
    }
  })
})

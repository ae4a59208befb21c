import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { pack } from 'tar-stream'
import { obtain, readSources } from '../../profiles/packages.ts'

let folder: string
let into: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archives-'))
  into = await mkdtemp(join(tmpdir(), 'unpacked-'))
})
afterAll(() => Promise.all([folder, into].map((path) => rm(path, { recursive: true, force: true }))))

async function archive(name: string, entries: Record<string, string>): Promise<void> {
  const tar = pack()
  for (const [path, content] of Object.entries(entries)) tar.entry({ name: path }, content)
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  await writeFile(join(folder, `${name}.tgz`), gzipSync(Buffer.concat(chunks)))
}

describe('npm run packages', () => {
  test('unpacks a package from a folder of archives', async () => {
    await archive('some.guide-1.2.3', { 'package/package.json': '{"name":"some.guide"}', 'package/other/a.json': '{}' })
    const unpacked = await obtain('some.guide#1.2.3', { folder }, into)
    expect(JSON.parse(await readFile(join(unpacked, 'package', 'package.json'), 'utf8'))).toEqual({ name: 'some.guide' })
    expect(existsSync(join(unpacked, 'package', 'other', 'a.json'))).toBe(true)
  })

  test('writes nothing outside its folder, whatever an archive says', async () => {
    await archive('bad.guide-1.0.0', { 'package/package.json': '{}', '../../escaped.json': '{}' })
    await obtain('bad.guide#1.0.0', { folder }, into)
    expect(existsSync(join(into, '..', 'escaped.json'))).toBe(false)
    expect(existsSync(join(into, 'escaped.json'))).toBe(false)
  })

  test('says in a sentence what to do when no source has the package', async () => {
    await expect(obtain('hl7.fhir.us.core#6.1.0', { folder }, into)).rejects.toThrow(/not here\. Set FHIR_PACKAGES to a folder/)
  })

  test('asks a FHIR package registry when there is no folder, and says what it answered', async () => {
    await archive('far.guide-2.0.0', { 'package/package.json': '{"name":"far.guide"}' })
    const body = await readFile(join(folder, 'far.guide-2.0.0.tgz'))
    const server = createServer((request, response) => {
      if (request.url === '/far.guide/2.0.0') response.end(body)
      else response.writeHead(404).end()
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const unpacked = await obtain('far.guide#2.0.0', { registry }, into)
      expect(JSON.parse(await readFile(join(unpacked, 'package', 'package.json'), 'utf8'))).toEqual({ name: 'far.guide' })
      await expect(obtain('far.guide#9.9.9', { registry }, into)).rejects.toThrow(/answered 404 for far\.guide#9\.9\.9/)
    } finally {
      server.close()
    }
  })

  test('takes its sources from the environment', () => {
    expect(readSources({ FHIR_PACKAGES: '/archives', FHIR_REGISTRY: 'https://packages.example/' })).toEqual({
      folder: '/archives',
      registry: 'https://packages.example',
    })
  })
})

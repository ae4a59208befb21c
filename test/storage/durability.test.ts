import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { openStore } from '#storage/open.ts'
import { adminUrl, openTestStore } from './databases.ts'

const us = ownAccess('test')
const child = new URL('./durability-writer.ts', import.meta.url).pathname

/** Runs the writer until it has acknowledged `enough` writes, kills it with SIGKILL, and tells what it acknowledged. */
async function killWhileWriting(where: Record<string, string>, enough: number): Promise<{ acknowledged: string[]; signal: string | null }> {
  const writer = spawn(process.execPath, [child], { env: { ...process.env, ...where }, stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: string[] = []
  const ended = new Promise<string | null>((resolve) => writer.once('exit', (_, signal) => resolve(signal)))
  for await (const line of createInterface(writer.stdout)) {
    acknowledged.push(line)
    if (acknowledged.length === enough) writer.kill('SIGKILL')
  }
  return { acknowledged, signal: await ended }
}

describe('kill -9 in the middle of writing', () => {
  test('nothing acknowledged is lost, and no transaction is there by half', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cares-durability-'))
    const own = adminUrl === undefined ? undefined : await openTestStore()
    const url = own && String((await own.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' }))[0]!.name)
    const databaseUrl = url && Object.assign(new URL(adminUrl!), { pathname: `/${url}` }).toString()
    const dataDir = join(folder, 'data')
    try {
      for (const enough of [7, 40]) {
        const { acknowledged, signal } = await killWhileWriting(databaseUrl ? { WRITE_URL: databaseUrl } : { WRITE_DIR: dataDir }, enough)
        expect(signal).toBe('SIGKILL')
        expect(acknowledged.length).toBeGreaterThanOrEqual(enough)
        const { store } = await openStore(databaseUrl ? { databaseUrl } : { dataDir })
        for (const pair of acknowledged) {
          const [plan, goal] = await Promise.all([store.read(us, 'CarePlan', pair), store.read(us, 'Goal', pair)])
          expect([plan?.id, goal?.id]).toEqual([pair, pair])
        }
        // Written two by two: as many of one as of the other, acknowledged or not.
        const count = async (type: string) =>
          (await store.search(us, { type, clauses: [], sort: [], count: 0, total: 'accurate', include: [], revinclude: [] })).total
        expect(await count('CarePlan')).toBe(await count('Goal'))
        await store.close()
      }
    } finally {
      await own?.close()
      await rm(folder, { recursive: true, force: true })
    }
  }, 120_000)
})

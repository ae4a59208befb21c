import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Database, openPool } from '../database.ts'
import { WorkerStream } from './stream.ts'
import type { WorkerStart } from './worker.ts'

/** Where the embedded database is. */
export interface EmbeddedOptions {
  /** Folder of its data, made when absent; undefined: in memory. */
  dataDir?: string
  /** Folder for what can be made again, such as the empty cluster that a first start begins from. */
  cacheDir?: string
}

/**
 * PGlite in a worker thread, as its statements would block this one. A new folder begins from an empty cluster that was
 * made once and kept in the cache by PGlite's version: making one takes seconds.
 */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<Database> {
  const { dataDir, cacheDir = '.cares/cache' } = options
  const snapshot = resolve(cacheDir, `pglite-${await pgliteVersion()}.tar`)
  const isNew = dataDir === undefined || !existsSync(join(dataDir, 'PG_VERSION'))
  const start: WorkerStart = {}
  if (dataDir !== undefined) {
    start.dataDir = resolve(dataDir)
    await mkdir(start.dataDir, { recursive: true })
  }
  if (isNew && existsSync(snapshot)) start.snapshot = snapshot
  else if (isNew) {
    await mkdir(dirname(snapshot), { recursive: true })
    start.snapshotTo = snapshot
  }

  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start })
  await new Promise<void>((ready, failed) => {
    worker.once('message', () => ready())
    worker.once('error', failed)
  })
  worker.setMaxListeners(0)
  const ended = new Promise<void>((resolveEnd) => worker.once('exit', () => resolveEnd()))
  return openPool(
    'embedded',
    { max: 1, idleTimeoutMillis: 0, user: 'postgres', database: 'postgres', stream: () => new WorkerStream(worker) as never },
    async () => {
      worker.postMessage('close')
      await ended
    },
  )
}

async function pgliteVersion(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const { version } = JSON.parse(await readFile(join(dirname(main), '..', 'package.json'), 'utf8'))
  return version
}

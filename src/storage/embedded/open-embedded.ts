import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { type Database, openPool } from '../database.ts'
import { lockFolder } from './folder-lock.ts'
import { prepareFolder } from './prepare-folder.ts'
import { WorkerStream } from './stream.ts'
import { unpack } from './unpack.ts'
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
  const start: WorkerStart = dataDir === undefined ? {} : { dataDir: resolve(dataDir) }
  const isNew = start.dataDir === undefined || (await prepareFolder(start.dataDir))
  const unlock = start.dataDir === undefined ? () => {} : lockFolder(start.dataDir)
  let worker: Worker | undefined
  try {
    if (isNew && existsSync(snapshot)) {
      if (start.dataDir === undefined) start.snapshot = snapshot
      else await unpack(snapshot, start.dataDir)
    } else if (isNew) {
      await mkdir(dirname(snapshot), { recursive: true })
      start.snapshotTo = snapshot
    }
    worker = spawn(start, () => {
      worker = undefined
    })
    await ready(worker)
  } catch (error) {
    unlock()
    throw error
  }
  const stream = () => {
    // The thread has ended: another one on the same folder. In memory there is nothing left to go on with.
    if (!worker && start.dataDir !== undefined) {
      worker = spawn({ dataDir: start.dataDir }, () => {
        worker = undefined
      })
    }
    if (!worker) throw new Error('Connection terminated: the database in memory has ended')
    return new WorkerStream(worker) as never
  }
  return openPool('embedded', { max: 1, idleTimeoutMillis: 0, user: 'postgres', database: 'postgres', stream }, async () => {
    const last = worker
    if (last) {
      const ended = once(last, 'exit')
      last.postMessage('close')
      await ended
    }
    unlock()
  })
}

/** The worker's first word is that the database is open; its error is why it is not. */
function ready(worker: Worker): Promise<void> {
  return new Promise((opened, failed) => {
    worker.once('message', () => opened())
    worker.once('error', failed)
  })
}

function spawn(start: WorkerStart, onEnd: () => void): Worker {
  // V8's optimizing compiler takes some 400 MB for PGlite's largest functions and makes it hardly faster: without it a first
  // start peaks at 560 MB instead of 980.
  setFlagsFromString('--no-wasm-tier-up')
  setFlagsFromString('--no-wasm-dynamic-tiering')
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start })
  worker.setMaxListeners(0)
  // Its error is told to whoever waits for an answer, by the end of the thread.
  worker.on('error', () => {})
  worker.once('exit', onEnd)
  return worker
}

async function pgliteVersion(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const { version } = JSON.parse(await readFile(join(dirname(main), '..', 'package.json'), 'utf8'))
  return version
}

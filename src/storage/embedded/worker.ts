import { fsyncSync, openAsBlob } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { asOptions, planning } from '../session-settings.ts'

/** What the worker is told at its start. */
export interface WorkerStart {
  /** Folder of the data; absent: in memory, gone with the process. */
  dataDir?: string
  /** A cluster made ahead, as a tar file, to begin from in memory. */
  snapshot?: string
  /** Where to write such a file when there is none yet. */
  snapshotTo?: string
}

/** Protocol bytes of one or more messages, to be answered with the database's. */
export interface WorkerRequest {
  bytes: Uint8Array
}

/**
 * A folder on disk whose fsync reaches the disk. PGlite turns fsync off and its file system has none; with both mended a
 * commit is on disk when it is acknowledged.
 */
class DurableFolder extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const started = await super.init(pg, options)
    started.emscriptenOpts.preRun?.push((module: unknown) => {
      const { NODEFS } = module as { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => void } } }
      NODEFS.stream_ops.fsync = (stream) => fsyncSync(stream.nfd)
    })
    return started
  }
}

// PGlite's own start parameters without `-F` (no fsync), and the method whose system call the folder above answers.
const startParams = [
  '--single',
  '-O',
  '-j',
  ...asOptions({
    search_path: 'public',
    exit_on_error: 'false',
    log_checkpoints: 'false',
    max_worker_processes: '0',
    max_parallel_workers: '0',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    io_method: 'sync',
    fsync: 'on',
    wal_sync_method: 'fsync',
    timezone: 'UTC',
    ...planning,
  }),
]

async function open({ dataDir, snapshot }: WorkerStart): Promise<PGlite> {
  const loadDataDir = snapshot === undefined ? undefined : await openAsBlob(snapshot)
  return PGlite.create({
    ...(dataDir === undefined ? { dataDir: 'memory://', loadDataDir } : { fs: new DurableFolder(dataDir) }),
    startParams,
  })
}

const start = workerData as WorkerStart
const port = parentPort!
const database = await open(start)
if (start.snapshotTo !== undefined) {
  const tar = await database.dumpDataDir('none')
  const unfinished = `${start.snapshotTo}.${process.pid}`
  await writeFile(unfinished, Buffer.from(await tar.arrayBuffer()))
  await rename(unfinished, start.snapshotTo)
}
port.on('message', (request: WorkerRequest | 'fresh' | 'close') => {
  if (request === 'close') {
    database.close().then(() => port.close())
  } else if (request === 'fresh') {
    // A driver that connects again expects a session without a transaction and without prepared statements.
    database
      .exec('ROLLBACK')
      .then(() => database.exec('DEALLOCATE ALL'))
      .then(() => port.postMessage('fresh'))
  } else {
    const answer = database.execProtocolRawSync(request.bytes)
    port.postMessage(answer, [answer.buffer as ArrayBuffer])
  }
})
port.postMessage('ready')

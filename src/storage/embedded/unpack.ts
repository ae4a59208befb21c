import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { extract } from 'tar-stream'

/** Belongs to the process that made the snapshot. */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts'])

/**
 * Makes a data folder from a snapshot of an empty cluster. The folder is there whole or not at all: a process that ends
 * in the middle leaves only a folder of another name.
 */
export async function unpack(snapshot: string, folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const entries = extract()
  createReadStream(snapshot)
    .on('error', (error) => entries.destroy(error))
    .pipe(entries)
  for await (const entry of entries) {
    const { name, type } = entry.header
    const path = join(unfinished, name)
    if (type === 'directory') await mkdir(path, { recursive: true, mode: 0o700 })
    else if (!leftOut.has(name.replace(/^\//, ''))) {
      const chunks: Buffer[] = []
      for await (const chunk of entry) chunks.push(chunk as Buffer)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeFile(path, Buffer.concat(chunks), { mode: 0o600 })
      continue
    }
    entry.resume()
  }
  // Takes the place of an empty folder, and of nothing else.
  await rename(unfinished, folder)
}

import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Makes the way to a data folder, and looks whether a database may live there: where one is already, in an empty
 * folder, or where there is nothing yet. Somebody's own files are never taken for ours.
 *
 * @returns whether the database is still to be made
 * @throws Error for a file, or a folder that holds something else; the system's error for a place that cannot be written
 */
export async function prepareFolder(folder: string): Promise<boolean> {
  if (existsSync(join(folder, 'PG_VERSION'))) return false
  await makeFolder(dirname(folder))
  const there = await stat(folder).catch(() => undefined)
  if (there === undefined) return true
  if (!there.isDirectory()) throw new Error(`${folder} is a file. Choose an empty folder, or one that is not there yet: DATA_DIR.`)
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} holds other files and no database of this server. Choose an empty folder: DATA_DIR.`)
  return true
}

/** As `mkdir -p`. Node's own `recursive` never comes back from a place such as /proc, where the parent is and takes no folder. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return
  await makeFolder(dirname(folder))
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

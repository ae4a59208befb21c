import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Lets one process have a data folder: PGlite has no guard of its own, and two that write to one folder destroy it.
 * The lock lies beside the folder and names its holder; one whose holder is no more counts for nothing.
 *
 * @returns gives the folder free again
 * @throws Error naming the process that has it
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`
  const own = holder(process.pid)
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = read(file)
    const pid = Number(other?.split(' ')[0])
    if (other !== undefined && isAlive(pid) && holder(pid) === other) {
      throw new Error(`The data in ${folder} is in use by process ${pid}. Stop that one first, or set DATABASE_URL to share a database.`)
    }
    rmSync(file, { force: true })
  }
}

/** A process by its number and, where the system tells (Linux), its start: numbers are used again. */
function holder(pid: number): string {
  const started = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')[19] ?? ''
  return `${pid} ${started}`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

import { readdirSync, readFileSync } from 'node:fs'

/** What each thread had used when it was last looked at: one that has ended takes nothing back. */
const threads = new Map<string, number>()

/**
 * Seconds of processor time that a process has used so far, user and system, as far as its threads were seen. Linux. By the scheduler's
 * nanoseconds: the hundredths of a second in `stat` are a tenth of a round that takes a tenth of a second, and each database
 * process has its own.
 */
export function processCpu(pid: number): number {
  const ofProcess = `${pid}/`
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [used] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      threads.set(`${ofProcess}${thread}`, Number(used) / 1e9)
    } catch {
      // The thread ended while we looked.
    }
  }
  return [...threads].reduce((sum, [key, seconds]) => (key.startsWith(ofProcess) ? sum + seconds : sum), 0)
}

/** What each backend had used when it was last looked at: one that has gone takes nothing back. */
const lastSeen = new Map<string, number>()

/** Seconds used so far by the PostgreSQL backends that serve a database on this machine, as far as they were seen. */
export function backendsCpu(database: string): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const title = readFileSync(`/proc/${entry}/cmdline`, 'utf8')
      if (title.startsWith('postgres:') && title.includes(` ${database} `)) lastSeen.set(`${database} ${entry}`, processCpu(Number(entry)))
    } catch {
      // The process ended while we looked.
    }
  }
  return [...lastSeen].reduce((sum, [key, seconds]) => (key.startsWith(`${database} `) ? sum + seconds : sum), 0)
}

/** Resident memory of a process, MB. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

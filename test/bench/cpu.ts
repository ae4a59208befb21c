import { readdirSync, readFileSync } from 'node:fs'

/** Seconds of processor time that a process has used so far, user and system, its finished threads included. Linux. */
export function processCpu(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
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

/** Linux reports times in hundredths of a second to user space, whatever the kernel's own tick is. */
const ticksPerSecond = 100

import type { Resource } from '@medplum/fhirtypes'
import { ownAccess } from '#auth/access-plan.ts'
import { findingId } from '#interactions/write/finding-task.ts'
import type { Keeping } from '#jobs/keep-findings.ts'
import type { After } from '#jobs/timer.ts'
import { cares } from '#programs/cares/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import type { ResourceJson } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'

const us = ownAccess('test')

/** A log that keeps what it is told. */
export interface Heard {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  lines: { level: 'info' | 'warn'; message: string; fields: Record<string, unknown> }[]
}

export function listening(): Heard {
  const lines: Heard['lines'] = []
  const hear = (level: 'info' | 'warn') => (fields: object, message: string) => void lines.push({ level, message, fields: { ...fields } })
  return { lines, info: hear('info'), warn: hear('warn') }
}

/** A store with CARES' rules over it, and the day in hand. */
export interface Desk extends Keeping {
  opened: TestStore
  setNow(instant: string): void
  /** Writes each resource as it is: created, or a new version. */
  put(...resources: Resource[]): Promise<void>
  /** The Task of a finding, undefined when it never was. */
  finding(row: string, focus: string): Promise<ResourceJson | undefined>
  /** How many finding Tasks there are, by row and status. */
  tally(member: string): Promise<string[]>
}

export async function openDesk(at: string): Promise<Desk> {
  const opened = await openTestStore()
  const { store } = opened
  let now = new Date(at)
  const task = async (id: string) => {
    const stored = await store.read(us, 'Task', id)
    return stored && (JSON.parse(stored.text) as ResourceJson)
  }
  return {
    opened,
    store,
    programs: [cares],
    settings: settingsFrom(),
    now: () => now,
    setNow: (instant) => {
      now = new Date(instant)
    },
    async put(...resources) {
      for (const resource of resources as unknown as ResourceJson[]) {
        const there = await store.read(us, resource.resourceType, resource.id)
        await store.write(us, [{ act: there === undefined ? 'create' : 'update', resource }])
      }
    },
    finding: (row, focus) => task(findingId(row, focus)),
    async tally(member) {
      const found = await store.gather(us, { members: [member], types: ['Task'] })
      return found
        .map(({ text }) => JSON.parse(text))
        .filter(({ code }) => code.coding[0].code === 'compliance-finding')
        .map(({ reasonCode, status }) => `${reasonCode.coding[0].code} ${status}`)
        .sort()
    },
  }
}

/** Time that moves only when it is told to: `after` as a timer, `now` as a clock, `pass` for both. */
export function handTime(start: string) {
  let moment = Date.parse(start)
  let timers: { at: number; work: () => void }[] = []
  const after: After = (milliseconds, work) => {
    const timer = { at: moment + milliseconds, work }
    timers.push(timer)
    return () => {
      timers = timers.filter((other) => other !== timer)
    }
  }
  return {
    after,
    now: () => new Date(moment),
    waiting: () => timers.length,
    /** Sets the clock without a timer going off, as when a machine wakes up. */
    jump(instant: string) {
      moment = Date.parse(instant)
    },
    /** Lets time pass; whatever is due goes off at its moment, and what it starts is waited for. */
    async pass(milliseconds: number) {
      const end = moment + milliseconds
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
        if (next === undefined) break
        timers = timers.filter((other) => other !== next)
        moment = Math.max(moment, next.at)
        next.work()
        await settled()
      }
      moment = end
    },
  }
}

/** Lets everything that waits for nothing outside run to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Waits for something to come true within some seconds. */
export async function until(isTrue: () => Promise<boolean>, seconds = 5): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('it did not come true')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

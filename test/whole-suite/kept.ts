import { appendFileSync, mkdirSync } from 'node:fs'
import { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Audit } from '#storage/audit/audit.ts'
import type { KeptLine } from '#storage/audit/find.ts'

/** An answer of a server. */
export interface Answered {
  /** X-Request-Id */
  id: string
  method: string
  address: string
  status: number
}

/** What one test file leaves: what was answered since the last time, and what an audit trail then said. */
export interface Left {
  file: string
  answered: Answered[]
  /** Requests that the trail tells of. */
  told: string[]
  /** Events in the trail, and one line of each shape that no earlier trail of the same worker had. */
  events: number
  lines: KeptLine[]
}

/** Where the test files of one run leave what is looked at in the end; Jest hands the name to its workers. */
export const folderOf = (run: string): string => join(tmpdir(), `cares-suite-${run}`)

interface Kept {
  answered: Answered[]
  shapes: Set<string>
}

const key = Symbol.for('cares.whole-suite')

/** Jest gives each test file modules of its own and a copy of `process`; what is Node's own is one for all. */
function kept(): Kept {
  const held = ServerResponse.prototype as unknown as { [key]?: Kept }
  held[key] ??= { answered: [], shapes: new Set() }
  return held[key]
}

/** Keeps an answer in mind. */
export function noteAnswer(answer: Answered): void {
  if (process.env.CARES_SUITE !== undefined) kept().answered.push(answer)
}

/** Events of one shape are spelled alike: one of each is judged. */
export function shapeOf(line: KeptLine): string {
  const { action, interaction, outcome, what = '', reason, kind } = line
  const place = what.replace(/(?<=\/)(?!\$|_history)[^/]+/g, '*')
  return JSON.stringify([Object.keys(line).sort(), action, interaction, outcome, place, reason, kind])
}

/** Leaves what was answered so far, and what these lines tell of, to the end of the run. */
export function leave(file: string, lines: readonly KeptLine[]): void {
  const run = process.env.CARES_SUITE
  if (run === undefined) return
  const { answered, shapes } = kept()
  const unseen = lines.filter((line) => {
    const shape = shapeOf(line)
    return !shapes.has(shape) && shapes.add(shape)
  })
  const told = [...new Set(lines.flatMap(({ request }) => request ?? []))]
  if (answered.length === 0 && lines.length === 0) return
  const left: Left = { file, answered: answered.splice(0), told, events: lines.length, lines: unseen }
  mkdirSync(folderOf(run), { recursive: true })
  appendFileSync(join(folderOf(run), `${process.pid}.jsonl`), `${JSON.stringify(left)}\n`)
}

/** The same with all that a trail holds. */
export async function leaveTrail(file: string, audit: Audit): Promise<void> {
  if (process.env.CARES_SUITE === undefined) return
  const lines: KeptLine[] = []
  let after: string | undefined
  do {
    const page = await audit.find({ count: 10_000, after })
    lines.push(...page.lines)
    after = page.next
  } while (after !== undefined)
  leave(file, lines)
}

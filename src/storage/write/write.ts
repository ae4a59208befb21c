import type { AccessPlan, Sight } from '#auth/access-plan.ts'
import { malformed } from '#fhir/error.ts'
import { writeGrounds } from '../access/held-ties.ts'
import { isNarrowed, sightOf } from '../access/sight-condition.ts'
import { deadToken } from '../alive.ts'
import { actorOf } from '../audit/line.ts'
import type { CallOptions } from '../calls.ts'
import { sentNow } from '../compiled.ts'
import type { Connection, Statement } from '../database.ts'
import { sqlState, TryAgain } from '../driver-errors.ts'
import type { Indexing } from '../indexing.ts'
import { Values } from '../search/values.ts'
import { seenBy } from '../search/where.ts'
import { nameOf } from '../statement-name.ts'
import type { Weighed, Write, Written } from '../store.ts'
import { textOf } from '../stored-text.ts'
import { type Laid, layOut } from './lay-out.ts'
import { changeStatement, createStatement, narrowedChange, narrowedJudgement, type WriteSight } from './statements.ts'

/** What became of one write, as its statement tells it. */
export interface Row {
  /** Number of the asker, when there are several. */
  a: number
  alive: boolean
  n: number
  outcome: Written['outcome']
  version: number
  updated: string
  was?: number
  was_updated?: string
  moving?: boolean
  member: string | null
}

const mostRounds = 100

/** How writes are done: by themselves or within a transaction, and whether anything comes after them there. */
type How = Pick<CallOptions, 'alone' | 'last'>

/**
 * Runs the writes as one statement, in one round trip. Either all are done or none is; the outcomes say which.
 *
 * @param options.alone not inside a transaction: a create may then be tried blindly, as its failure spoils nothing
 */
export async function write(
  connection: Connection,
  access: AccessPlan,
  writes: readonly Write[],
  { indexing, ...how }: How & { indexing: Indexing },
): Promise<Written[]> {
  if (writes.length === 0) return []
  refuseTwice(writes)
  return writeLaid(
    connection,
    access,
    writes.map((one) => layOut(one, indexing)),
    how,
  )
}

/** The same with what could be made ready before. */
export async function writeLaid(
  connection: Connection,
  access: AccessPlan,
  laid: readonly Laid[],
  { alone, last = false }: How,
): Promise<Written[]> {
  const values = new Values(inputOf([{ access, laid }]))
  const narrowed = narrowedStatement(access, laid, values, narrowedChange)
  const change = narrowed ?? changeStatement
  const run = (statement: Statement) => connection.query<Row>(statement, sentNow({ values, now: access.now }), { last })

  let rows: Row[] | undefined
  const isNew = laid.every(({ act }) => act === 'create')
  if (narrowed === undefined && isNew && laid.every(({ fresh }) => fresh)) rows = await run(createStatement)
  else if (narrowed === undefined && isNew && alone) rows = await unlessTaken(run(createStatement))
  rows ??= await run(change)
  // A row that another statement was just moving to another shard is not seen where it was, and nothing has been
  // written: the next statement sees where it is. Each round one of those that wait for the row gets it.
  for (let round = 0; round < mostRounds && rows.some(({ moving }) => moving); round++) {
    if (last) throw new TryAgain()
    rows = await run(change)
  }
  return writtenBy(access, laid, rows)
}

/** Askers and their writes, as the statements take them. */
export function inputOf(asks: readonly { access: AccessPlan; laid: readonly Laid[] }[]): [askers: string, writes: string] {
  return [
    JSON.stringify(asks.map(({ access }, a) => ({ a, hash: access.tokenHash?.toString('hex'), ...actorOf(access) }))),
    JSON.stringify(asks.flatMap(({ laid }, a) => laid.map((row, n) => ({ a, n, ...row })))),
  ]
}

/** What the rows of one asker say. */
export function writtenBy(access: AccessPlan, laid: readonly Laid[], rows: readonly Row[]): Written[] {
  if (!rows[0]?.alive) throw deadToken()
  const written = rows.map((row) => writtenOf(row, laid[row.n]!))
  countWritten(access, written)
  return written
}

/**
 * Whether the caller may write these at all, before anything is decided about them: for each `missing` or `barred`, or
 * undefined where nothing speaks against it. The statement that writes asks again. Costs nothing where a plan shows everything.
 */
export async function weigh(
  connection: Connection,
  access: AccessPlan,
  writes: readonly Write[],
  { indexing }: { indexing: Indexing },
): Promise<Weighed[]> {
  const laid = writes.map((one) => layOut(one, indexing))
  const values = new Values(inputOf([{ access, laid }]))
  const statement = narrowedStatement(access, laid, values, narrowedJudgement)
  if (statement === undefined) return writes.map(() => undefined)
  const rows = await connection.query<Row>(statement, sentNow({ values, now: access.now }))
  if (!rows[0]?.alive) throw deadToken()
  return rows.map(({ outcome }) => (outcome === 'missing' || outcome === 'barred' ? outcome : undefined))
}

/** The statement for a caller who may write only some of what is to be written; undefined for everybody else. */
function narrowedStatement(
  access: AccessPlan,
  laid: readonly Laid[],
  values: Values,
  textOf: (sight: WriteSight) => string,
): Statement | undefined {
  if (!isNarrowedTo(access, laid)) return undefined
  const types = typesOf(laid)
  // Who records something protected need not be named in a release to do so: that is asked of what is read, and changed.
  const unlabelled: AccessPlan = { ...access, sight: (permission, type) => withoutLabels(sightOf(access, permission, type)) }
  const by = (act: keyof typeof acts, row: string, beside?: string) =>
    seenBy(beside === undefined ? access : unlabelled, acts[act], types, { row, values, beside, ended: row === 'h' }) ?? 'true'
  const written = laid.filter(({ own }) => !own).map(({ type, act }) => ({ type, act, permission: acts[act] }))
  const text = textOf({
    ground: () => writeGrounds(access, written, { values, row: 'todo', beside: 'w' }),
    held: `CASE i.act WHEN 'update' THEN ${by('update', 'h')} WHEN 'delete' THEN ${by('delete', 'h')} ELSE true END`,
    made: `CASE w.act WHEN 'create' THEN ${by('create', 'w', 'w')} ELSE ${by('update', 'w', 'w')} END`,
  })
  return { name: nameOf(text), text }
}

const acts = { create: 'c', update: 'u', delete: 'd' } as const

/** May the caller write only some resources of these types? */
export function isNarrowedTo(access: AccessPlan, laid: readonly Laid[]): boolean {
  const types = typesOf(laid)
  return Object.values(acts).some((permission) => isNarrowed(access, permission, types))
}

function typesOf(laid: readonly Laid[]): string[] {
  return [...new Set(laid.filter(({ own }) => !own).map(({ type }) => type))]
}

function withoutLabels(sight: Sight): Sight {
  return sight === 'everything' ? sight : sight.map((way) => ({ ...way, withheld: undefined }))
}

/** What is in the trail by its own statement need not be told again; nothing is there when one of the writes was not done. */
export function countWritten({ request }: AccessPlan, written: readonly Written[]): void {
  if (request !== undefined) request.written += written.filter(({ outcome }) => changes.has(outcome)).length
}

const changes = new Set<Written['outcome']>(['created', 'updated', 'deleted'])

/** Undefined when one of the ids is taken: then the other statement says which, or brings a deleted one back. */
export async function unlessTaken<Rows>(rows: Promise<Rows>): Promise<Rows | undefined> {
  try {
    return await rows
  } catch (error) {
    if (sqlState(error) === '23505') return undefined
    throw error
  }
}

function writtenOf(row: Row, { type, id, tail }: Laid): Written {
  switch (row.outcome) {
    case 'created':
    case 'updated':
    case 'deleted':
    case 'unchanged': {
      const [version, lastUpdated] = row.outcome === 'unchanged' ? [row.was!, row.was_updated!] : [row.version, row.updated]
      const at = { type, id, version, lastUpdated, ...(row.member !== null && { member: row.member }) }
      return { outcome: row.outcome, stored: { ...at, deleted: tail === null, text: tail === null ? '' : textOf(at, tail) } }
    }
    default:
      return { outcome: row.outcome, type, id }
  }
}

/** One statement changes a row once; a Bundle that names a resource twice is refused by FHIR as well. */
export function refuseTwice(writes: readonly Write[]): void {
  const seen = new Set<string>()
  for (const write of writes) {
    const key = write.act === 'delete' ? `${write.type}/${write.id}` : `${write.resource.resourceType}/${write.resource.id}`
    if (seen.has(key)) throw malformed('written-twice', `${key} is written twice at once. Name each resource once in a transaction.`)
    seen.add(key)
  }
}

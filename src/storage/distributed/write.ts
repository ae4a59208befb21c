import type { AccessPlan } from '#auth/access-plan.ts'
import { type AuditLine, actorOf } from '../audit/line.ts'
import { insertLines } from '../audit/record.ts'
import type { CallOptions } from '../calls.ts'
import type { Connection, Database, Statement } from '../database.ts'
import type { Stored, Write, Written } from '../store.ts'
import { textOf } from '../stored-text.ts'
import { type Laid, layOut } from '../write/lay-out.ts'
import { countWritten, refuseTwice } from '../write/write.ts'
import { locate, mustBeAlive } from './read.ts'

interface Current {
  version: number
  updated: string
  member: boolean
  deleted: boolean
  digest: string | null
  keys: string[]
}

// Each statement names one shard, so each goes to one node; the transaction over them commits on all or on none.
const statement = (name: string, text: string): Statement => ({ name: `d-${name}`, text })
const lock = statement(
  'hold',
  'SELECT version, updated, member, deleted, digest, keys::text[] AS keys FROM resource WHERE shard = $1 AND type = $2 AND id = $3 FOR UPDATE',
)
const clock = statement('clock', "SELECT date_trunc('milliseconds', statement_timestamp()) AS now")
const insertLocator = statement('locator', 'INSERT INTO locator (type, id, shard) VALUES ($1, $2, $3)')
const moveLocator = statement('relocate', 'UPDATE locator SET shard = $3 WHERE type = $1 AND id = $2')
const putRow = statement(
  'row',
  `INSERT INTO resource (shard, type, id, version, updated, member, deleted, digest, keys, tags, facts, links)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (shard, type, id) DO UPDATE SET version = excluded.version, updated = excluded.updated, member = excluded.member,
      deleted = excluded.deleted, digest = excluded.digest, keys = excluded.keys, tags = excluded.tags, facts = excluded.facts,
      links = excluded.links`,
)
const dropRow = statement('drop-row', 'DELETE FROM resource WHERE shard = $1 AND type = $2 AND id = $3')
const insertVersion = statement(
  'put-version',
  'INSERT INTO version (shard, type, id, version, updated, method, member, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
)
const takeVersions = statement(
  'take-versions',
  'DELETE FROM version WHERE shard = $1 AND type = $2 AND id = $3 RETURNING version, updated, method, member, text',
)
const insertFormer = statement('former', 'INSERT INTO former_key (shard, type, id, key) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING')
const insertOutbox = statement(
  'outbox',
  'INSERT INTO outbox (shard, type, id, version, outcome, member, updated) VALUES ($1, $2, $3, $4, $5, $6, $7)',
)

/** The same writes in one transaction: judged first, all of them, on rows held; then done, or none. */
export async function write(
  connection: Connection,
  access: AccessPlan,
  writes: readonly Write[],
  options: CallOptions,
): Promise<Written[]> {
  if (writes.length === 0) return []
  refuseTwice(writes)
  const laid = writes.map((one) => layOut(one, options.indexing))
  const run = (within: Connection) => writeIn(within, access, laid)
  return options.alone ? (connection as Database).transaction(run) : run(connection)
}

async function writeIn(connection: Connection, access: AccessPlan, laid: readonly Laid[]): Promise<Written[]> {
  const judged: Judged[] = []
  // In one order for everybody, so that no two wait for each other.
  for (const n of laid.map((_, n) => n).sort((a, b) => (nameOf(laid[a]!) < nameOf(laid[b]!) ? -1 : 1))) {
    judged[n] = judge(laid[n]!, ...(await hold(connection, laid[n]!)))
  }
  await mustBeAlive(connection, access)
  const done = new Set(['created', 'updated', 'deleted', 'unchanged'])
  const all = judged.every(({ outcome }) => done.has(outcome))
  const [{ now }] = (await connection.query<{ now: string }>(clock)) as [{ now: string }]
  const answers: Written[] = []
  const lines: AuditLine[] = []
  for (const one of judged) {
    if (!done.has(one.outcome)) answers.push({ outcome: one.outcome as 'stale', type: one.laid.type, id: one.laid.id })
    else if (one.outcome === 'unchanged') answers.push(answerOf(one, one.current!.version, one.current!.updated))
    else {
      const updated = later(now, one.current?.updated)
      const version = (one.current?.version ?? 0) + 1
      const answer = answerOf(one, version, updated)
      if (all) {
        await put(connection, one, answer.stored)
        lines.push(lineOf(access, one, answer.stored))
      }
      answers.push(answer)
    }
  }
  await insertLines(connection, lines)
  if (all) countWritten(access, answers)
  return answers
}

const acts = { created: ['C', 'create'], updated: ['U', 'update'], deleted: ['D', 'delete'] } as const

function lineOf(access: AccessPlan, one: Judged, { type, id, version, member }: Stored): AuditLine {
  const [action, interaction] = acts[one.outcome as keyof typeof acts]
  const done = one.laid.method === 'PATCH' ? 'patch' : interaction
  return { ...actorOf(access), action, interaction: done, what: `${type}/${id}/_history/${version}`, patient: member, outcome: 0 }
}

function nameOf({ type, id }: Laid): string {
  return `${type}/${id}`
}

/** The shard and the row, held; looked for again while it moves. */
async function hold(connection: Connection, { type, id }: Laid): Promise<[string?, Current?]> {
  for (let round = 0; round < 100; round++) {
    const shard = (await locate(connection, [`${type}/${id}`])).get(`${type}/${id}`)
    if (shard === undefined) return []
    const [row] = await connection.query<Current>(lock, [shard, type, id])
    if (row) return [shard, row]
  }
  throw new Error('A resource moved a hundred times while it was to be written.')
}

interface Judged {
  laid: Laid
  outcome: Written['outcome']
  from: string | undefined
  current: Current | undefined
}

function judge(laid: Laid, from?: string, current?: Current): Judged {
  const outcome = (): Written['outcome'] => {
    if (laid.act === 'create') return current === undefined || current.deleted ? 'created' : 'exists'
    if (current === undefined) return 'missing'
    if (current.deleted) return 'gone'
    if (laid.ifMatch !== null && laid.ifMatch !== current.version) return 'stale'
    if (laid.act === 'delete') return 'deleted'
    if (laid.kept?.some((key) => current.keys.includes(key) && !laid.keys.includes(key))) return 'lowered'
    return current.digest?.replaceAll('-', '') === laid.digest ? 'unchanged' : 'updated'
  }
  return { laid, outcome: outcome(), from, current }
}

function later(now: string, than: string | undefined): string {
  if (than === undefined || now > than) return now
  return new Date(Date.parse(than) + 1).toISOString()
}

function answerOf({ laid, outcome, from, current }: Judged, version: number, lastUpdated: string): Extract<Written, { stored: unknown }> {
  const member = laid.act === 'delete' ? (current!.member ? from : undefined) : (laid.member ?? undefined)
  const at = { type: laid.type, id: laid.id, version, lastUpdated, ...(member !== undefined && { member }) }
  const deleted = laid.tail === null
  return { outcome: outcome as 'created', stored: { ...at, deleted, text: laid.tail === null ? '' : textOf(at, laid.tail) } }
}

async function put(
  connection: Connection,
  { laid, outcome, from, current }: Judged,
  stored: Extract<Written, { stored: unknown }>['stored'],
): Promise<void> {
  const { type, id, version, lastUpdated, deleted, text } = stored
  const shard = laid.shard ?? from!
  const member = laid.act === 'delete' ? (current!.member ? from! : null) : laid.member
  if (from === undefined) await connection.query(insertLocator, [type, id, shard])
  else if (from !== shard) {
    await connection.query(moveLocator, [type, id, shard])
    await connection.query(dropRow, [from, type, id])
    for (const old of await connection.query<Record<string, unknown>>(takeVersions, [from, type, id])) {
      await connection.query(insertVersion, [shard, type, id, old.version, old.updated, old.method, old.member, old.text])
    }
  }
  await connection.query(insertVersion, [shard, type, id, version, lastUpdated, laid.method, member, text])
  await connection.query(putRow, [
    shard,
    type,
    id,
    version,
    lastUpdated,
    member !== null,
    deleted,
    laid.digest,
    laid.keys,
    laid.tags,
    JSON.stringify(laid.facts),
    JSON.stringify(laid.links),
  ])
  if (current && !current.member) {
    const kept = new Set<string>(laid.keys)
    for (const key of current.keys.filter((each) => !kept.has(each))) await connection.query(insertFormer, [shard, type, id, key])
  }
  await connection.query(insertOutbox, [shard, type, id, version, outcome, member, lastUpdated])
}

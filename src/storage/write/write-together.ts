import type { AccessPlan } from '#auth/access-plan.ts'
import type { Calls } from '../calls.ts'
import type { Database, Statement } from '../database.ts'
import { together } from '../together.ts'
import { type Laid, layOut } from './lay-out.ts'
import { changeTogetherStatement, createStatement } from './statements.ts'
import { inputOf, isNarrowedTo, type Row, unlessTaken, write, writeLaid, writtenBy } from './write.ts'

interface Ask {
  access: AccessPlan
  laid: readonly [Laid]
}

/** Writes of a round at most. */
const most = 16

/** Texts longer than this are written by themselves, so that no round is long. Characters. */
const longest = 65_536

/**
 * Writes of one resource each, several callers' in one statement and one wait for the disk. Each caller's is judged by itself
 * and done or not by itself. Not inside a transaction, and not for callers who may write only a part. Whose resource somebody
 * else is just writing waits for them by itself, and keeps nobody else waiting.
 */
export function writeTogether(database: Database): Calls['write'] {
  const create = together(roundOf(database, createStatement), most, keyOf)
  const change = together(roundOf(database, changeTogetherStatement), most, keyOf)
  return async (_connection, access, writes, options) => {
    const [only] = writes
    if (only === undefined || writes.length > 1) return write(database, access, writes, options)
    const laid = [layOut(only, options.indexing)] as const
    const [{ act, tail }] = laid
    if ((tail?.length ?? 0) > longest || isNarrowedTo(access, laid)) return writeLaid(database, access, laid, options)
    database.mayAsk()
    const rows = (act === 'create' ? await unlessTaken(create({ access, laid })) : undefined) ?? (await change({ access, laid }))
    return rows[0]?.moving ? writeLaid(database, access, laid, options) : writtenBy(access, laid, rows)
  }
}

/** One statement changes a row once: whoever writes the same resource is in another round. */
function keyOf({ laid: [{ type, id }] }: Ask): string {
  return `${type}/${id}`
}

function roundOf(database: Database, statement: Statement): (asks: readonly Ask[]) => Promise<Row[][]> {
  return async (asks) => {
    const answers = asks.map((): Row[] => [])
    for (const row of await database.query<Row>(statement, inputOf(asks))) answers[row.a]!.push(row)
    return answers
  }
}

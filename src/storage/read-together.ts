import type { AccessPlan } from '#auth/access-plan.ts'
import { compiledRead, readOf } from './access/narrowed-reads.ts'
import { isNarrowed } from './access/sight-condition.ts'
import { deadToken, isAlive } from './alive.ts'
import type { Calls } from './calls.ts'
import type { Compiled } from './compiled.ts'
import type { Database, Statement } from './database.ts'
import { compiledPart, partOf } from './history/part-of-history.ts'
import { compiledHistory, history, historyOf, isPartOfHistory, type StoredRow, storedOf } from './read.ts'
import { askJointly } from './search/joint-statement.ts'
import { together } from './together.ts'

/** Each with a token of its own, looked at in the snapshot in which its data is read; OFFSET, so that it is looked at once. */
const readStatement: Statement = {
  name: 'read-together',
  text: `SELECT a.n::int, a.ok AS alive, v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.member, v.text
    FROM (SELECT u.n, u.type, u.id, ${isAlive('u.hash')} AS ok
      FROM unnest($1::bytea[], $2::text[], $3::text[]) WITH ORDINALITY AS u (hash, type, id, n) OFFSET 0) a
    LEFT JOIN LATERAL (SELECT v.* FROM locator l CROSS JOIN LATERAL (
        SELECT * FROM version v WHERE v.shard = l.shard AND v.type = l.type AND v.id = l.id ORDER BY v.version DESC LIMIT 1) v
      WHERE a.ok AND l.type = a.type AND l.id = a.id) v ON true`,
}

interface Ask {
  access: AccessPlan
  type: string
  id: string
}

/** Texts of a round at most: each may be as large as a body. */
const most = 32

/** Versions on a page that is asked for with others, at most. */
const largestPage = 50

/**
 * Reads of one resource each, and of its versions, several callers' in one statement; of callers who see only a part, those whose
 * statement has the same text, as what they see is spelled in it. Not inside a transaction, where the database is the transaction's own.
 */
export function readTogether(database: Database): Pick<Calls, 'read' | 'history'> {
  const ask = together(async (asks: readonly Ask[]) => {
    const rows = await database.query<StoredRow & { n: number }>(readStatement, [
      asks.map(({ access }) => access.tokenHash ?? null),
      asks.map(({ type }) => type),
      asks.map(({ id }) => id),
    ])
    const found: StoredRow[] = []
    for (const row of rows) found[row.n - 1] = row
    return found
  }, most)
  const askJoint = together((asks: readonly Compiled[]) => askJointly(database, asks), most)
  return {
    async read(_connection, access, type, id) {
      database.mayAsk()
      if (isNarrowed(access, 'r', [type])) return readOf((await askJoint(compiledRead(access, type, id)))[0])
      const row = await ask({ access, type, id })
      if (!row.alive) throw deadToken()
      return row.version === null ? undefined : storedOf(row)
    },
    async history(connection, access, type, id, asked) {
      // What is of a time may be looked for in many versions.
      const isOfTime = asked.since !== undefined || asked.during !== undefined
      if (asked.count > largestPage || isOfTime) return history(connection, access, type, id, asked)
      database.mayAsk()
      if (isPartOfHistory(access, type, asked)) return partOf(await askJoint(compiledPart(access, type, id, asked)), asked.count)
      return historyOf(await askJoint(compiledHistory(access, type, id, asked)))
    },
  }
}

import type { Connection, Statement } from '../database.ts'
import { together } from '../together.ts'
import type { AuditLine } from './line.ts'

/** Writes lines into the trail; resolves when they are there for good. Rejects when they are not: then nothing may be answered. */
export type RecordLines = (lines: readonly AuditLine[]) => Promise<void>

const columns =
  'request, client, kind, person, address, action, interaction, what, patient, patients, grounds, outcome, reason, purpose, token, query'

/** What is done while a record is open in an emergency is done for that, whatever the client is registered for. */
const purposeNow = `CASE WHEN l."mayOpen" AND EXISTS (SELECT FROM opening o WHERE (o.shard = l.patient OR o.shard = ANY (l.patients))
      AND encode(substring(o.token FROM 1 FOR 8), 'hex') = l.token AND o.until > statement_timestamp()) THEN 'BTG' ELSE l.purpose END`

const insertStatement: Statement = {
  name: 'audit',
  text: `INSERT INTO audit (${columns}) SELECT ${columns.replace(' purpose,', ` ${purposeNow},`)}
    FROM json_to_recordset($1::json) AS l (request text, client text, kind text,
    person text, address text, action text, interaction text, what text, patient text, patients text[], grounds text[], outcome smallint, reason text,
    purpose text, token text, query text, "mayOpen" boolean)`,
}

/** One statement of its own, for whoever holds a transaction. */
export async function insertLines(connection: Connection, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length > 0) await connection.query(insertStatement, [JSON.stringify(lines)])
}

/** Acts whose lines one statement takes at most; nearly every act has one line. */
const most = 500

/** A writer that takes the lines of acts together which end at about the same time. */
export function recordOver(connection: Connection): RecordLines {
  const record = together<readonly AuditLine[], void>(async (acts) => {
    await insertLines(connection, acts.flat())
    return []
  }, most)
  return async (lines) => {
    if (lines.length > 0) await record(lines)
  }
}

import { onNobodysBehalf } from '#fhir/waiting-caller.ts'
import type { Connection, Statement } from '../database.ts'
import type { AuditLine } from './line.ts'

/** Writes lines into the trail; resolves when they are there for good. Rejects when they are not: then nothing may be answered. */
export type RecordLines = (lines: readonly AuditLine[]) => Promise<void>

const columns =
  'request, client, kind, person, address, action, interaction, what, patient, patients, outcome, reason, purpose, token, query'

const insertStatement: Statement = {
  name: 'audit',
  text: `INSERT INTO audit (${columns}) SELECT ${columns} FROM json_to_recordset($1::json) AS l (request text, client text, kind text,
    person text, address text, action text, interaction text, what text, patient text, patients text[], outcome smallint, reason text,
    purpose text, token text, query text)`,
}

/** One statement of its own, for whoever holds a transaction. */
export async function insertLines(connection: Connection, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length > 0) await connection.query(insertStatement, [JSON.stringify(lines)])
}

interface Batch {
  lines: AuditLine[]
  written: Promise<void>
}

/**
 * A writer that takes lines together: while one statement is under way, what comes is kept for the next. Of sixteen reads
 * that end at about the same time, fifteen pay for no statement and no wait for the disk of their own.
 */
export function recordOver(connection: Connection): RecordLines {
  let underWay: Promise<unknown> | undefined
  let next: Batch | undefined
  const write = async (batch: Batch, before: Promise<unknown> | undefined) => {
    await before
    next = undefined
    // Nobody's leaving ends a statement that holds the lines of others.
    await onNobodysBehalf(() => insertLines(connection, batch.lines))
  }
  return (lines) => {
    if (lines.length === 0) return Promise.resolve()
    if (next !== undefined) next.lines.push(...lines)
    else {
      const batch: Batch = { lines: [...lines], written: Promise.resolve() }
      next = batch
      batch.written = write(batch, underWay)
      underWay = batch.written.catch(() => undefined)
    }
    return next!.written
  }
}

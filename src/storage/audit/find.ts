import type { Connection, Statement } from '../database.ts'
import type { AuditLine } from './line.ts'

/** Which lines of the trail, newest first. What is absent is not asked about. */
export interface TrailAsk {
  /** `tx-seq` of one line. */
  id?: string
  patient?: string
  client?: string
  action?: string
  /** Instants (UTC): [from, to). */
  from?: string
  to?: string
  /** Only what told somebody outside of the server something: answered reads, searches and operations. */
  told?: boolean
  count: number
  /** `tx-seq` of the last line of the page before. */
  after?: string
}

/** A line with its name and time. */
export interface KeptLine extends AuditLine {
  /** `tx-seq`. */
  id: string
  /** ISO instant, UTC. */
  at: string
}

export interface TrailPage {
  lines: KeptLine[]
  next?: string
}

/** Is this the name of a line? */
export const lineName = /^\d{1,19}-\d{1,18}$/

const columns = `tx::text || '-' || seq AS id, at, request, client, kind, person, address, action, interaction, what, patient, outcome,
  reason, purpose, token, query`

/** A condition stands in the text only where it is asked for, so that a patient's trail is read off the patient's own index. */
export async function find(connection: Connection, ask: TrailAsk): Promise<TrailPage> {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const key = (name: string) => {
    const [tx, seq] = name.split('-')
    return `(${place(tx)}::xid8, ${place(seq)}::bigint)`
  }
  const where = [
    ask.id !== undefined && `(tx, seq) = ${key(ask.id)}`,
    ask.after !== undefined && `(tx, seq) < ${key(ask.after)}`,
    ask.patient !== undefined && `patient = ${place(ask.patient)}`,
    ask.client !== undefined && `client = ${place(ask.client)}`,
    ask.action !== undefined && `action = ${place(ask.action)}`,
    ask.from !== undefined && `at >= ${place(ask.from)}::timestamptz`,
    ask.to !== undefined && `at < ${place(ask.to)}::timestamptz`,
    ask.told && "outcome = 0 AND action IN ('R', 'E') AND request IS NOT NULL",
  ].filter((condition) => typeof condition === 'string')
  const statement: Statement = {
    text: `SELECT ${columns} FROM audit ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
      ORDER BY audit.tx DESC, audit.seq DESC LIMIT ${place(ask.count + 1)}::int`,
  }
  const rows = await connection.query<Record<keyof KeptLine, string | number | null>>(statement, values)
  const lines = rows.slice(0, ask.count).map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
  const kept = lines as unknown as KeptLine[]
  return { lines: kept, ...(rows.length > ask.count && { next: kept.at(-1)!.id }) }
}

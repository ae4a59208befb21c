import type { Connection, Statement } from '../database.ts'
import type { AuditLine } from './line.ts'

/** Which lines of the trail, newest first. What is absent is not asked about. */
export interface TrailAsk {
  /** Name of one line. */
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
  /** Name of the last line of the page before. */
  after?: string
}

/** A line with its name and time, as it concerns one member. */
export interface KeptLine extends Omit<AuditLine, 'patients' | 'grounds'> {
  /** What let them in to this member's record. */
  ground?: string
  /** `tx-seq`; of a line that names several members `tx-seq-n` for the nth of them. */
  id: string
  /** ISO instant, UTC. */
  at: string
}

export interface TrailPage {
  lines: KeptLine[]
  next?: string
}

/** Is this the name of a line? */
export const lineName = /^\d{1,19}-\d{1,18}(-\d{1,9})?$/

const columns = `a.tx::text || '-' || a.seq || CASE WHEN m.n = 0 THEN '' ELSE '-' || m.n END AS id, a.at, a.request, a.client, a.kind, a.person,
  a.address, a.action, a.interaction, a.what, m.patient, a.grounds[greatest(m.n, 1)] AS ground, a.outcome, a.reason, a.purpose, a.token, a.query`

/** The members of a row, numbered from 1; the one of a row that has one at most is number 0. */
const members = `SELECT a.patient, 0::bigint AS n WHERE a.patients IS NULL
    UNION ALL SELECT u.patient, u.n FROM unnest(a.patients) WITH ORDINALITY AS u (patient, n)`

/**
 * A condition stands in the text only where it is asked for, so that a patient's trail is read off the patient's own indexes: that
 * of the rows which name this patient alone, and that of the rows which name several. No more rows are read than may be on the page;
 * the first may be the one that the page before ended in, and have nothing left.
 */
export async function find(connection: Connection, ask: TrailAsk): Promise<TrailPage> {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const key = (name: string) => {
    const [tx, seq, n = 0] = name.split('-')
    return { row: `(${place(tx)}::xid8, ${place(seq)}::bigint)`, n: `${place(n)}::bigint` }
  }
  const [one, after] = [ask.id, ask.after].map((name) => (name === undefined ? undefined : key(name)))
  const conditions = [
    one && `(a.tx, a.seq) = ${one.row}`,
    after && `(a.tx, a.seq) <= ${after.row}`,
    ask.client !== undefined && `a.client = ${place(ask.client)}`,
    ask.action !== undefined && `a.action = ${place(ask.action)}`,
    ask.from !== undefined && `a.at >= ${place(ask.from)}::timestamptz`,
    ask.to !== undefined && `a.at < ${place(ask.to)}::timestamptz`,
    ask.told && "a.outcome = 0 AND a.action IN ('R', 'E') AND a.request IS NOT NULL",
  ].filter((condition) => typeof condition === 'string')
  const where = `WHERE ${['true', ...conditions].join(' AND ')}`
  const newest = `ORDER BY a.tx DESC, a.seq DESC LIMIT ${place(ask.count + 2)}::int`
  const patient = ask.patient === undefined ? undefined : place(ask.patient)
  // The rows of a list are fenced: the planner, who does not know how few they are, would go through the whole trail in its order.
  const found =
    patient === undefined
      ? `SELECT * FROM audit a ${where} ${newest}`
      : `(SELECT * FROM audit a ${where} AND a.patient = ${patient} ${newest}) UNION ALL (SELECT * FROM (
          SELECT * FROM audit a ${where} AND a.patients @> ARRAY[${patient}::text] OFFSET 0) a ${newest})`
  const which = [
    one && `m.n = ${one.n}`,
    after && `(a.tx, a.seq, m.n) < (${after.row.slice(1, -1)}, ${after.n})`,
    patient && `m.patient = ${patient}`,
  ].filter((condition) => condition !== undefined)
  const statement: Statement = {
    text: `SELECT ${columns} FROM (${found}) a CROSS JOIN LATERAL (${members}) m WHERE ${['true', ...which].join(' AND ')}
      ORDER BY a.tx DESC, a.seq DESC, m.n DESC LIMIT ${place(ask.count + 1)}::int`,
  }
  const page = await connection.query<Record<keyof KeptLine, string | number | null>>(statement, values)
  const lines = page.slice(0, ask.count).map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
  const kept = lines as unknown as KeptLine[]
  return { lines: kept, ...(page.length > ask.count && { next: kept.at(-1)!.id }) }
}

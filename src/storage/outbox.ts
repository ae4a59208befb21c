import type { Connection } from './database.ts'

/** A write that somebody has yet to look at: it was put down in the statement that made it. */
export interface OutboxEntry {
  /** Order in which writes were made; a later version of a resource has a higher number. */
  seq: number
  shard: string
  type: string
  id: string
  version: number
  outcome: 'created' | 'updated' | 'deleted'
  /** The patient in whose compartment it is; absent when in none. */
  member?: string
  /** ISO 8601 instant, UTC. */
  updated: string
}

/** The queue of writes not yet worked on. Several processes may take from it; none gets what another holds. */
export interface Outbox {
  /**
   * Takes the oldest entries that nobody holds, in order. They are held for `seconds`; what is not done by then can be
   * taken again, so work may happen twice and must bear it.
   */
  take(count: number, seconds?: number): Promise<OutboxEntry[]>
  /** The work of these is done: they leave the queue. */
  done(entries: readonly Pick<OutboxEntry, 'shard' | 'seq'>[]): Promise<void>
  /** Gives these back at once, or after `seconds`, for another try. */
  release(entries: readonly Pick<OutboxEntry, 'shard' | 'seq'>[], seconds?: number): Promise<void>
  /** How many wait, and how long (seconds) the oldest has waited; for metrics. */
  backlog(): Promise<{ waiting: number; oldestSeconds: number }>
}

const take = `WITH mine AS MATERIALIZED (
  SELECT shard, seq FROM outbox WHERE free_at <= statement_timestamp() ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED
), taken AS (
  UPDATE outbox o SET free_at = statement_timestamp() + make_interval(secs => $2) FROM mine
  WHERE o.shard = mine.shard AND o.seq = mine.seq
  RETURNING o.seq, o.shard, o.type, o.id, o.version, o.outcome, o.member, o.updated
)
SELECT * FROM taken ORDER BY seq`

const done = `DELETE FROM outbox o USING unnest($1::text[], $2::bigint[]) AS d (shard, seq) WHERE o.shard = d.shard AND o.seq = d.seq`

const release = `UPDATE outbox o SET free_at = statement_timestamp() + make_interval(secs => $3)
FROM unnest($1::text[], $2::bigint[]) AS d (shard, seq) WHERE o.shard = d.shard AND o.seq = d.seq`

const backlog = `SELECT count(*) AS waiting,
  coalesce(extract(epoch FROM statement_timestamp() - min(updated)), 0)::float8 AS "oldestSeconds" FROM outbox`

/** The outbox over a database. */
export function outboxOver(database: Connection): Outbox {
  return {
    async take(count, seconds = 60) {
      const rows = await database.query<OutboxEntry & { member: string | null }>({ name: 'outbox-take', text: take }, [count, seconds])
      return rows.map(({ member, ...entry }) => ({ ...entry, ...(member !== null && { member }) }))
    },
    async done(entries) {
      if (entries.length > 0) await database.query({ name: 'outbox-done', text: done }, split(entries))
    },
    async release(entries, seconds = 0) {
      if (entries.length > 0) await database.query({ name: 'outbox-release', text: release }, [...split(entries), seconds])
    },
    async backlog() {
      const [row] = await database.query<{ waiting: number; oldestSeconds: number }>({ name: 'outbox-backlog', text: backlog })
      return row!
    },
  }
}

function split(entries: readonly Pick<OutboxEntry, 'shard' | 'seq'>[]): [string[], number[]] {
  return [entries.map(({ shard }) => shard), entries.map(({ seq }) => seq)]
}

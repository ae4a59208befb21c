import type { Database, Statement } from '../database.ts'

/** How often a serving process closes a block, milliseconds: as long as a line can be changed without the chain telling. */
const sealEveryMs = 5_000

/**
 * Closes blocks for as long as this process serves.
 *
 * @param failed hears why it could not be done; it is tried again
 * @returns what stops it
 */
export function keepSealing(sealNow: () => Promise<unknown>, failed: (error: Error) => void): () => void {
  const timer = setInterval(() => sealNow().catch(failed), sealEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Whoever seals holds this advisory lock; the others leave it to them. */
const lockKey = 4_017_228_202

const tryLock: Statement = { name: 'audit-lock', text: 'SELECT pg_try_advisory_xact_lock($1) AS held' }

/** Lines of a block at most, but for those of its last transaction: what a database seals well within any statement's time. */
const mostLines = 20_000

/**
 * A block holds the lines of all transactions from the end of the block before to the oldest that still runs, so that none
 * is missed by coming late; of very many the first so many, and the transaction of the last of these whole. Without such
 * lines no block is made.
 */
const sealStatement: Statement = {
  name: 'audit-seal',
  text: `
WITH head AS (SELECT no, to_tx, hash FROM audit_block ORDER BY no DESC LIMIT 1),
span AS (
  SELECT coalesce((SELECT no FROM head), 0) + 1 AS no, coalesce((SELECT to_tx FROM head), '0'::xid8) AS from_tx,
    least(pg_snapshot_xmin(pg_current_snapshot()), (
      SELECT (a.tx::text::bigint + 1)::text::xid8 FROM audit a WHERE a.tx >= coalesce((SELECT to_tx FROM head), '0'::xid8)
      ORDER BY a.tx, a.seq OFFSET $1 - 1 LIMIT 1)) AS to_tx,
    (SELECT hash FROM head) AS before
),
lines AS MATERIALIZED (
  SELECT array_agg(a.seq ORDER BY a.tx, a.seq) AS seqs, array_agg(audit_row_hash(a) ORDER BY a.tx, a.seq) AS hashes
  FROM audit a WHERE a.tx >= (SELECT from_tx FROM span) AND a.tx < (SELECT to_tx FROM span)
)
INSERT INTO audit_block (no, from_tx, to_tx, seqs, hashes, hash)
SELECT s.no, s.from_tx, s.to_tx, l.seqs, l.hashes, audit_block_hash(s.before, s.no, s.from_tx, s.to_tx, l.seqs, l.hashes)
FROM span s CROSS JOIN lines l WHERE l.seqs IS NOT NULL
RETURNING cardinality(seqs) AS lines`,
}

/**
 * Closes blocks over what came since the last one.
 *
 * @param most lines of a block, about
 * @returns lines in them; 0 when nothing came or another process is at it
 */
export async function seal(database: Database, most = mostLines): Promise<number> {
  let sealed = 0
  for (;;) {
    const lines = await sealOne(database, most)
    sealed += lines
    if (lines < most) return sealed
  }
}

async function sealOne(database: Database, most: number): Promise<number> {
  return database.transaction(async (connection) => {
    const [lock] = await connection.query<{ held: boolean }>(tryLock, [lockKey])
    if (!lock?.held) return 0
    const [block] = await connection.query<{ lines: number }>(sealStatement, [most])
    return block?.lines ?? 0
  })
}

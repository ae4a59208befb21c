import type { Database, Statement } from '../database.ts'

/** How often a serving process closes a block, milliseconds: as long as a line can be changed without the chain telling. */
export const sealEveryMs = 5_000

/** Whoever seals holds this advisory lock; the others leave it to them. */
const lockKey = 4_017_228_202

const tryLock: Statement = { name: 'audit-lock', text: 'SELECT pg_try_advisory_xact_lock($1) AS held' }

/**
 * A block holds the lines of all transactions from the end of the block before to the oldest that still runs, so that none
 * is missed by coming late. Without such lines no block is made.
 */
const sealStatement: Statement = {
  name: 'audit-seal',
  text: `
WITH head AS (SELECT no, to_tx, hash FROM audit_block ORDER BY no DESC LIMIT 1),
span AS (
  SELECT coalesce((SELECT no FROM head), 0) + 1 AS no, coalesce((SELECT to_tx FROM head), '0'::xid8) AS from_tx,
    pg_snapshot_xmin(pg_current_snapshot()) AS to_tx, (SELECT hash FROM head) AS before
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

/** Closes a block over what came since the last one; 0 when nothing did or another process is at it. */
export async function seal(database: Database): Promise<number> {
  return database.transaction(async (connection) => {
    const [lock] = await connection.query<{ held: boolean }>(tryLock, [lockKey])
    if (!lock?.held) return 0
    const [block] = await connection.query<{ lines: number }>(sealStatement)
    return block?.lines ?? 0
  })
}

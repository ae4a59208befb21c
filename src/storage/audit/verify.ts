import type { Database, Statement } from '../database.ts'

/** What a look at the whole chain found. */
export interface Verdict {
  blocks: number
  lines: number
  /** Hash of the last block, to be kept elsewhere. */
  head?: string
  /** Lines that came since the last block was closed. */
  unsealed: number
  /** The first thing that is not as it was sealed; absent: everything is. */
  broken?: {
    block: number /** `tx-seq` of a line; absent: the block itself. */
    line?: string
    what: 'changed' | 'missing' | 'added' | 'chain'
  }
}

const blocksStatement: Statement = {
  name: 'audit-blocks',
  text: `SELECT no, from_tx::text AS "from", to_tx::text AS "to", cardinality(seqs) AS lines, encode(hash, 'hex') AS hash,
      no = 1 + coalesce(lag(no) OVER (ORDER BY no), 0) AND from_tx = coalesce(lag(to_tx) OVER (ORDER BY no), '0'::xid8)
      AND hash = audit_block_hash(lag(hash) OVER (ORDER BY no), no, from_tx, to_tx, seqs, hashes) AS sound
    FROM audit_block ORDER BY no`,
}

/** The first line of a block that is not as it was sealed. */
const lineStatement: Statement = {
  name: 'audit-block-lines',
  text: `SELECT coalesce(a.tx::text, '?') || '-' || coalesce(a.seq, s.seq) AS line,
      CASE WHEN a.seq IS NULL THEN 'missing' WHEN s.seq IS NULL THEN 'added' ELSE 'changed' END AS what
    FROM (SELECT u.seq, u.hash, u.n FROM audit_block b CROSS JOIN LATERAL unnest(b.seqs, b.hashes) WITH ORDINALITY AS u (seq, hash, n) WHERE b.no = $1) s
      FULL JOIN (SELECT x.tx, x.seq, audit_row_hash(x) AS hash FROM audit x WHERE x.tx >= $2::xid8 AND x.tx < $3::xid8) a ON a.seq = s.seq
    WHERE a.seq IS NULL OR s.seq IS NULL OR a.hash <> s.hash
    ORDER BY coalesce(a.seq, s.seq) LIMIT 1`,
}

const unsealedStatement: Statement = {
  name: 'audit-unsealed',
  text: `SELECT count(*)::int AS lines FROM audit WHERE tx >= coalesce((SELECT max(to_tx::text::numeric)::text::xid8 FROM audit_block), '0'::xid8)`,
}

/** `npm run audit:verify`. */
async function command(): Promise<void> {
  const { openDatabase } = await import('../open.ts')
  const database = await openDatabase({ databaseUrl: process.env.DATABASE_URL, dataDir: process.env.DATA_DIR ?? './.cares/data' })
  try {
    const { blocks, lines, head, unsealed, broken } = await verify(database)
    process.stdout.write(`${lines} lines in ${blocks} blocks, ${unsealed} not sealed yet; last block: ${head ?? 'none'}\n`)
    if (broken !== undefined) {
      process.stdout.write(
        `Broken: block ${broken.block}, ${broken.line === undefined ? 'the block itself' : `line ${broken.line}`}: ${broken.what}\n`,
      )
      process.exitCode = 1
    }
  } finally {
    await database.close()
  }
}

/** Looks at every block and every line, block by block, and stops at the first that is not as it was sealed. */
export async function verify(database: Database): Promise<Verdict> {
  const blocks = await database.query<{ no: string; from: string; to: string; lines: number; hash: string; sound: boolean }>(
    blocksStatement,
  )
  const [rest] = await database.query<{ lines: number }>(unsealedStatement)
  const verdict: Verdict = {
    blocks: blocks.length,
    lines: blocks.reduce((sum, { lines }) => sum + lines, 0),
    head: blocks.at(-1)?.hash,
    unsealed: rest?.lines ?? 0,
  }
  for (const { no, from, to, sound } of blocks) {
    const block = Number(no)
    if (!sound) return { ...verdict, broken: { block, what: 'chain' } }
    const [line] = await database.query<{ line: string; what: 'changed' | 'missing' | 'added' }>(lineStatement, [no, from, to])
    if (line !== undefined) return { ...verdict, broken: { block, ...line } }
  }
  return verdict
}

// Not awaited: what opens the database imports this file.
if (import.meta.main) {
  command().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
}

import { hash } from 'node:crypto'
import type { Connection } from './database.ts'

/** Counts how often something happened in a while, for all processes on this database together. */
export interface Counts {
  /**
   * Counts one. The while begins with the first.
   *
   * @param key of any length; only its hash is stored
   */
  add(key: string, milliseconds: number): Promise<{ count: number; ends: Date }>
  /** What is counted so far, without counting; undefined: nothing in a while that goes on. */
  look(key: string): Promise<{ count: number; ends: Date } | undefined>
  /** Takes one back: it turned out not to count. */
  takeBack(key: string): Promise<void>
}

const sql = {
  add: `INSERT INTO rate_count AS r (key, hits, ends) VALUES ($1, 1, statement_timestamp() + $2::float8 * interval '1 millisecond')
    ON CONFLICT (key) DO UPDATE SET
      hits = CASE WHEN r.ends > statement_timestamp() THEN r.hits + 1 ELSE 1 END,
      ends = CASE WHEN r.ends > statement_timestamp() THEN r.ends ELSE excluded.ends END
    RETURNING hits, extract(epoch FROM ends)::float8 * 1000 AS ends`,
  look: `SELECT hits, extract(epoch FROM ends)::float8 * 1000 AS ends FROM rate_count WHERE key = $1 AND ends > statement_timestamp()`,
  takeBack: 'UPDATE rate_count SET hits = hits - 1 WHERE key = $1 AND hits > 0 AND ends > statement_timestamp()',
  sweep: 'DELETE FROM rate_count WHERE ends < statement_timestamp()',
}

/** Every so many counts what has ended is removed: nobody comes back to most keys. */
const sweepEvery = 1_000

/** Counts in the table `rate_count`. */
export function countsOver(database: Connection): Counts {
  let added = 0
  const run = <Row>(name: keyof typeof sql, ...values: unknown[]) =>
    database.query<Row>({ name: `counts-${name}`, text: sql[name] }, values)
  const keyOf = (key: string) => hash('sha256', key, 'buffer')
  return {
    async add(key, milliseconds) {
      const [row] = await run<{ hits: number; ends: number }>('add', keyOf(key), milliseconds)
      added += 1
      if (added % sweepEvery === 0) await run('sweep')
      return { count: row!.hits, ends: new Date(row!.ends) }
    },
    async look(key) {
      const [row] = await run<{ hits: number; ends: number }>('look', keyOf(key))
      return row && { count: row.hits, ends: new Date(row.ends) }
    },
    async takeBack(key) {
      await run('takeBack', keyOf(key))
    },
  }
}

import type { Connection } from '../database.ts'

/** A key on more than this part of all rows leads to too many of them: they are then found by their type instead. */
const commonFrom = 0.005

const statement = {
  name: 'common-keys',
  text: `SELECT key, frequency FROM pg_stats s
    CROSS JOIN LATERAL unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS u (key, frequency)
    WHERE s.schemaname = current_schema() AND s.tablename = 'resource' AND s.attname = 'keys' AND u.frequency >= $1`,
}

/**
 * Which search keys are common, as the database's own statistics tell. A prepared statement is planned once for all
 * values, so whether a value is rare ("this organization") or not ("status active") must be told by its text.
 */
export class CommonKeys {
  readonly #connection: Connection
  #keys: ReadonlySet<string> = new Set()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Is any of these common? By what was learnt last. */
  hasAny(keys: readonly string[]): boolean {
    return keys.some((key) => this.#keys.has(key))
  }

  /** Asks the statistics. A failure changes nothing: the searches themselves will report it. */
  async learn(): Promise<void> {
    try {
      const rows = await this.#connection.query<{ key: string }>(statement, [commonFrom])
      this.#keys = new Set(rows.map(({ key }) => key))
    } catch {
      // Slower plans until the next time, no wrong answer.
    }
  }
}

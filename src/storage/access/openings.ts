import type { AccessPlan } from '#auth/access-plan.ts'
import { alive, deadToken } from '../alive.ts'
import type { Connection } from '../database.ts'

/** A record that is opened in an emergency. */
export interface Opening {
  /** The Patient's id. */
  member: string
  /** ISO instant, UTC. */
  until: string
  /** Security labels that it opens, too. */
  labels: readonly string[]
  /** The Task by which it is reviewed, `Task/[id]`. */
  review?: string
}

/**
 * Opens a member's record to the holder of this one token, until then or until the token ends, whichever comes first. What
 * it leads to is the plan's affair (`Way.opened`). Opened again it is as the last time said.
 *
 * @returns when it closes
 */
export async function openRecord(
  connection: Connection,
  { tokenHash }: AccessPlan,
  { member, until, labels, review }: Opening,
): Promise<string> {
  if (tokenHash === undefined) throw new Error('Only what comes with a token opens a record.')
  const [row] = await connection.query<{ alive: boolean; until: Date }>(
    {
      name: 'open-record',
      text: `WITH made AS (
        INSERT INTO opening AS o (token, shard, until, labels, review)
        SELECT t.hash, $2, least($3::timestamptz, t.expires_at), $4::text[], $5 FROM token t WHERE t.hash = $1 AND (${alive})
        ON CONFLICT (token, shard) DO UPDATE SET until = excluded.until, labels = excluded.labels, review = excluded.review
        RETURNING o.until
      ), swept AS (DELETE FROM opening WHERE until < statement_timestamp() - interval '1 day' AND token <> $1)
      SELECT (${alive}) AS alive, (SELECT until FROM made) AS until`,
    },
    [tokenHash, member, until, labels, review ?? null],
  )
  if (!row?.alive) throw deadToken()
  return new Date(row.until).toISOString()
}

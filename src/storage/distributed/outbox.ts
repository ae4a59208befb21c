import type { Connection } from '../database.ts'
import { type Outbox, type OutboxEntry, outboxOver } from '../outbox.ts'

const waiting = {
  name: 'd-outbox-waiting',
  text: 'SELECT shard, seq FROM outbox WHERE free_at <= statement_timestamp() ORDER BY seq LIMIT $1',
}
const take = {
  name: 'd-outbox-take',
  text: `UPDATE outbox SET free_at = $4 WHERE shard = $1 AND seq = ANY ($2::bigint[]) AND free_at <= $3
    RETURNING seq, shard, type, id, version, outcome, member, updated`,
}
const done = { name: 'd-outbox-done', text: 'DELETE FROM outbox WHERE shard = $1 AND seq = ANY ($2::bigint[])' }
const release = { name: 'd-outbox-release', text: 'UPDATE outbox SET free_at = $3 WHERE shard = $1 AND seq = ANY ($2::bigint[])' }
const time = { name: 'd-outbox-time', text: 'SELECT statement_timestamp() AS now' }

/** The outbox where rows cannot be locked over all nodes at once: each is claimed on its own node, and only while free. */
export function distributedOutbox(database: Connection): Outbox {
  const inSeconds = async (seconds: number) => {
    const [row] = await database.query<{ now: string }>(time)
    return { now: row!.now, later: new Date(Date.parse(row!.now) + seconds * 1000).toISOString() }
  }
  return {
    ...outboxOver(database),
    async take(count, seconds = 60) {
      const free = await database.query<Pick<OutboxEntry, 'shard' | 'seq'>>(waiting, [count])
      const { now, later } = await inSeconds(seconds)
      const taken: OutboxEntry[] = []
      for (const [shard, seqs] of byShard(free)) {
        const rows = await database.query<OutboxEntry & { member: string | null }>(take, [shard, seqs, now, later])
        taken.push(...rows.map(({ member, ...entry }) => ({ ...entry, ...(member !== null && { member }) })))
      }
      return taken.sort((a, b) => a.seq - b.seq)
    },
    async done(entries) {
      for (const [shard, seqs] of byShard(entries)) await database.query(done, [shard, seqs])
    },
    async release(entries, seconds = 0) {
      const { later } = await inSeconds(seconds)
      for (const [shard, seqs] of byShard(entries)) await database.query(release, [shard, seqs, later])
    },
  }
}

function byShard(entries: readonly Pick<OutboxEntry, 'shard' | 'seq'>[]): Map<string, number[]> {
  const shards = new Map<string, number[]>()
  for (const { shard, seq } of entries) shards.set(shard, [...(shards.get(shard) ?? []), seq])
  return shards
}

import type { Database } from './database.ts'
import type { CommonKeys } from './search/common-keys.ts'

const everyMs = 5 * 60_000
/** Embedded, the whole of `resource` is vacuumed once in so many rounds. */
const roundsToVacuum = 12

/**
 * What has to be done now and then: learning which keys are common and, embedded, what PostgreSQL's autovacuum does by
 * itself, since PGlite has no background processes. A failure is left to the next round.
 */
export function keepHouse(database: Database, common: CommonKeys): { stop(): void } {
  let round = 0
  const work = async () => {
    round += 1
    if (database.kind === 'embedded') {
      await database.query({ text: 'VACUUM outbox' })
      await database.query({ text: round % roundsToVacuum === 0 ? 'VACUUM ANALYZE resource' : 'ANALYZE resource' })
    }
    await common.learn()
  }
  const timer = setInterval(() => {
    work().catch(() => {})
  }, everyMs)
  timer.unref()
  void common.learn()
  return { stop: () => clearInterval(timer) }
}

import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { Opening } from '#storage/access/openings.ts'
import type { TestStore } from '../../storage/databases.ts'
import { keyOf } from './judge.ts'
import type { World } from './world.ts'

/** A version of a resource that is to be away; without a number the whole resource. */
export interface Away {
  type: string
  id: string
  version?: number
}

/** A database in which one world at a time stands, and from which some of it can be taken away for a while. */
export interface Stage {
  opened: TestStore
  play(world: World): Promise<void>
  /** Opens that record, and no other, to whoever asks next. */
  open(access: AccessPlan, opening: Opening | undefined): Promise<void>
  takeAway(away: readonly Away[]): Promise<void>
  bringBack(): Promise<void>
}

const tables = ['locator', 'resource', 'version', 'former_key']

/**
 * Both sides of a comparison are the same rows of the same database, so that what differs is due to what was away and to
 * nothing else, not even the times at which things were written.
 */
export async function stageOn(opened: TestStore): Promise<Stage> {
  const { database, store } = opened
  const run = (text: string, values: readonly unknown[] = []) => database.query({ text }, values)
  for (const table of tables) await run(`CREATE TABLE away_${table} AS SELECT * FROM ${table} LIMIT 0`)
  const bringBack = async () => {
    for (const table of tables) {
      await run(`INSERT INTO ${table} SELECT * FROM away_${table}`)
      await run(`DELETE FROM away_${table}`)
    }
  }
  return {
    opened,
    async play(world) {
      await run(`TRUNCATE ${tables.join(', ')}, outbox`)
      for (const writes of world.writes) {
        if (writes.length === 0) continue
        const written = await store.write(ownAccess('test'), writes)
        const failed = written.filter((one) => !('stored' in one))
        if (failed.length > 0) throw new Error(`The world was not made: ${JSON.stringify(failed[0])}`)
      }
      const [row] = await database.query<{ n: number }>({ text: 'SELECT count(*)::int AS n FROM version' })
      const planned = world.kept.reduce((sum, { versions }) => sum + versions.length, 0)
      if (row?.n !== planned) throw new Error(`The world has ${row?.n} versions, and ${planned} were planned: ${world.kept.map(keyOf)}`)
    },
    async open(access, opening) {
      await run('DELETE FROM opening')
      if (opening !== undefined) await store.open(access, opening)
    },
    async takeAway(away) {
      const values = [away.map(({ type }) => type), away.map(({ id }) => id), away.map(({ version }) => version ?? null)]
      const from = 'unnest($1::text[], $2::text[], $3::int[]) AS a (type, id, version)'
      for (const table of tables) {
        const which = table === 'version' ? '(a.version IS NULL OR a.version = t.version)' : 'a.version IS NULL'
        const same = `t.type = a.type AND t.id = a.id AND ${which}`
        await run(
          `WITH gone AS (DELETE FROM ${table} t USING ${from} WHERE ${same} RETURNING t.*) INSERT INTO away_${table} SELECT * FROM gone`,
          values,
        )
      }
    },
    bringBack,
  }
}

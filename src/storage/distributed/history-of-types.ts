import type { AccessPlan } from '#auth/access-plan.ts'
import { askAlone } from '../compiled.ts'
import type { Connection } from '../database.ts'
import { conditionsOf, type VersionRow, versionPage } from '../history/conditions.ts'
import { newestFirst, placeOf, typesRead, versionsAfter } from '../history/history-of-types.ts'
import { Values } from '../search/values.ts'
import type { HistoryAsk, HistoryPage } from '../store.ts'
import { mustBeAlive } from './read.ts'

/** The same in a statement for each type: every node gives its newest off its index. */
export async function historyOfTypes(
  connection: Connection,
  access: AccessPlan,
  types: readonly string[] | undefined,
  ask: HistoryAsk,
): Promise<HistoryPage> {
  const rows: VersionRow[] = []
  let total = 0
  for (const type of typesRead(access, types)) {
    const values = new Values([type])
    const where = ['v.type = $1', ...conditionsOf(ask, values)]
    if (ask.total) {
      const text = `SELECT count(*) AS total FROM version v WHERE ${where.join(' AND ')}`
      const [counted] = await askAlone<{ total: number }>(connection, { text, values })
      total += counted!.total
    }
    const text = `SELECT v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.method, v.member, v.text FROM version v
      WHERE ${[...where, ...versionsAfter(ask.after, values)].join(' AND ')} ORDER BY ${newestFirst} LIMIT ${values.add(ask.count + 1)}::int`
    rows.push(...(await askAlone<VersionRow>(connection, { text, values })))
  }
  await mustBeAlive(connection, access)
  const newest = rows.sort(byAge).slice(0, ask.count + 1)
  return versionPage(newest, ask.count, placeOf, ask.total ? total : undefined)
}

function byAge(one: VersionRow, other: VersionRow): number {
  return compare(other.updated, one.updated) || compare(other.type!, one.type!) || compare(other.id, one.id) || other.version - one.version
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

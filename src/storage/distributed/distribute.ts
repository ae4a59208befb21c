import type { Connection, Database } from '../database.ts'

const hasCitus = { text: "SELECT count(*)::int AS found FROM pg_extension WHERE extname = 'citus'" }
const placed = {
  text: "SELECT count(*)::int AS found FROM pg_dist_partition WHERE logicalrelid = 'resource'::regclass",
}

/** Are the tables spread over several nodes? */
export async function isDistributed(database: Connection): Promise<boolean> {
  const [citus] = await database.query<{ found: number }>(hasCitus)
  if (!citus?.found) return false
  const [tables] = await database.query<{ found: number }>(placed)
  return tables!.found > 0
}

// What belongs to a shard sits together; the locator goes by its own key; what every statement asks is on every node.
const steps = [
  "SELECT create_reference_table('token')",
  "SELECT create_reference_table('oidc')",
  "SELECT create_reference_table('jti')",
  "SELECT create_reference_table('opening')",
  "SELECT create_reference_table('rate_count')",
  "SELECT create_distributed_table('locator', 'id', colocate_with => 'none')",
  "SELECT create_distributed_table('version', 'shard', colocate_with => 'none')",
  "SELECT create_distributed_table('former_key', 'shard', colocate_with => 'version')",
  "SELECT create_distributed_table('outbox', 'shard', colocate_with => 'version')",
  // The last, as it is the one by which `isDistributed` tells.
  "SELECT create_distributed_table('resource', 'shard', colocate_with => 'version')",
]
// Nobody who is tied to some members alone is served there, and Citus takes no triggers.
const untied = ['made', 'changed', 'gone', 'emptied'].map((when) => `DROP TRIGGER IF EXISTS ties_${when} ON resource`)
const tableOf = /table\('(\w+)'/

/**
 * The optional last step of migrating: spreads the tables over the nodes of a Citus cluster, with the data already in
 * them. Does what is left to do when it is run again. Servers must be stopped meanwhile, and started again after it.
 *
 * @returns the tables that were spread; empty when all were
 * @throws when the database has no Citus extension
 */
export async function distribute(database: Database): Promise<string[]> {
  const [citus] = await database.query<{ found: number }>(hasCitus)
  if (!citus?.found) throw new Error('This database has no Citus extension: CREATE EXTENSION citus and add its nodes first.')
  const spread = await database.query<{ name: string }>({ text: 'SELECT logicalrelid::text AS name FROM pg_dist_partition' })
  const before = new Set(spread.map(({ name }) => name))
  const left = steps.filter((step) => !before.has(tableOf.exec(step)![1]!))
  for (const step of [...untied, ...left]) await database.script(step)
  return left.map((step) => tableOf.exec(step)![1]!)
}

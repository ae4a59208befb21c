import type pg from 'pg'
import type { Connection, Database, Statement } from '#storage/database.ts'

/** A statement as the store sent it. */
export interface Sent {
  statement: Statement
  values: readonly unknown[]
}

/** A database that writes down each statement sent to it outside of transactions. */
export function recording(database: Database): { database: Database; taken(): Sent[] } {
  let sent: Sent[] = []
  const query: Connection['query'] = (statement, values = []) => {
    sent.push({ statement, values })
    return database.query(statement, values)
  }
  return {
    database: { ...database, query },
    taken() {
      const taken = sent
      sent = []
      return taken
    },
  }
}

/** What running a statement cost, and what it read. */
export interface Cost {
  /** Blocks of 8 KB that were looked at, in memory or not. */
  blocks: number
  indexes: string[]
  /** Tables that were read from end to end. */
  wholly: string[]
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  'Actual Loops': number
  Plans?: Node[]
}

/**
 * Runs a statement with EXPLAIN (ANALYZE, BUFFERS), as a prepared one, so that it is planned as the server's own are:
 * once for all values.
 *
 * @param client a connection with the server's session settings
 */
export async function costOf(client: pg.Client, { statement, values }: Sent): Promise<Cost> {
  await client.query(`PREPARE explained AS ${statement.text}`)
  try {
    const given = values.length === 0 ? '' : `(${values.map((value) => literal(client, value)).join(', ')})`
    const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE explained${given}`)
    const plan = rows[0]['QUERY PLAN'][0].Plan as Node
    const nodes = [...nodesOf(plan)].filter((node) => node['Actual Loops'] > 0)
    return {
      blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
      indexes: [...new Set(nodes.map((node) => node['Index Name']).filter((name) => name !== undefined))].sort(),
      wholly: [...new Set(nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? ''))],
    }
  } finally {
    await client.query('DEALLOCATE explained')
  }
}

function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const child of node.Plans ?? []) yield* nodesOf(child)
}

/** A value as the driver sends it, spelled as a constant of unknown type: EXECUTE takes no parameters. */
function literal(client: pg.Client, value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (Array.isArray(value)) {
    const items = value.map((one) => (one === null ? 'NULL' : `"${String(one).replace(/[\\"]/g, '\\$&')}"`))
    return client.escapeLiteral(`{${items.join(',')}}`)
  }
  return client.escapeLiteral(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

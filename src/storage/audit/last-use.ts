import type { Connection } from '../database.ts'

const newest = {
  name: 'audit-last-use',
  text: `SELECT at FROM audit WHERE person = $1 AND client = $2 AND request IS NOT NULL AND person IS NOT NULL
    ORDER BY tx DESC, seq DESC LIMIT 1`,
}

/** When a client last asked for something in a person's name; an ISO instant, undefined when it never did. */
export async function lastUse(connection: Connection, person: string, client: string): Promise<string | undefined> {
  const [row] = await connection.query<{ at: string }>(newest, [person, client])
  return row?.at
}

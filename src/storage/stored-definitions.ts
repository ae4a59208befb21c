import type { Database } from './database.ts'

/** A stored resource's current version: where it is and which it is. */
export interface StoredVersionOf {
  type: string
  id: string
  version: number
}

/** The conformance resources that are stored, seen by the server itself: no caller's plan stands between, as no member is in them. */
export interface StoredDefinitions {
  /** Changes with every write to a resource of these types: the cheap question of whether to look. */
  stamp(types: readonly string[]): Promise<string>
  /** The current versions, deleted ones left out, in the order in which they were written. */
  current(types: readonly string[]): Promise<StoredVersionOf[]>
  /** The texts of these versions. */
  texts(wanted: readonly StoredVersionOf[]): Promise<(StoredVersionOf & { text: string })[]>
}

const stamp = `SELECT count(*) || ' ' || coalesce(sum(version), 0) AS stamp FROM resource WHERE type = ANY ($1::text[])`

const current = `SELECT type, id, version FROM resource WHERE type = ANY ($1::text[]) AND NOT deleted ORDER BY updated, type, id`

const texts = `SELECT v.type, v.id, v.version, v.text
FROM unnest($1::text[], $2::text[], $3::int[]) AS w (type, id, version)
  JOIN locator l ON l.type = w.type AND l.id = w.id
  JOIN version v ON v.shard = l.shard AND v.type = w.type AND v.id = w.id AND v.version = w.version`

/** The stored definitions of a database. */
export function definitionsOver(database: Database): StoredDefinitions {
  return {
    async stamp(types) {
      const [row] = await database.query<{ stamp: string }>({ name: 'definitions-stamp', text: stamp }, [types])
      return row!.stamp
    },
    current: (types) => database.query<StoredVersionOf>({ name: 'definitions-current', text: current }, [types]),
    texts: (wanted) =>
      database.query<StoredVersionOf & { text: string }>({ name: 'definitions-texts', text: texts }, [
        wanted.map(({ type }) => type),
        wanted.map(({ id }) => id),
        wanted.map(({ version }) => version),
      ]),
  }
}

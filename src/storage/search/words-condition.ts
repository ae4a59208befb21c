import type { Clause } from '../store.ts'
import type { Place } from './key-condition.ts'

type Words = Extract<Clause, { kind: 'words' }>

/** Characters that are looked at: a list of words may take no more than a megabyte in PostgreSQL, and these cannot. */
const atMost = 200_000

const textOf: Readonly<Record<Words['within'], string>> = {
  narrative: "w.text::jsonb #>> '{text,div}'",
  content: `SELECT string_agg(s #>> '{}', ' ') FROM jsonb_path_query(w.text::jsonb, 'strict $.**') s WHERE jsonb_typeof(s) = 'string'`,
}

/**
 * The current version's own text holds the words, whatever their case; of a narrative the marks are no words. Nothing of this is indexed, as
 * it would cost every write: it is for rows that something else leads to.
 * Spec: http://hl7.org/fhir/R4/search.html#content
 */
export function holdsWords({ within, values: asked }: Words, { row, values }: Place): string {
  const meets = asked.map((value) => `t.words @@ websearch_to_tsquery('simple', ${values.add(value)}::text)`)
  return `EXISTS (SELECT FROM version w CROSS JOIN LATERAL (SELECT to_tsvector('simple', left((${textOf[within]}), ${atMost})) AS words) t
    WHERE w.shard = ${row}.shard AND w.type = ${row}.type AND w.id = ${row}.id AND w.version = ${row}.version AND (${meets.join(' OR ')}))`
}

import type { Connection } from './database.ts'
import type { Values } from './search/values.ts'
import { nameOf } from './statement-name.ts'

/** A statement that is made up for an ask, and its values: so that it may be asked by itself, or together with others (`joint-statement.ts`). */
export interface Compiled {
  text: string
  values: Values
  /** The clock of who asks; absent: the real one. */
  now?: () => Date
}

/** The values as they are sent now. */
export function sentNow({ values, now }: Pick<Compiled, 'values' | 'now'>): unknown[] {
  return values.at(now?.() ?? new Date())
}

/** Asks it by itself. */
export function askAlone<Row>(connection: Connection, compiled: Compiled): Promise<Row[]> {
  return connection.query<Row>({ name: nameOf(compiled.text), text: compiled.text }, sentNow(compiled))
}

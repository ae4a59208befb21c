import type { Database } from '../database.ts'
import { find, type TrailAsk, type TrailPage } from './find.ts'
import { type RecordLines, recordOver } from './record.ts'
import { seal } from './seal.ts'
import { type Verdict, verify } from './verify.ts'

/** The audit trail: only ever added to. */
export interface Audit {
  record: RecordLines
  find(ask: TrailAsk): Promise<TrailPage>
  /** Closes a block of the chain over what came since the last one. @returns the number of lines in it */
  seal(): Promise<number>
  /** Does every line still stand as it was sealed? */
  verify(): Promise<Verdict>
}

/** The trail over a database. */
export function auditOver(database: Database): Audit {
  return { record: recordOver(database), find: (ask) => find(database, ask), seal: () => seal(database), verify: () => verify(database) }
}

import type { Database } from '../database.ts'
import { find, type TrailAsk, type TrailPage } from './find.ts'
import { lastUse } from './last-use.ts'
import { type RecordLines, recordOver } from './record.ts'
import { seal } from './seal.ts'
import { type Verdict, verify } from './verify.ts'

/** The audit trail: only ever added to. */
export interface Audit {
  record: RecordLines
  find(ask: TrailAsk): Promise<TrailPage>
  /** When a client last asked for something in a person's name, as an ISO instant. */
  lastUse(person: string, client: string): Promise<string | undefined>
  /** Closes a block of the chain over what came since the last one. @returns the number of lines in it */
  seal(): Promise<number>
  /** Does every line still stand as it was sealed? */
  verify(): Promise<Verdict>
}

/** The trail over a database. */
export function auditOver(database: Database): Audit {
  return {
    record: recordOver(database),
    find: (ask) => find(database, ask),
    lastUse: (person, client) => lastUse(database, person, client),
    seal: () => seal(database),
    verify: () => verify(database),
  }
}

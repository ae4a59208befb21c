import type { AccessPlan } from '#auth/access-plan.ts'
import type { Connection } from './database.ts'
import { everything } from './everything.ts'
import { gather } from './gather.ts'
import { historyOfTypes } from './history/history-of-types.ts'
import type { Indexing } from './indexing.ts'
import { history, read, vread } from './read.ts'
import type { CommonKeys } from './search/common-keys.ts'
import { search } from './search/search.ts'
import type { CaseQuery, SearchPage, SearchQuery, Store, Stored, Weighed, Write, Written } from './store.ts'
import { weigh, write } from './write/write.ts'

/** What a call needs besides what it is asked. */
export interface CallOptions {
  indexing: Indexing
  common: CommonKeys
  /** Not inside a transaction of the caller's: the connection is the database itself. */
  alone: boolean
  /** Of a write inside a transaction: nothing comes after it. */
  last?: boolean
}

type On<Call extends keyof Store> = Store[Call] extends (...asked: infer Asked) => infer Answer
  ? (connection: Connection, ...asked: Asked) => Answer
  : never

/** The store's calls as statements: in one each on one database, in several where the tables are distributed. */
export interface Calls {
  read: On<'read'>
  vread: On<'vread'>
  history: On<'history'>
  historyOfTypes: On<'historyOfTypes'>
  everything: On<'everything'>
  search(connection: Connection, access: AccessPlan, query: SearchQuery, options: CallOptions): Promise<SearchPage>
  gather(connection: Connection, access: AccessPlan, query: CaseQuery, options: CallOptions): Promise<Stored[]>
  write(connection: Connection, access: AccessPlan, writes: readonly Write[], options: CallOptions): Promise<Written[]>
  weigh(connection: Connection, access: AccessPlan, writes: readonly Write[], options: CallOptions): Promise<Weighed[]>
}

/** One statement a call: for PostgreSQL as it comes, and embedded. */
export const plainCalls: Calls = { read, vread, history, historyOfTypes, everything, search, gather, write, weigh }

import type { Calls } from '../calls.ts'
import { everything } from './everything.ts'
import { gather } from './gather.ts'
import { historyOfTypes } from './history-of-types.ts'
import { history, read, vread } from './read.ts'
import { search } from './search.ts'
import { write } from './write.ts'

/** The store's calls where the tables are distributed by shard. On one database they answer the same, more slowly. */
export const distributedCalls: Calls = { read, vread, history, historyOfTypes, everything, search, gather, write }

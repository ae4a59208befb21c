import type { Calls } from './calls.ts'
import type { Compiled } from './compiled.ts'
import type { Database } from './database.ts'
import { compiledEverything, everything, everythingOf } from './everything.ts'
import { compiledGather, gather, gatheredOf } from './gather.ts'
import { askJointly } from './search/joint-statement.ts'
import type { CaseQuery } from './store.ts'
import { together } from './together.ts'

/** Records of a round at most: each is a child's whole record, some dozens of texts. */
const most = 8

/** Resources of a page that is asked for with others, at most. */
const largestPage = 100

/**
 * What is put together from one member's record, several callers' in one statement: such a statement has a dozen parts, and starting
 * them costs the database as much as what they find. Each with its own token and what its caller may see. Not inside a transaction.
 */
export function gatherTogether(database: Database): Pick<Calls, 'gather' | 'everything'> {
  const ask = together((asks: readonly Compiled[]) => askJointly(database, asks), most)
  return {
    async gather(connection, access, query, options) {
      if (!isOfOneMember(query)) return gather(connection, access, query, options)
      database.mayAsk()
      return gatheredOf(await ask(compiledGather(access, query)), access)
    },
    async everything(connection, access, patient, asked) {
      if (asked.count > largestPage) return everything(connection, access, patient, asked)
      database.mayAsk()
      return everythingOf(await ask(compiledEverything(access, patient, asked)), access, asked.count)
    },
  }
}

/** Of the present, and of no more than one member: a roster is a statement of its own. */
function isOfOneMember({ members, asOf }: CaseQuery): boolean {
  return members.length <= 1 && asOf === undefined
}

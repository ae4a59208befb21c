import type { AccessPlan } from '#auth/access-plan.ts'
import { forbidden } from '#fhir/error.ts'
import type { Calls } from '../calls.ts'
import type { Connection } from '../database.ts'
import { weigh } from '../write/write.ts'
import { everything } from './everything.ts'
import { gather } from './gather.ts'
import { historyOfTypes } from './history-of-types.ts'
import { history, read, vread } from './read.ts'
import { search } from './search.ts'
import { write } from './write.ts'

/** The store's calls where the tables are distributed by shard. On one database they answer the same, more slowly. */
export const distributedCalls: Calls = {
  read: wholly(read),
  vread: wholly(vread),
  history: wholly(history),
  historyOfTypes: wholly(historyOfTypes),
  everything: wholly(everything),
  search: wholly(search),
  gather: wholly(gather),
  write: wholly(write),
  weigh: wholly(weigh),
}

/** These statements know nothing of a caller who sees only some resources of a type, so such a caller is turned away. */
function wholly<Asked extends unknown[], Answer>(
  call: (connection: Connection, access: AccessPlan, ...asked: Asked) => Promise<Answer>,
): (connection: Connection, access: AccessPlan, ...asked: Asked) => Promise<Answer> {
  return async (connection, access, ...asked) => {
    if (access.sight !== undefined)
      throw forbidden('distributed', 'This server is spread over several nodes and serves system tokens only.')
    return call(connection, access, ...asked)
  }
}

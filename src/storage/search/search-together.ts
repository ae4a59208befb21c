import type { Calls } from '../calls.ts'
import type { Compiled } from '../compiled.ts'
import type { Database } from '../database.ts'
import type { Clause, SearchQuery } from '../store.ts'
import { together } from '../together.ts'
import { askJointly } from './joint-statement.ts'
import { compiled, isOfPatient, pageOf, search } from './search.ts'
import { workListOf } from './work-list.ts'

/** Searches of a round at most. */
const most = 32

/** Results on a page that is asked for with others, at most. */
const largestPage = 50

/** Three rounds in a row that last longer keep others waiting: their texts go by themselves for a while. Milliseconds, both. */
const [longest, aWhile, inARow] = [100, 30_000, 3]

/**
 * Searches that read few rows, those of several callers in one statement: of one patient's record, and pages of a work list. Each is
 * the statement that it would be by itself (`joint-statement.ts`), with its own token and what its caller may see, and is answered by
 * itself. Not inside a transaction.
 */
export function searchTogether(database: Database): Calls['search'] {
  const slow = slowTexts()
  const ask = together(async (asks: readonly Compiled[]) => {
    const started = performance.now()
    const answers = await askJointly(database, asks)
    slow.took(asks, performance.now() - started)
    return answers
  }, most)
  return async (connection, access, query, options) => {
    if (!isQuick(query)) return search(connection, access, query, options)
    const statement = compiled(access, query, options.common)
    if (slow.has(statement.text)) return search(connection, access, query, options)
    database.mayAsk()
    return pageOf(await ask(statement), access, query.count)
  }
}

/** Texts whose rounds last long; the first round of a process, which connects and plans, says nothing. */
function slowTexts() {
  const rounds = new Map<string, { slow: number; until: number }>()
  return {
    has: (text: string) => (rounds.get(text)?.until ?? 0) > performance.now(),
    took(asks: readonly Compiled[], milliseconds: number) {
      if (milliseconds <= longest) {
        if (rounds.size > 0) for (const { text } of asks) rounds.delete(text)
        return
      }
      if (rounds.size > 100) rounds.clear()
      for (const text of new Set(asks.map(({ text }) => text))) {
        const slow = (rounds.get(text)?.slow ?? 0) + 1
        rounds.set(text, { slow: slow % inARow, until: slow < inARow ? 0 : performance.now() + aWhile })
      }
    },
  }
}

/** What leads to few rows, and looks at nothing else. */
function isQuick(query: SearchQuery): boolean {
  const { type, clauses, count, total, include, revinclude } = query
  if (type === '' || count > largestPage || total !== 'none' || include.length > 0 || revinclude.length > 0) return false
  return clauses.every(({ kind }) => ownKinds.has(kind)) && (clauses.some(isOfPatient) || (workListOf(query)?.ordered ?? false))
}

/** Clauses that are about the row itself. */
const ownKinds = new Set<Clause['kind']>(['token', 'reference', 'date', 'id', 'lastUpdated', 'uri', 'missing'])

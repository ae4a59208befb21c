import type { Calls } from '../calls.ts'
import type { Database } from '../database.ts'
import { nameOf } from '../statement-name.ts'
import type { Clause, SearchQuery } from '../store.ts'
import { together } from '../together.ts'
import { type Compiled, compiled, pageOf, type Row, search } from './search.ts'
import { workListOf } from './work-list.ts'

/** Statements of one text that are asked for in one, at most; then so many as there is a prepared one for. */
const sizes = [8, 4, 2, 1]

/** Searches of a round at most. */
const most = 32

/** Results on a page that is asked for with others, at most. */
const largestPage = 50

/** Three rounds in a row that last longer keep others waiting: their texts go by themselves for a while. Milliseconds, both. */
const [longest, aWhile, inARow] = [100, 30_000, 3]

/**
 * Searches that read few rows, those of several callers in one statement: of one patient's record, and pages of a work list. Each is
 * the statement that it would be by itself, with its own token and what its caller may see, and is answered by itself. Not inside a
 * transaction.
 */
export function searchTogether(database: Database): Calls['search'] {
  const slow = slowTexts()
  const ask = together(async (asks: readonly Compiled[]) => {
    const started = performance.now()
    const answers = asks.map((): Row[] => [])
    await Promise.all(
      groupsOf(asks).map(async (group) => {
        const rows = await database.query<Row & { n?: number }>(
          statementFor(group),
          group.flatMap(({ values }) => values),
        )
        for (const row of rows) answers[asks.indexOf(group[(row.n ?? 1) - 1]!)]!.push(row)
      }),
    )
    slow.took(asks, performance.now() - started)
    return answers
  }, most)
  return async (connection, access, query, options) => {
    if (!isQuick(query)) return search(connection, access, query, options)
    const statement = compiled(access, query, options.common)
    if (slow.has(statement.text)) return search(connection, access, query, options)
    database.mayAsk()
    return pageOf(await ask(statement), query.count)
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

/** Those of the same text, in groups that there is a prepared statement for. */
function groupsOf(asks: readonly Compiled[]): Compiled[][] {
  const groups: Compiled[][] = []
  for (const same of Map.groupBy(asks, ({ text }) => text).values()) {
    while (same.length > 0)
      groups.push(
        same.splice(
          0,
          sizes.find((size) => size <= same.length),
        ),
      )
  }
  return groups
}

/** Each by itself, numbered; the places of its values come after those of the ones before. */
function statementFor(group: readonly Compiled[]): { name?: string; text: string } {
  const [{ text, values }] = group as [Compiled]
  if (group.length === 1) return { name: nameOf(text), text }
  const all = group.map(
    (_, n) => `SELECT ${n + 1} AS n, q.row FROM (${text.replace(/\$(\d+)/g, (_place, m) => `$${Number(m) + n * values.length}`)}) q`,
  )
  const joint = all.join('\nUNION ALL\n')
  return { name: nameOf(joint), text: joint }
}

/** What leads to few rows, and looks at nothing else. */
function isQuick(query: SearchQuery): boolean {
  const { type, clauses, count, total, include, revinclude } = query
  if (type === '' || count > largestPage || total !== 'none' || include.length > 0 || revinclude.length > 0) return false
  return clauses.every(({ kind }) => ownKinds.has(kind)) && (clauses.some(isOfPatient) || (workListOf(query)?.ordered ?? false))
}

/** Clauses that are about the row itself. */
const ownKinds = new Set<Clause['kind']>(['token', 'reference', 'date', 'id', 'lastUpdated', 'uri', 'missing'])

function isOfPatient(clause: Clause): boolean {
  return (
    clause.kind === 'reference' &&
    clause.values.length === 1 &&
    clause.values[0]!.id !== undefined &&
    (clause.values[0]!.type ?? 'Patient') === 'Patient'
  )
}

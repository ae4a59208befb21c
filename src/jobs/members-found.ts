import { ownAccess } from '#auth/access-plan.ts'
import type { Watch } from '#programs/program.ts'
import { memberOf } from '#storage/indexing/shard.ts'
import type { OutboxEntry } from '#storage/outbox.ts'
import type { Clause, SearchQuery } from '#storage/store.ts'
import type { Keeping } from './keep-findings.ts'

/** Members on one page, whose records are in memory at once. */
const page = 10

/** The search for one group of a roster. */
export function rosterQuery({ type, tokens }: Watch['roster'][number]): SearchQuery {
  return queryFor(
    type,
    Object.entries(tokens).map(([param, value]) => ({ kind: 'token', param, values: [value] })),
  )
}

/** The searches for the members whose findings rest on a record that is nobody's own. */
export function reachQueries(watches: readonly Watch[], { type, id }: Pick<OutboxEntry, 'type' | 'id'>): SearchQuery[] {
  return watches
    .flatMap(({ reaches }) => reaches ?? [])
    .filter(({ from }) => from === type)
    .map((reach) => queryFor(reach.type, [{ kind: 'reference', param: reach.param, values: [{ type, id }] }]))
}

/** The members to whose records the matches belong, page by page. Somebody on two pages comes twice. */
export async function* membersFound({ store, base }: Pick<Keeping, 'store' | 'base'>, query: SearchQuery): AsyncGenerator<string[]> {
  for (let after: string | undefined; ; ) {
    const found = await store.search(ownAccess('jobs'), { ...query, ...(after === undefined ? {} : { after }) })
    const members = found.matches.flatMap(({ text }) => memberOf(JSON.parse(text), base) ?? [])
    if (members.length > 0) yield [...new Set(members)]
    after = found.next
    if (after === undefined) return
  }
}

/** Does any program mind a change to this type; `perhaps`: only where the member has something that rests on it. */
export function mindful(watches: readonly Watch[], type: string): boolean | 'perhaps' {
  const minding = watches.filter(({ minds }) => minds.has(type))
  if (minding.length === 0) return false
  return minding.every(({ mindsOnly }) => mindsOnly?.types.has(type)) ? 'perhaps' : true
}

/** Of these members, those who have a record of one of these types. */
export async function membersWith(
  { store, base }: Pick<Keeping, 'store' | 'base'>,
  members: readonly string[],
  types: readonly string[],
): Promise<string[]> {
  const found = new Set<string>()
  for (let first = 0; first < members.length; first += page) {
    const records = await store.gather(ownAccess('jobs'), { members: members.slice(first, first + page), types })
    for (const { text } of records) found.add(memberOf(JSON.parse(text), base) ?? '')
  }
  return members.filter((member) => found.has(member))
}

function queryFor(type: string, clauses: Clause[]): SearchQuery {
  return { type, clauses, sort: [], count: page, total: 'none', include: [], revinclude: [] }
}

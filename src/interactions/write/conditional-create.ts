// http://hl7.org/fhir/R4/http.html#ccreate
import type { SearchPage, SearchQuery } from '#storage/store.ts'
import { conditionOf, severalMatches } from '../condition.ts'
import type { Context } from '../contract.ts'
import type { Change, Changed } from './change.ts'
import type { Refusals } from './refusals.ts'

/** Other entries already point at what this condition met, and it has changed since: the plan is to be made again. */
export class ReferenceMoved extends Error {}

/** Under this lock the condition is looked at and the resource made, so that many at once make one. */
export function conditionLock(change: Change): string[] {
  if (change.act !== 'create' || change.ifNoneExist === undefined) return []
  const params = new URLSearchParams(change.ifNoneExist)
  params.sort()
  return [`create ${change.type}?${params}`]
}

/** The conditional creates that found what they look for. More than one match is a 412. */
export async function existingMatches(
  context: Pick<Context, 'base'>,
  changes: readonly Change[],
  search: (query: SearchQuery) => Promise<SearchPage>,
  refusals: Refusals,
): Promise<[Change, Changed][]> {
  const found: [Change, Changed][] = []
  for (const change of changes) {
    if (change.act !== 'create' || change.ifNoneExist === undefined) continue
    const { matches } = await search(conditionOf(context, change.type, change.ifNoneExist))
    if (matches.length > 1) {
      refusals.add('precondition-failed', ...severalMatches(change.at).issues)
      continue
    }
    if (change.expects !== undefined && (matches[0]?.id ?? (change.expects === 'new' ? change.id : undefined)) !== change.id)
      throw new ReferenceMoved()
    if (matches[0] !== undefined) found.push([change, { outcome: 'existing', stored: matches[0], warnings: [] }])
  }
  return found
}

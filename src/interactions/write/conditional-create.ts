// http://hl7.org/fhir/R4/http.html#ccreate
import { FhirError } from '#fhir/error.ts'
import type { SearchPage, SearchQuery } from '#storage/store.ts'
import { conditionOf, severalMatches } from '../condition.ts'
import type { Context } from '../contract.ts'
import type { Change, Changed } from './change.ts'
import type { Refusals } from './refusals.ts'

/** Other entries already point at what this condition met, and it has changed since: the plan is to be made again. */
export class ReferenceMoved extends Error {}

const looks = 5

/**
 * Plans and carries out, and does both again while others make or take away what the plan rests on.
 * @throws FhirError `unavailable` when they go on doing so
 */
export async function untilSettled<T>(work: () => Promise<T>): Promise<T> {
  for (let look = 1; ; look++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ReferenceMoved)) throw error
      if (look === looks) throw busy()
    }
  }
}

/** Others go on changing what this rests on. */
export function busy(): FhirError {
  return new FhirError('unavailable', [
    {
      severity: 'error',
      code: 'lock-error',
      details: 'unavailable',
      diagnostics: 'Others are writing the same resources just now. Nothing was written; send it again.',
    },
  ])
}

/** Under this lock the condition is looked at and the resource made, so that many at once make one. */
export function conditionLock(change: Change): string[] {
  if (change.act !== 'create' || change.ifNoneExist === undefined) return []
  const params = new URLSearchParams(change.ifNoneExist)
  params.sort()
  return [`create ${change.type}?${params}`]
}

/**
 * The conditional creates that found what they look for. More than one match is a 412.
 *
 * The condition is looked at with the caller's own sight, as it was when the request was planned. With the server's it
 * would answer with, and so hand out, what the caller may not read, and any parameter would do to find out about members who
 * are none of the caller's. The price: where somebody else's resource meets the condition, another one is made. What must
 * exist once is no matter of conditions but of `unique.ts`, which sees everything and says of a record that it does not
 * show only that the identifier, which the caller knew, is taken.
 *
 * @param search with the caller's own sight
 */
export async function existingMatches(
  context: Pick<Context, 'base' | 'validator'>,
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

import { FhirError, notFound } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { Write } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import { type Change, placed } from './change.ts'

/**
 * Turns away what this caller may not write before anything is decided about it, so that no decision tells of a record
 * that may not be seen. Whose sight is narrowed chooses no ids: an update of what is not seen and of what is not there are
 * both a 404. The statement that writes asks again.
 *
 * @throws FhirError `not-found`, one issue for each change that is turned away
 */
export async function refuseUnwritable({ access, store }: Pick<Context, 'access' | 'store'>, changes: readonly Change[]): Promise<void> {
  if (access.sight === undefined) return
  const weighed = await store.weigh(access, changes.map(asWrite))
  const issues = changes.flatMap((change, index): Issue[] => {
    const verdict = weighed[index]
    if (verdict === undefined) return []
    const [issue] = verdict === 'missing' ? notFound(change.type, change.id).issues : [barred(change.type)]
    return [{ ...issue!, expression: placed(change.at, issue!.expression) }]
  })
  if (issues.length > 0) throw new FhirError('not-found', issues)
}

/** One answer whether the member is unknown, unrelated, or related but not in this way: none of it is told. */
export function barred(type: string): Issue {
  return {
    severity: 'error',
    code: 'not-found',
    details: 'not-to-be-written',
    diagnostics: `The record that this ${type} belongs to is not known here, or not to be written so with this token.`,
  }
}

function asWrite(change: Change): Write {
  if (change.act === 'delete') return { act: 'delete', type: change.type, id: change.id }
  return { act: change.act === 'create' ? 'create' : 'update', resource: change.resource }
}

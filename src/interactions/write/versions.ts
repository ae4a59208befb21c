// http://hl7.org/fhir/R4/http.html#concurrency
import { isDeepStrictEqual } from 'node:util'
import { withoutDigits } from '#fhir/exact-json.ts'
import type { Program } from '#programs/program.ts'
import type { CaseRecord } from '../record.ts'
import { type Change, type Changed, keyOf, placed } from './change.ts'
import { programProfiles } from './judge.ts'
import type { Refusals } from './refusals.ts'

/** Updates that send what is stored already: they answer with the stored version (TIME-11). */
export function unchangedPuts(changes: readonly Change[], before: CaseRecord): [Change, Changed][] {
  return changes.flatMap((change): [Change, Changed][] => {
    const previous = before.get(keyOf(change))
    if (change.act !== 'put' || previous === undefined || !sameContent(change.resource, previous.resource)) return []
    if (change.ifMatch !== undefined && change.ifMatch !== previous.stored.version) return []
    return [[change, { outcome: 'unchanged', stored: previous.stored, warnings: [] }]]
  })
}

/** Do two resources say the same, apart from their id and what the server keeps in meta? */
export function sameContent(one: object, other: object): boolean {
  return isDeepStrictEqual(content(withoutDigits(one)), content(withoutDigits(other)))
}

function content(resource: { id?: unknown; meta?: unknown }): unknown {
  const { id: _id, meta, ...rest } = resource
  const { versionId: _version, lastUpdated: _updated, ...kept } = (meta ?? {}) as Record<string, unknown>
  return { ...rest, meta: kept }
}

/**
 * Refuses what was made from a version that is no longer current, and an update of a program's record that does not
 * say from which version it was made (TIME-10).
 */
export function staleChanges(changes: readonly Change[], before: CaseRecord, programs: readonly Program[], refusals: Refusals): void {
  for (const change of changes) {
    if (change.act === 'create') continue
    const previous = before.get(keyOf(change))
    if (change.ifMatch !== undefined && change.ifMatch !== previous?.stored.version) refusals.add('precondition-failed', stale(change))
    if (change.act !== 'put' || change.ifMatch !== undefined || previous === undefined) continue
    const records = [change.resource, previous.resource]
    if (records.every((record) => programProfiles(programs, record).length === 0)) continue
    refusals.add('precondition-failed', {
      severity: 'error',
      code: 'required',
      details: 'TIME-10',
      diagnostics: 'An update of a program record names the version it was made from: read the resource and send its ETag as If-Match.',
      expression: placed(change.at, undefined),
    })
  }
}

/** Somebody else was faster. */
export function stale(change: Change) {
  return staleVersion(keyOf(change), change.at)
}

/** The same, of a resource `Type/id`, before there is a change. */
export function staleVersion(key: string, at: string) {
  return {
    severity: 'error',
    code: 'conflict',
    details: 'version-conflict',
    diagnostics: `The version in If-Match is not the current one of ${key}. Read it again, and send the change with its ETag.`,
    expression: placed(at, undefined),
  } as const
}

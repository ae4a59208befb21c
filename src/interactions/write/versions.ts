// http://hl7.org/fhir/R4/http.html#concurrency
import { isDeepStrictEqual } from 'node:util'
import { withoutDigits } from '#fhir/exact-json.ts'
import type { Program } from '#programs/program.ts'
import { meets } from '../etag.ts'
import type { CaseRecord } from '../record.ts'
import { type Change, type Changed, keyOf, placed } from './change.ts'
import { programProfiles } from './judge.ts'
import type { Refusals } from './refusals.ts'

/** Updates that send what is stored already: they answer with the stored version (TIME-11). */
export function unchangedPuts(changes: readonly Change[], before: CaseRecord): [Change, Changed][] {
  return changes.flatMap((change): [Change, Changed][] => {
    const previous = before.get(keyOf(change))
    if (change.act !== 'put' || previous === undefined || !sameContent(change.resource, previous.resource)) return []
    if (change.ifMatch !== undefined && !meets(change.ifMatch, previous.stored.version)) return []
    return [[change, { outcome: 'unchanged', stored: previous.stored, warnings: [] }]]
  })
}

/**
 * Deletes of what is not there, or not any more: they are done as soon as they are asked for
 * (http://hl7.org/fhir/R4/http.html#delete), and their answer is that of a delete that took something away, so that it tells
 * nobody which ids are in use. With If-Match they are refused as stale. Who sees only some resources never gets here: what
 * that caller does not see is a 404 before (may-write.ts), so that nobody takes for deleted what goes on existing.
 */
export function absentDeletes(changes: readonly Change[], before: CaseRecord): [Change, Changed][] {
  return changes.flatMap((change): [Change, Changed][] => {
    if (change.act !== 'delete' || change.ifMatch !== undefined || before.has(keyOf(change))) return []
    const stored = { type: change.type, id: change.id, version: 0, lastUpdated: '', deleted: true, text: '' }
    return [[change, { outcome: 'absent', stored, warnings: [] }]]
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
    if (change.ifMatch !== undefined && !meets(change.ifMatch, previous?.stored.version)) refusals.add('precondition-failed', stale(change))
    // `*` names no version: it says nothing of what the update was made from.
    if (change.act !== 'put' || typeof change.ifMatch === 'number' || previous === undefined) continue
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
    diagnostics: `What If-Match asks for is not current: see ${key}. Read it again, and send the change with its ETag.`,
    expression: placed(at, undefined),
  } as const
}

import { type StoredRow, storedOf } from '../read.ts'
import type { Values } from '../search/values.ts'
import type { HistoryAsk, HistoryPage, StoredVersion } from '../store.ts'

/** A version as the statements of histories give it. */
export type VersionRow = StoredRow & { method: StoredVersion['method'] }

/**
 * What a version `v` must be (http://hl7.org/fhir/R4/http.html#history). The bounds of time are always there, so that they
 * bound the index whatever is asked. A version was current until the next one of its resource.
 */
export function conditionsOf({ since, during }: HistoryAsk, values: Values): string[] {
  const bounds = [
    `v.updated >= ${values.add(since ?? '-infinity')}::timestamptz`,
    `v.updated < ${values.add(during?.high ?? 'infinity')}::timestamptz`,
  ]
  if (during === undefined) return bounds
  const low = `${values.add(during.low)}::timestamptz`
  return [
    ...bounds,
    `(v.method <> 'DELETE' OR v.updated >= ${low})`,
    `NOT EXISTS (SELECT FROM version n WHERE n.shard = v.shard AND n.type = v.type AND n.id = v.id AND n.version = v.version + 1 AND n.updated <= ${low})`,
  ]
}

/** The page of rows of which one more than `count` was asked for: that one tells that there is a next page. */
export function versionPage(
  rows: readonly VersionRow[],
  count: number,
  continuationOf: (last: VersionRow) => string,
  total: number | null | undefined,
): HistoryPage {
  const page = rows.slice(0, count)
  const last = page.at(-1)
  return {
    versions: page.map((row) => ({ ...storedOf(row), method: row.method })),
    ...(total !== null && total !== undefined && { total: Number(total) }),
    ...(rows.length > count && last && { next: continuationOf(last) }),
  }
}

/**
 * One searchable fact of a resource, in the normal form that a search is put into as well. `param` is the search
 * parameter's code. Storage keeps these in its index tables; it needs nothing else of the resource to search it.
 *
 * - Dates are a range: `low` inclusive, `high` exclusive, ISO instants in UTC with milliseconds (`toISOString`), so
 *   that they sort as text. A partial date is widened to what it covers; an open side is `openLow` or `openHigh`.
 * - Numbers and quantities are a range of decimal text: `value` as written, [`low`, `high`] what it may stand for.
 * - A token without `system` has no system; `code` is in lower case (`normaliseToken`). One with `text` alone has words
 *   and no code.
 * - A canonical with a version is there twice: with it and without.
 */
export type IndexEntry = { param: string } & (
  | { kind: 'token'; system?: string; code?: string; text?: string }
  | { kind: 'reference'; type?: string; id?: string; url?: string; identifier?: { system?: string; value?: string } }
  | { kind: 'date'; low: string; high: string }
  | { kind: 'string'; norm: string; exact: string }
  | { kind: 'number'; low: string; high: string; value: string }
  | { kind: 'quantity'; low: string; high: string; value: string; system?: string; code?: string; unit?: string }
  | { kind: 'uri'; value: string }
  /** One element of a composite parameter: what its components say there, the first as `p0`, the second as `p1` … */
  | { kind: 'composite'; parts: IndexEntry[] }
)

/** Start of a period that has none. The first instant that PostgreSQL and JavaScript both spell in four year digits. */
export const openLow = '0001-01-01T00:00:00.000Z'

/** End of a period that has none. */
export const openHigh = '9999-12-31T23:59:59.999Z'

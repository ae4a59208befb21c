import { types } from 'pg'

const int8 = 20
const timestamptz = 1184

/**
 * How columns are read: whole numbers as numbers (nothing here passes 2^53), moments as ISO 8601 UTC with milliseconds.
 * Sessions run with TimeZone UTC, so a moment's text always ends in +00.
 */
export function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === int8) return Number
  if (oid === timestamptz) return instantOf
  return types.getTypeParser(oid, format as 'text')
}

/** A moment as a session writes it, as ISO 8601. */
export function instantOf(text: string): string {
  const fraction = text.slice(20, -3)
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

/**
 * Can the database keep this text as it is? PostgreSQL knows no U+0000, in `text` and `jsonb` alike, and half of a surrogate pair is no
 * character (https://www.postgresql.org/docs/current/datatype-character.html).
 */
export function canBeKept(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** Does this hold for every text in a value, names of properties included? */
export function everyText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, child]) => holds(name) && everyText(child, holds))
}

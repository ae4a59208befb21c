import { normaliseToken } from './normalise.ts'

/** A code or identifier value in the form in which it is compared. */
export function tokenCode(value: unknown): string | undefined {
  const code = string(value)
  return code === undefined ? undefined : normaliseToken(code)
}

/** A text that is one and says something. */
export function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The texts of a list, or of a single one. */
export function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string' && item !== '')
}

/** With its version and without: who asks for a canonical without one wants any version of it. */
export function canonicalForms(value: unknown): string[] {
  if (typeof value !== 'string') return []
  const bar = value.indexOf('|')
  return bar < 0 ? [value] : [value, value.slice(0, bar)]
}

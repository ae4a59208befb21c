import type { Prefix } from '#storage/store.ts'

const prefixes = new Set<string>(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'])

/** Takes the comparison off an ordered value (http://hl7.org/fhir/R4/search.html#prefix); none means `eq`. */
export function readPrefix(text: string): { prefix: Prefix; rest: string } | undefined {
  const letters = /^[a-z]+/i.exec(text)?.[0]
  if (letters === undefined) return { prefix: 'eq', rest: text }
  return prefixes.has(letters) ? { prefix: letters as Prefix, rest: text.slice(2) } : undefined
}

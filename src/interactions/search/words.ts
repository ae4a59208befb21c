import type { Clause } from '#storage/store.ts'
import { splitAt, unescaped } from './escape.ts'
import { invalidValue, type Problem, tooCostly, unsupportedModifier, unsupportedParameter } from './issues.ts'

/** R4's search by words: in the narrative, or in all that a resource says (http://hl7.org/fhir/R4/search.html#content). */
const within: ReadonlyMap<string, 'narrative' | 'content'> = new Map([
  ['_text', 'narrative'],
  ['_content', 'content'],
])

/** Types that have no narrative (http://hl7.org/fhir/R4/domainresource.html). */
export const withoutNarrative: ReadonlySet<string> = new Set(['Binary', 'Bundle', 'Parameters'])

/**
 * `_text` or `_content` as a clause; undefined for any other parameter. Words, "words in a row", or, -without; commas join values that any
 * may meet, as everywhere.
 *
 * @param said the parameter as it was sent; behind a link it is not served, as nothing would narrow where words are looked for
 */
export function readWords(type: string, name: string, value: string, said: string): Clause | Problem | undefined {
  const [code = '', ...modifiers] = name.split(':')
  const place = within.get(code)
  if (place === undefined) return undefined
  if (modifiers.length > 0) return unsupportedModifier(said, code, modifiers.join(':'), [])
  if (said !== name) return unsupportedParameter(said, `'${code}' looks at what is searched itself, not at what that is linked to.`)
  if (code === '_text' && withoutNarrative.has(type))
    return unsupportedParameter(said, `${type} has no narrative; '_content' looks at all of it.`)
  const values = splitAt(value, ',').map(unescaped)
  if (!values.every((each) => /[\p{L}\p{N}]/u.test(each))) return invalidValue(said, 'words, such as: wheelchair ramp')
  return { kind: 'words', within: place, values }
}

/**
 * Words are looked for in each resource that the rest of a search leaves, one after the other. So something has to lead to few: a
 * record, ids, or a reference.
 *
 * @param inside the search is one of a compartment
 */
export function wordsTooWide(clauses: readonly Clause[], inside: boolean): Problem | undefined {
  if (inside || !clauses.some(({ kind }) => kind === 'words') || clauses.some(isNarrow)) return undefined
  return tooCostly(
    '',
    'words-too-wide',
    'Say as well whose resources to look through: patient=[id] or another reference, _id, or search in a compartment (Patient/[id]/[type]).',
  )
}

function isNarrow(clause: Clause): boolean {
  if (clause.kind === 'reference')
    return clause.values.length > 0 && clause.values.every(({ id, url }) => id !== undefined || url !== undefined)
  return clause.kind === 'id'
}

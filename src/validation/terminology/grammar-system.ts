/** A code system without a list: whether a code is well-formed can be told by its grammar. */
export type Grammar = (code: string) => boolean

const mediaType = /^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+(\s*;.*)?$/

/** R4 lists these beside media types wherever it asks for one: http://hl7.org/fhir/R4/http.html#mime-type */
const shorthand = new Set(['xml', 'json', 'ttl'])

/** Tags are many and of few kinds, so they are remembered; the length keeps hostile ones out. */
const languages = new Map<string, boolean>()

function isLanguage(code: string): boolean {
  if (code.length > 35) return false
  const known = languages.get(code)
  if (known !== undefined) return known
  let valid = true
  try {
    Intl.getCanonicalLocales(code)
  } catch {
    valid = false
  }
  if (languages.size < 1000) languages.set(code, valid)
  return valid
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** http://hl7.org/fhir/R4/terminologies-systems.html */
export const grammarSystems: Readonly<Record<string, Grammar>> = {
  'urn:ietf:bcp:13': (code) => mediaType.test(code) || shorthand.has(code),
  'urn:ietf:bcp:47': isLanguage,
  'urn:iso:std:iso:4217': (code) => currencies.has(code),
}

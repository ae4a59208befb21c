const apostrophes = /[\u2018\u2019\u02bc\u00b4`]/g
const hyphens = /[\u2010-\u2015\u2212]/g
const marks = /\p{M}+/gu
const spaces = /\s+/g
// Plain lower-case ASCII without doubled blanks: the usual case, and nothing is left to do for it.
const plain = /^(?:[!-@[-_a-~]| (?! ))*$/

/**
 * The form in which strings are compared: no accents, no case, single blanks, and the plain apostrophe and hyphen for
 * those that keyboards put in their place (http://hl7.org/fhir/R4/search.html#string).
 * Used on what is stored and on what is asked for, so that both sides always agree.
 */
export function normalise(text: string): string {
  if (plain.test(text)) return text.trim()
  // Before decomposing, as the acute accent would fall apart; and after, as the Greek varia becomes a grave accent by it.
  const apart = text.replace(apostrophes, "'").normalize('NFKD').replace(apostrophes, "'")
  const plainer = apart.replace(marks, '').replace(hyphens, '-')
  return plainer.toLowerCase().replace(spaces, ' ').trim()
}

/**
 * The form in which codes and identifier values are compared. R4 wants tokens matched whatever their case when in doubt,
 * as leaving out a record is the greater danger (http://hl7.org/fhir/R4/search.html#token). Systems are URIs: as they are.
 */
export function normaliseToken(code: string): string {
  return code.toLowerCase()
}

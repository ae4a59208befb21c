/**
 * Splits a search value at an unescaped separator; `\,`, `\|`, `\$` and `\\` stay as they are written until `unescaped`
 * (http://hl7.org/fhir/R4/search.html#escaping).
 *
 * @param most pieces at most; what is left over stays in the last one
 */
export function splitAt(text: string, separator: ',' | '|' | '$', most = Number.POSITIVE_INFINITY): string[] {
  if (!text.includes('\\') && most === Number.POSITIVE_INFINITY) return text.split(separator)
  const pieces: string[] = []
  let start = 0
  for (let at = 0; at < text.length && pieces.length < most - 1; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === separator) {
      pieces.push(text.slice(start, at))
      start = at + 1
    }
  }
  pieces.push(text.slice(start))
  return pieces
}

/** What an escaped value stands for. A backslash before anything else is a backslash. */
export function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([,|$\\])/g, '$1') : text
}

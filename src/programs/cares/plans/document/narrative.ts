import type { Narrative } from '@medplum/fhirtypes'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe to stand in XHTML, between tags or in a quoted attribute. Control characters that XML forbids are dropped. */
export function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are what XML 1.0 does not allow
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (found) => entities[found]!)
}

/** Lines of plain text as a generated FHIR narrative, each in a paragraph of its own. */
export function narrative(lines: readonly string[], language = 'en'): Narrative {
  return narrativeOf(lines.map((line) => `<p>${escaped(line)}</p>`).join(''), language)
}

/** XHTML that is already safe, as a generated narrative. */
export function narrativeOf(xhtml: string, language: string): Narrative {
  return {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml" lang="${escaped(language)}" xml:lang="${escaped(language)}">${xhtml}</div>`,
  }
}

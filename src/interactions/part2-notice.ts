// 42 CFR 2.32, CARES-CON-07: the notice travels with each disclosure of a substance use program's records.
import type { Issue } from '#fhir/issue.ts'
import { part2Mark, part2Notice } from '#fhir/sensitivity-labels.ts'
import type { Stored } from '#storage/store.ts'

/** The notice as an entry of a searchset tells it, and where the scope of the consent stands (2.32(b)); none for other content. */
export function noticeFor(...pages: readonly (readonly Stored[])[]): Issue[] {
  if (!pages.some((page) => page.some(({ text }) => text.includes(part2Mark)))) return []
  const scope = 'The scope of the consent by which they are disclosed is in the Consent of the kind part2 in the same record.'
  return [{ severity: 'information', code: 'informational', details: 'CARES-CON-07', diagnostics: `${part2Notice} ${scope}` }]
}

/** Does the content of this JSON text need the notice? */
export function bearsMark(text: string): boolean {
  return text.includes(part2Mark)
}

/** A page for people with the notice at its end. */
export function withNotice(html: string): string {
  const paragraph = `<p role="note"><strong>${part2Notice}</strong></p>`
  return html.includes('</body>') ? html.replace('</body>', `${paragraph}</body>`) : `${html}${paragraph}`
}

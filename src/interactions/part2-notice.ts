// 42 CFR 2.32, CARES-CON-07: the notice travels with each disclosure of a substance use program's records, and with one that was made
// by a consent the scope of that.
import type { Issue } from '#fhir/issue.ts'
import { part2Mark, part2Notice } from '#fhir/sensitivity-labels.ts'
import type { Stored } from '#storage/store.ts'
import { type ConsentScope, scopeHeader, scopeSentence, scopesBehind } from './consent-scope.ts'
import type { Context } from './contract.ts'

/** The notice and the scope as an entry of a searchset tells them; none for other content. */
export async function noticeFor(context: Context, ...pages: readonly (readonly Stored[])[]): Promise<Issue[]> {
  if (!pages.some((page) => page.some(({ text }) => text.includes(part2Mark)))) return []
  const diagnostics = `${part2Notice} ${scopeSentence(await scopesBehind(context))}`
  return [{ severity: 'information', code: 'informational', details: 'CARES-CON-07', diagnostics }]
}

/** The same as headers, for whatever shape the answer has. */
export async function noticeHeaders({ store, access, base }: Pick<Context, 'store' | 'access' | 'base'>): Promise<Record<string, string>> {
  const scope = scopeHeader(base, await scopesBehind({ store, access }))
  return { 'Redisclosure-Notice': part2Notice, ...(scope !== undefined && { 'Disclosed-By-Consent': scope }) }
}

/** Does the content of this JSON text need the notice? */
export function bearsMark(text: string): boolean {
  return text.includes(part2Mark)
}

/** A page for people with notice and scope at its end. */
export function withNotice(html: string, scopes: readonly ConsentScope[]): string {
  const paragraph = `<p role="note"><strong>${part2Notice}</strong> ${escaped(scopeSentence(scopes))}</p>`
  return html.includes('</body>') ? html.replace('</body>', () => `${paragraph}</body>`) : `${html}${paragraph}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

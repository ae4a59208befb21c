import type { ShownGrant } from '#auth/granted-apps.ts'
import type { Visitor } from '#auth/own-pages.ts'
import { type Html, html } from '../sign-in/html.ts'
import { form, page } from '../sign-in/pages.ts'

/** What somebody granted to apps; each of it can be taken back. */
export function grantsPage({ user, formKey }: Visitor, grants: readonly ShownGrant[], says?: string): string {
  return page(
    'Apps with access',
    html`${says !== undefined && html`<p class="done" role="status">${says}</p>`}
${form('/auth/grants/leave', formKey, html`<p>You are signed in as ${user.name}. <button class="link">Sign out</button></p>`)}
${
  grants.length === 0
    ? html`<p>You have given no app access. When you agree to an app’s request, it is shown here.</p>`
    : html`<p>You agreed that these apps may ask for data in your name. They never see more than you may see yourself.</p>
${grants.map((grant, index) => grantSection(grant, index, formKey))}`
}`,
  )
}

function grantSection({ grantId, app, patient, may, at, lastUse }: ShownGrant, index: number, key: string): Html {
  return html`<section aria-labelledby="g${index}">
<h2 id="g${index}">${app}</h2>
<dl>
${
  patient !== undefined &&
  html`<dt>Record</dt><dd>${patient === 'unseen' ? 'of a person whose record you may not open any more' : patient.name}</dd>
`
}<dt>Agreed to</dt><dd>${time(at)}</dd>
<dt>Last used by you</dt><dd>${lastUse === undefined ? 'not yet' : time(lastUse)}</dd>
</dl>
<p>It may:</p>
<ul>${may.map((text) => html`<li>${text}</li>`)}</ul>
${form(
  '/auth/grants/withdraw',
  key,
  html`<input type="hidden" name="grant" value="${grantId}">
<button aria-describedby="g${index}">Withdraw access</button>`,
)}
</section>
`
}

const spelled = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'America/New_York' })

function time(instant: string): Html {
  return html`<time datetime="${instant}">${spelled.format(new Date(instant))}</time>`
}

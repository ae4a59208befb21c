import type { Choices, LaunchableApp } from '#auth/launcher.ts'
import type { Visitor } from '#auth/own-pages.ts'
import { type KnownPatient, patientsShown } from '#auth/people/patients-of.ts'
import { type Html, html } from '../sign-in/html.ts'
import { form, page, problem } from '../sign-in/pages.ts'

const here = '/auth/launch'

/** Which app, and for whom. */
export function appAndPatientPage(
  { user, formKey }: Visitor,
  apps: readonly LaunchableApp[],
  patients: readonly KnownPatient[],
  { name = '', trouble }: { name?: string; trouble?: string } = {},
): string {
  const whole = (inside: Html) =>
    page(
      'Open an app',
      html`${problem(trouble)}
${signedIn(user.name, formKey)}
${inside}`,
    )
  if (apps.length === 0) {
    return whole(
      html`<p>No app is registered that can be opened from here: one that has a launch URI and the scope <code>launch</code>.</p>`,
    )
  }
  const search =
    (patients.length >= patientsShown || name !== '') &&
    form(
      `${here}/find`,
      formKey,
      html`<label for="name">Find by name</label>
<input id="name" name="name" value="${name}" autocomplete="off">
<button class="quiet">Find</button>`,
    )
  if (patients.length === 0) {
    return whole(html`${search}<p>${name === '' ? 'There is no record that you may open.' : 'Nobody of this name is found.'}</p>`)
  }
  const choose = form(
    `${here}/context`,
    formKey,
    html`<fieldset><legend>App</legend>
${apps.map((app, index) => choice('radio', 'app', `a${index}`, app.clientId, app.description, index === 0))}</fieldset>
<fieldset><legend>Patient</legend>
${patients.map(({ id, name: called, birthDate }, index) =>
  choice('radio', 'patient', `p${index}`, id, birthDate === undefined ? called : `${called}, born ${birthDate}`, patients.length === 1),
)}</fieldset>
<button>Go on</button>`,
  )
  return whole(html`${search}${choose}`)
}

/** With what of the patient's record. */
export function contextPage({ user, formKey }: Visitor, app: LaunchableApp, { patient, encounters, plans }: Choices): string {
  return page(
    'Open an app',
    html`${signedIn(user.name, formKey)}
<p><strong>${app.description}</strong> opens with the record of <strong>${patient.name}</strong>.</p>
${form(
  `${here}/start`,
  formKey,
  html`<input type="hidden" name="app" value="${app.clientId}">
<input type="hidden" name="patient" value="${patient.id}">
<fieldset><legend>Visit</legend>
${choice('radio', 'encounter', 'e', '', 'None', true)}
${encounters.map(({ id, label }, index) => choice('radio', 'encounter', `e${index}`, id, label, false))}</fieldset>
${
  plans.length > 0 &&
  html`<fieldset><legend>Plans that the app is to look at</legend>
${plans.map(({ id, label }, index) => choice('checkbox', 'context', `c${index}`, `CarePlan/${id}`, label, false))}</fieldset>`
}
<label for="intent">What you mean to do, as the app calls it (may stay empty)</label>
<input id="intent" name="intent" pattern="[a-z0-9][a-z0-9-]{0,63}" autocomplete="off" autocapitalize="none" spellcheck="false">
<p class="choice"><input type="checkbox" name="banner" id="banner" value="here">
<label for="banner">It is shown elsewhere whose record it is; the app need not</label></p>
<button>Open</button>`,
)}
<p><a href="${here}">Another app or patient</a></p>`,
  )
}

function choice(type: 'radio' | 'checkbox', name: string, id: string, value: string, label: string, checked: boolean): Html {
  return html`<p class="choice"><input type="${type}" name="${name}" id="${id}" value="${value}"${checked && html` checked`}${type === 'radio' && html` required`}>
<label for="${id}">${label}</label></p>
`
}

function signedIn(name: string, key: string): Html {
  return form(`${here}/leave`, key, html`<p>You are signed in as ${name}. <button class="link">Sign out</button></p>`)
}

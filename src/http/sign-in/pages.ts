import { isOptional, namedTypes, scopeInWords, spaced } from '#auth/consent.ts'
import { type KnownPatient, patientsShown } from '#auth/people/patients-of.ts'
import type { Openable } from '#auth/people/record-of.ts'
import { parseScope } from '#auth/scopes.ts'
import type { Question } from '#auth/sign-in.ts'
import { type Html, html } from './html.ts'

/** A page with the house's looks. Nothing in it runs. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/auth/style.css">
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text
}

/** Name and password. What was wrong is said in one sentence, whichever of the two it was. */
export function signInPage(question: Question, trouble?: string): string {
  const { id, app, formKey } = question
  return page(
    'Sign in',
    html`<p>To go on to <strong>${app.description}</strong>.</p>
${problem(trouble)}
${form(
  `/auth/sign-in/${id}`,
  formKey,
  html`<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>`,
)}
${question.elsewhere !== undefined && html`<p><a href="/auth/sign-in/${id}/elsewhere">Sign in with ${question.elsewhere}</a></p>`}
${cancelForm(question)}`,
  )
}

/** Whose record the app is to open. */
export function patientPage(
  question: Question,
  patients: readonly KnownPatient[],
  { name = '', trouble }: { name?: string; trouble?: string },
): string {
  const { id, app, formKey } = question
  const choices = patients.map(
    (patient, index) => html`<p class="choice"><input type="radio" name="patient" id="p${index}" value="${patient.id}" required>
<label for="p${index}">${patient.name}${patient.birthDate !== undefined && html`, born ${patient.birthDate}`}</label></p>
`,
  )
  const list =
    choices.length > 0
      ? form(
          `/auth/sign-in/${id}/patient`,
          formKey,
          html`<fieldset><legend>Patient</legend>
${choices}</fieldset>
<button>Go on</button>`,
        )
      : html`<p>${name === '' ? 'There is no record that you may open.' : 'Nobody of this name is found.'}</p>`
  return page(
    'Choose a patient',
    html`<p><strong>${app.description}</strong> asks whose record it may open.</p>
${problem(trouble)}
${who(question)}
${
  (choices.length >= patientsShown || name !== '') &&
  form(
    `/auth/sign-in/${id}/find`,
    formKey,
    html`<label for="name">Find by name</label>
<input id="name" name="name" value="${name}" autocomplete="off">
<button class="quiet">Find</button>`,
  )
}
${list}
${cancelForm(question)}`,
  )
}

/** Which of the patient's visits the app is to open. */
export function encounterPage(question: Question, patient: KnownPatient, visits: readonly Openable[], trouble?: string): string {
  const { id, app, formKey } = question
  const choices = visits.map(
    (visit, index) => html`<p class="choice"><input type="radio" name="encounter" id="e${index}" value="${visit.id}" required>
<label for="e${index}">${visit.label}</label></p>
`,
  )
  return page(
    'Choose a visit',
    html`<p><strong>${app.description}</strong> asks which visit of <strong>${patient.name}</strong> it is to open.</p>
${problem(trouble)}
${who(question)}
${form(
  `/auth/sign-in/${id}/encounter`,
  formKey,
  html`<input type="hidden" name="patient" value="${patient.id}">
<fieldset><legend>Visit</legend>
${choices}</fieldset>
<button>Go on</button>`,
)}
${cancelForm(question)}`,
  )
}

/** What the app may see and do; each line may be unticked. */
export function consentPage(question: Question, patient: KnownPatient | undefined, visit?: Openable): string {
  const { id, app, formKey, offered } = question
  const settled = [...new Set(offered.filter((scope) => !isOptional(scope)).map(scopeInWords))]
  const optional = offered.filter(isOptional)
  return page(
    'Agree to access',
    html`<p><strong>${app.description}</strong> asks for access${patient !== undefined && html` to the record of <strong>${patient.name}</strong>`}${visit !== undefined && html`, opened at the visit ${visit.label}`}.</p>
${who(question)}
${form(
  `/auth/sign-in/${id}/grant`,
  formKey,
  html`${patient !== undefined && html`<input type="hidden" name="patient" value="${patient.id}">`}
${visit !== undefined && html`<input type="hidden" name="encounter" value="${visit.id}">`}
${settled.length > 0 && html`<p>It will:</p><ul>${settled.map((text) => html`<li>${text}</li>`)}</ul>`}
<fieldset><legend>It may, as long as it stays ticked:</legend>
${optional.map(scopeLine)}</fieldset>
<p class="hint">You never give it more than you may see yourself.</p>
<button>Agree</button>`,
)}
${cancelForm(question)}`,
  )
}

function scopeLine(scope: string, index: number): Html {
  const line = html`<p class="choice"><input type="checkbox" name="scope" id="s${index}" value="${scope}" checked>
<label for="s${index}">${scopeInWords(scope)} <code>${scope}</code></label></p>
`
  if (parseScope(scope)?.type !== '*') return line
  const types = namedTypes.map(
    (type) => html`<p class="choice"><input type="checkbox" name="type" id="s${index}-${type}" value="${scope} ${type}">
<label for="s${index}-${type}">${spaced(type)}</label></p>
`,
  )
  return html`${line}<details><summary>Only some kinds: untick the line above, and tick these</summary>
${types}</details>
`
}

/** Said where a question is gone or was another browser's. */
export const lostPage = page(
  'This page has ended',
  html`<p>It was open for too long, was used before, or belongs to another browser. Go back to the app and begin again.</p>`,
)

/** Said to a form that did not come from our own page. */
export const strangeFormPage = page(
  'This form is not ours',
  html`<p>It was not sent from the page before it. Go back to the app and begin again.</p>`,
)

/** Said after many wrong passwords. */
export function slowDownPage(minutes: number): string {
  return page('Wait a little', html`<p>There were too many attempts. Try again in ${minutes} minutes.</p>`)
}

function who({ id, user, formKey }: Question): Html {
  return form(
    `/auth/sign-in/${id}/leave`,
    formKey,
    html`<p>You are signed in as ${user?.name ?? ''}. <button class="link">Not you?</button></p>`,
  )
}

/** Said where an EHR opened the app for somebody else than the one who is here. */
export function othersLaunchPage(question: Question): string {
  const { app } = question
  return page(
    'This was opened for somebody else',
    html`<p><strong>${app.description}</strong> was opened by another person. Open it again yourself, or sign in as that person.</p>
${who(question)}
${cancelForm(question)}`,
  )
}

function cancelForm({ id, formKey, ownPage }: Question): Html {
  return form(
    `/auth/sign-in/${id}/deny`,
    formKey,
    html`<button class="quiet">${ownPage === undefined ? 'No, go back to the app' : 'Cancel'}</button>`,
  )
}

/** A form that carries its key. */
export function form(action: string, key: string, inside: Html): Html {
  return html`<form method="post" action="${action}">
<input type="hidden" name="key" value="${key}">
${inside}
</form>`
}

/** What went wrong, said where a screen reader notices. */
export function problem(trouble: string | undefined): Html | undefined {
  return trouble === undefined ? undefined : html`<p class="trouble" role="alert">${trouble}</p>`
}

/** What a person sees when an app's request is so wrong that nobody may be sent back to the app. */
export function refusalPage(error: string, description: string): string {
  return page(
    'This request cannot be answered',
    html`<p>${description} (${error})</p>
<p>Go back to the app and begin again. If it happens again, the app’s maker can mend it.</p>`,
  )
}

import { join } from 'node:path'
import express, { type Request, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Choice } from '#auth/consent.ts'
import type { KnownPatient } from '#auth/people/patients-of.ts'
import { isOwnForm, type Question, type SignIn } from '#auth/sign-in.ts'
import { addressKey } from '../limits/caller-address.ts'
import { countedByAll, type SharedCounts } from '../limits/counted-by-all.ts'
import type { Limits } from '../limits/limits.ts'
import { comesFromElsewhere, field, fields, longestForm, sendPage } from './forms.ts'
import { consentPage, encounterPage, lostPage, othersLaunchPage, patientPage, signInPage, slowDownPage, strangeFormPage } from './pages.ts'

/** The pages on which people sign in, choose a patient and agree. Nothing in them runs, and nothing may frame them. */
export function signInRoutes(signIn: SignIn, issuer: string, { shared, addressOf }: Pick<Limits, 'shared' | 'addressOf'>): Router {
  const router = Router()
  router.use(express.urlencoded({ extended: false, limit: longestForm }))
  router.get('/style.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').sendFile(join(import.meta.dirname, 'style.css'))
  })

  // What an app may look like beside ours: nothing is prescribed but the colors of these pages.
  router.get('/smart-style.json', (_request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' })
    response.json({ color_background: '#ffffff', color_highlight: '#0b5394', color_error: '#b45f06', color_success: '#38761d' })
  })

  /** A form of the page before it, sent by the browser whose question it is; anything else is refused. */
  const post = (path: string, answer: (request: Request, response: Response, question: Question) => Promise<void>) => {
    router.post(path, async (request, response) => {
      const question = await signIn.question(request, response)
      if (!question) return send(response, 404, lostPage)
      if (!isOwnForm(question, field(request, 'key')) || comesFromElsewhere(request, issuer)) return send(response, 403, strangeFormPage)
      if (question.step !== (path === '/sign-in/:id' ? 'sign-in' : question.step)) return send(response, 404, lostPage)
      await answer(request, response, question)
    })
  }

  // The other provider knows one address to return to; the question's own pages have the cookie.
  router.get('/sign-in/return', async (request, response) => {
    const search = request.originalUrl.split('?')[1] ?? ''
    const page = await signIn.pageOfReturn(new URLSearchParams(search).get('state') ?? '')
    if (page === undefined) return send(response, 404, lostPage)
    response.set({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' }).redirect(303, `${page}?${search}`)
  })

  router.get('/sign-in/:id/elsewhere', async (request, response) => {
    const gone = await signIn.goElsewhere(request, response).catch(() => undefined)
    if (gone) return
    const question = await signIn.question(request, response)
    if (question?.step !== 'sign-in') return send(response, 404, lostPage)
    send(response, 503, signInPage(question, 'The other sign-in does not answer. Try again, or sign in here.'), question)
  })

  router.get('/sign-in/:id/returned', async (request, response) => {
    if (await signIn.enterFromElsewhere(request, response)) return
    const question = await signIn.question(request, response)
    if (question?.step !== 'sign-in') return send(response, 404, lostPage)
    send(response, 401, signInPage(question, 'You have not signed in there, or are not registered here by that identity.'), question)
  })

  router.get('/sign-in/:id', async (request, response) => {
    const question = await signIn.question(request, response)
    if (!question) return send(response, 404, lostPage)
    if (question.step === 'sign-in') return send(response, 200, signInPage(question), question)
    await askNext(response, question)
  })

  const from = (request: Request) => addressKey(addressOf(request))
  router.post('/sign-in/:id', patience(5, nameOf, 'sign-in name', shared), patience(100, from, 'sign-in address', shared))
  post('/sign-in/:id', async (request, response, question) => {
    if (await signIn.enter(request, response, { username: field(request, 'username'), password: field(request, 'password') })) return
    send(response, 401, signInPage(question, 'The user name or the password is not right.'), question)
  })

  post('/sign-in/:id/find', async (request, response, question) => {
    const name = field(request, 'name').slice(0, 100)
    send(response, 200, patientPage(question, await signIn.patients(question, name), { name }), question)
  })

  post('/sign-in/:id/patient', async (request, response, question) => {
    const patient = await signIn.patient(question, field(request, 'patient'))
    if (patient) return askForVisit(response, question, patient)
    const trouble = 'Choose one of these.'
    send(response, 400, patientPage(question, await signIn.patients(question), { trouble }), question)
  })

  post('/sign-in/:id/encounter', async (request, response, question) => {
    const patient = await signIn.patient(question, field(request, 'patient'))
    const visits = patient && (await signIn.encounters(question, patient))
    const chosen = visits?.find(({ id }) => id === field(request, 'encounter'))
    if (!patient || !visits) return send(response, 404, lostPage)
    if (chosen) return send(response, 200, consentPage(question, patient, chosen), question)
    send(response, 400, encounterPage(question, patient, visits, 'Choose one of these.'), question)
  })

  post('/sign-in/:id/grant', async (request, response, question) => {
    if (await signIn.grant(request, response, choiceOf(request))) return
    send(response, 400, lostPage, question)
  })
  post('/sign-in/:id/deny', (request, response) => signIn.deny(request, response))
  post('/sign-in/:id/leave', (request, response) => signIn.leave(request, response))
  return router

  /** Patient, visit, then consent; who has one record only need not choose, and a launch has brought one. */
  async function askNext(response: Response, question: Question): Promise<void> {
    const { ownPage, launch } = question
    if (ownPage !== undefined) return response.redirect(303, ownPage)
    if (launch?.state === 'of another') return send(response, 403, othersLaunchPage(question), question)
    if (launch) {
      const patient = launch.state === 'ready' ? await signIn.patient(question, launch.launch.patient) : undefined
      return patient ? send(response, 200, consentPage(question, patient), question) : send(response, 404, lostPage)
    }
    if (!question.needsPatient) return send(response, 200, consentPage(question, undefined), question)
    const patients = await signIn.patients(question)
    const only = patients.length === 1 ? patients[0] : undefined
    if (only) return askForVisit(response, question, only)
    send(response, 200, patientPage(question, patients, {}), question)
  }

  /** One of the patient's visits, for an app that asks for one; who has none opens the app without. */
  async function askForVisit(response: Response, question: Question, patient: KnownPatient): Promise<void> {
    const visits = question.needsEncounter ? await signIn.encounters(question, patient) : []
    send(response, 200, visits.length > 0 ? encounterPage(question, patient, visits) : consentPage(question, patient), question)
  }
}

/** Minutes for which wrong passwords count. */
const remembered = 5

/**
 * Slows down who guesses, by the name that is tried (also one that nobody has) and by the address they come from. What
 * succeeds does not count. All processes count together.
 */
function patience(limit: number, keyGenerator: (request: Request) => string, what: string, shared: SharedCounts | undefined) {
  return rateLimit({
    windowMs: remembered * 60_000,
    limit,
    keyGenerator,
    store: countedByAll(what, shared),
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    // Which proxies are believed is configured (TRUSTED_PROXIES); what others say is not looked at.
    validate: { xForwardedForHeader: false, trustProxy: false },
    handler: (_request, response) => send(response.set('Retry-After', String(remembered * 60)), 429, slowDownPage(remembered)),
  })
}

function nameOf(request: Request): string {
  return field(request, 'username').trim().toLowerCase().slice(0, 64)
}

function choiceOf(request: Request): Choice {
  return {
    scopes: fields(request, 'scope'),
    types: fields(request, 'type').map((text) => [text.slice(0, text.lastIndexOf(' ')), text.slice(text.lastIndexOf(' ') + 1)]),
    patient: field(request, 'patient'),
    ...(field(request, 'encounter') !== '' && { encounter: field(request, 'encounter') }),
  }
}

/** A form's answer may send the browser on to the app. */
function send(response: Response, status: number, text: string, question?: Question): void {
  sendPage(response, status, text, question?.app.origins)
}

import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { pino } from 'pino'
import { ownAccess } from '#auth/access-plan.ts'
import { type Client, registerClient } from '#auth/clients.ts'
import { type NewUser, registerUser } from '#auth/people/users.ts'
import { hashToken } from '#auth/token-hash.ts'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { ResourceJson, Write } from '#storage/store.ts'
import type { Tokens } from '#storage/tokens.ts'
import { openTestStore } from '../storage/databases.ts'
import { create, ofPatient, patient } from '../storage/records.ts'
import { Browser, type Page, pkce } from './browser.ts'
import { makePartner, type Partner } from './partner.ts'

const to = (reference: string) => ({ reference })
export const password = 'correct horse battery'
export const appUri = 'https://app.example.org/back'
export const secret = randomBytes(32).toString('base64url')
const scope = 'launch launch/patient launch/encounter openid fhirUser offline_access online_access patient/*.cruds user/*.cruds'

/** Kim and Lee are with our provider, Far with another; Ana is Kim's parent and Lee's; Max is of age. */
const records: ResourceJson[] = [
  { resourceType: 'Organization', id: 'o', name: 'Ours' },
  { resourceType: 'Practitioner', id: 'carla', name: [{ family: 'Coordinator' }] },
  ...['kim', 'lee', 'far'].map((id) => patient(id, { name: [{ given: [id], family: 'Child' }], birthDate: '2019-05-05' })),
  patient('max', { name: [{ given: ['max'], family: 'Grown' }], birthDate: '2000-01-01' }),
  ...['kim', 'lee', 'far', 'max'].flatMap((id) => [
    ofPatient('Goal', `goal-${id}`, id, { lifecycleStatus: 'active', description: { text: 'walk' } }),
    ofPatient('Observation', `lab-${id}`, id, {
      status: 'final',
      code: { text: 'lab' },
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }],
    }),
    ofPatient('Observation', `vital-${id}`, id, {
      status: 'final',
      code: { text: 'weight' },
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
    }),
    ofPatient('Condition', `hiv-${id}`, id, { meta: { security: [{ code: 'HIV' }] } }),
  ]),
  ...['kim', 'lee'].flatMap((id): ResourceJson[] => [
    {
      resourceType: 'EpisodeOfCare',
      id: `e-${id}`,
      status: 'active',
      patient: to(`Patient/${id}`),
      managingOrganization: to('Organization/o'),
    },
    ofPatient('CarePlan', `plan-${id}`, id, { status: 'active', intent: 'plan', title: 'Emergency plan' }),
    { resourceType: 'Encounter', id: `visit-${id}`, status: 'in-progress', class: { code: 'AMB' }, subject: to(`Patient/${id}`) },
  ]),
  {
    resourceType: 'RelatedPerson',
    id: 'ana',
    patient: to('Patient/kim'),
    extension: [
      {
        url: 'https://cares-fhir.example.org/StructureDefinition/legal-authority',
        extension: [{ url: 'kind', valueCode: 'parent' }],
      },
    ],
  },
]

const users: Omit<NewUser, 'password'>[] = [
  { username: 'carla', name: 'Carla Coordinator', fhirUser: 'Practitioner/carla', kind: 'care-team', organization: 'Organization/o' },
  { username: 'ana', name: 'Ana Child', fhirUser: 'RelatedPerson/ana' },
  { username: 'max', name: 'Max Grown', fhirUser: 'Patient/max' },
  { username: 'kim', name: 'Kim Child', fhirUser: 'Patient/kim' },
]

/** The whole server with people, apps and a few records. */
export interface Town {
  base: string
  fhir: string
  tokens: Tokens
  /** Changes records as the server itself may. */
  write(...writes: Write[]): Promise<void>
  keyed: Partner
  browser(): Browser
  /** An authorization request; what is given goes over what is usual, undefined leaves out. */
  authorizeAddress(given?: Asked): string
  /** Up to the first page after sign-in. */
  signIn(browser: Browser, username: string, given?: Asked): Promise<Page>
  /** The whole way to a token answer. */
  launch(username: string, given?: Asked & { patient?: string; encounter?: string; without?: string[] }): Promise<Launched>
  /** Asks the token endpoint. */
  token(form: { [name: string]: string }, headers?: { [name: string]: string }): Promise<{ status: number; body: Answer; headers: Headers }>
  /** Calls the FHIR server. */
  get(path: string, token: string): Promise<{ status: number; body: { [key: string]: unknown } }>
  /** The audit trail's lines of these acts, oldest first. */
  audited(
    ...acts: string[]
  ): Promise<{ interaction: string; person: string | null; patient: string | null; outcome: number; purpose: string | null }[]>
  close(): Promise<void>
}

export type Asked = { [name: string]: string | string[] | undefined }
export type Answer = { [name: string]: unknown } & {
  access_token: string
  refresh_token: string
  id_token: string
  scope: string
  error: string
}
export interface Launched {
  body: Answer
  status: number
  code: string
  verifier: string
  browser: Browser
}

export async function openTown(env: { [name: string]: string } = {}): Promise<Town> {
  const opened = await openTestStore()
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const app = await createApp(
    { ...readConfig({ PACKAGES_DIR: 'none', LAUNCH_PAGE: 'on', ...env }), baseUrl: base },
    pino({ level: 'silent' }),
    {
      opened,
    },
  )
  server.on('request', app.http)
  const { tokens } = opened
  await opened.store.write(ownAccess('test'), records.map(create))
  for (const user of users) await registerUser(tokens, { ...user, password })
  const keyed = await makePartner('ES384', { clientId: 'keyed', redirectUris: [appUri], scope, kind: undefined })
  const public_: Client = {
    clientId: 'app',
    description: 'The plan viewer',
    redirectUris: [appUri],
    launchUri: 'https://app.example.org/launch',
    scope,
  }
  await registerClient(tokens, public_)
  await registerClient(tokens, { ...public_, clientId: 'other', description: 'Another app' })
  await registerClient(tokens, { ...public_, clientId: 'secretive', secretHash: hashToken(secret).toString('base64url') })
  await registerClient(tokens, keyed.client)

  const town: Town = {
    base,
    fhir: `${base}/fhir/R4`,
    tokens,
    write: async (...writes) => void (await opened.store.write(ownAccess('test'), writes)),
    keyed,
    browser: () => new Browser(base),
    authorizeAddress(given = {}) {
      const usual = {
        response_type: 'code',
        client_id: 'app',
        redirect_uri: appUri,
        scope: 'launch/patient openid fhirUser patient/*.rs',
        state: 'state-1',
        aud: town.fhir,
        code_challenge_method: 'S256',
        code_challenge: pkce().challenge,
      }
      const all = Object.entries({ ...usual, ...given }).filter(([, value]) => typeof value === 'string') as [string, string][]
      return `/auth/authorize?${new URLSearchParams(all)}`
    },
    async signIn(browser, username, given) {
      const page = await browser.follow(town.authorizeAddress(given))
      return browser.submit(page, '', [
        ['username', username],
        ['password', password],
      ])
    },
    async launch(username, { patient: chosen, encounter, without = [], ...given } = {}) {
      const { verifier, challenge } = pkce()
      const browser = town.browser()
      let page = await town.signIn(browser, username, { code_challenge: challenge, ...given })
      if (page.text.includes('Choose a patient')) page = await browser.submit(page, '/patient', [['patient', chosen ?? 'kim']])
      if (encounter !== undefined) page = await browser.submit(page, '/encounter', [['encounter', encounter]])
      page = await browser.submit(page, '/grant', [], without)
      const code = new URL(page.left ?? '').searchParams.get('code') ?? ''
      const { status, body } = await town.token({
        grant_type: 'authorization_code',
        code,
        redirect_uri: appUri,
        client_id: String(given.client_id ?? 'app'),
        code_verifier: verifier,
      })
      return { status, body, code, verifier, browser }
    },
    async token(form, headers = {}) {
      const answer = await fetch(`${base}/auth/token`, { method: 'POST', body: new URLSearchParams(form), headers })
      return { status: answer.status, body: (await answer.json()) as Answer, headers: answer.headers }
    },
    async get(path, token) {
      const answer = await fetch(`${town.fhir}/${path}`, { headers: { Authorization: `Bearer ${token}` } })
      return { status: answer.status, body: (await answer.json()) as { [key: string]: unknown } }
    },
    audited: (...acts) =>
      opened.database.query(
        {
          name: 'audited',
          text: 'SELECT interaction, person, patient, outcome::int, purpose FROM audit WHERE interaction = ANY ($1) ORDER BY seq',
        },
        [acts],
      ),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await opened.close()
    },
  }
  return town
}

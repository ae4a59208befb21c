import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { Tokens } from '#storage/tokens.ts'
import type { Caller } from './access-plan.ts'
import { fhirPath, signInPath } from './auth-paths.ts'
import type { AuthorizationEvent } from './authorization-server.ts'
import { findClient } from './clients.ts'
import { type Choice, chosenScopes } from './consent.ts'
import { type LaunchContext, type LaunchState, launchOf, useLaunch } from './ehr-launch.ts'
import { keepGranted } from './grants.ts'
import { isContextScope, needsEncounter, needsPatient, offeredScopes } from './launch-scopes.ts'
import { ownClient, ownPageOf, sameKey } from './own-pages.ts'
import { callerOfUser, type PeopleParts } from './people/caller-of-user.ts'
import { type KnownPatient, patientFor, patientsOf } from './people/patients-of.ts'
import { encountersOf, mayOpen, type Openable } from './people/record-of.ts'
import type { SignedIn, Upstream } from './people/upstream.ts'
import { findUser, type User, userByPassword } from './people/users.ts'
import { originsOf } from './redirect-uris.ts'
import type { ReadRestriction } from './scopes.ts'
import { readServerSecrets } from './server-secrets.ts'

/** What a person is to be asked before an app gets its code. */
export interface Question {
  /** The question's own id, in its address. */
  id: string
  /** Who they are, or what they grant. */
  step: 'sign-in' | 'grant'
  app: { clientId: string; description: string; origins: string[] }
  /** Who has signed in. */
  user?: User
  /** What may be granted, as scopes. */
  offered: string[]
  /** Is a patient to be chosen? Not where the launch has brought one. */
  needsPatient: boolean
  /** Is a visit of the patient's to be chosen besides, where there is any? */
  needsEncounter: boolean
  /** The launch with which an EHR opened the app. */
  launch?: LaunchState
  /** It is no app that asks: the page of this server to go on to. */
  ownPage?: string
  /** The other provider by which the person may sign in. */
  elsewhere?: string
  /** Must be in each form. */
  formKey: string
}

/** The ways through the pages for people. Each ends with an answer, or says that there is none to give yet. */
export interface SignIn {
  /** What is to be asked; undefined when there is no such question, or it is not this browser's. */
  question(request: IncomingMessage, response: ServerResponse): Promise<Question | undefined>
  /** Signs somebody in and sends the browser on; false when the name or the password is wrong. */
  enter(request: IncomingMessage, response: ServerResponse, given: { username: string; password: string }): Promise<boolean>
  /** Sends the browser to the other provider to sign in there; false when there is none, or nothing is asked. */
  goElsewhere(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** The page of the question to which a browser returns from there. */
  pageOfReturn(state: string): Promise<string | undefined>
  /** Signs in who has signed in there, and sends the browser on; false when that is nobody whom we know. */
  enterFromElsewhere(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Whom the person who has signed in may choose. */
  patients(question: Question, name?: string): Promise<KnownPatient[]>
  patient(question: Question, id: string): Promise<KnownPatient | undefined>
  /** Visits of this patient's that they may choose, the latest first. */
  encounters(question: Question, patient: KnownPatient): Promise<Openable[]>
  /** Grants what was left ticked and sends the browser back to the app; false when the patient is not theirs to choose. */
  grant(request: IncomingMessage, response: ServerResponse, choice: Choice): Promise<boolean>
  /** Sends the browser back to the app with a no. */
  deny(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Forgets who has signed in, and asks again. */
  leave(request: IncomingMessage, response: ServerResponse): Promise<void>
}

interface SignInParts extends PeopleParts {
  provider: Provider
  tokens: Tokens
  issuer: string
  /** Makes the request one to our own address. */
  ours: (request: IncomingMessage) => void
  /** Tells the audit trail; what it cannot be told does not happen. */
  tell: (event: AuthorizationEvent) => Promise<void>
  /** Where a request comes from. */
  addressOf: (request: IncomingMessage) => string | undefined
  /** Another provider by which people sign in. */
  upstream?: Upstream
  read?: ReadRestriction
}

/** The person's side of an authorization request: who they are, whose record it is about, and what the app may see of it. */
export function createSignIn({
  provider,
  tokens,
  issuer,
  ours,
  tell,
  addressOf,
  upstream,
  read,
  store,
  now = () => new Date(),
  tables,
}: SignInParts): SignIn {
  /** The interaction of this browser at this address: the library compares cookie and address. */
  const interactionOf = async (request: IncomingMessage, response: ServerResponse) => {
    ours(request)
    const found = await provider.interactionDetails(request, response).catch(() => undefined)
    // A router takes the beginning off `url` and keeps the whole beside it.
    const { originalUrl = request.url ?? '' } = request as { originalUrl?: string }
    return found && originalUrl.split('?')[0]!.split('/')[3] === found.uid ? found : undefined
  }
  const keys = readServerSecrets(tokens).then((secrets) => secrets.keysFor('sign-in forms'))
  const parts = { now, tables }
  const callerOf = async (user: User, clientId: string): Promise<Caller> => ({
    ...(await callerOfUser(user, { store, ...parts })),
    clientId,
  })

  const self: SignIn = {
    async question(request, response) {
      const interaction = await interactionOf(request, response)
      const clientId = String(interaction?.params.client_id)
      const client = ownClient(clientId, issuer) ?? (await findClient(tokens, clientId))
      if (!interaction || !client) return undefined
      const accountId = interaction.session?.accountId
      const user = accountId === undefined ? undefined : await findUser(tokens, accountId)
      const offered = offeredScopes(String(interaction.params.scope ?? ''), client.scope, read)
      const launch = await launchOf(tokens, interaction.params, offered, user)
      const ownPage = ownPageOf(interaction.params)
      return {
        id: interaction.uid,
        step: interaction.prompt.name === 'login' || !user ? 'sign-in' : 'grant',
        app: { clientId: client.clientId, description: client.description, origins: originsOf(client.redirectUris) },
        ...(user && { user }),
        offered,
        needsPatient: launch === undefined && needsPatient(offered),
        needsEncounter: launch === undefined && needsEncounter(offered),
        ...(launch && { launch }),
        ...(ownPage !== undefined && { ownPage }),
        ...(upstream && { elsewhere: upstream.name }),
        formKey: createHmac('sha256', (await keys)[0]!)
          .update(interaction.uid)
          .digest('base64url'),
      }
    },

    async enter(request, response, { username, password }) {
      const interaction = await interactionOf(request, response)
      if (!interaction) return false
      const user = await userByPassword(tokens, username, password)
      return entered(request, response, 'pwd', user && { user })
    },

    async goElsewhere(request, response) {
      const interaction = await interactionOf(request, response)
      if (!interaction || !upstream) return false
      response.writeHead(303, {
        Location: await upstream.begin(interaction.uid, interaction.params),
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-store',
      })
      response.end()
      return true
    },

    async pageOfReturn(state) {
      const id = await upstream?.questionOf(state)
      return id === undefined ? undefined : `${issuer}${signInPath}/${id}/returned`
    },

    async enterFromElsewhere(request, response) {
      const interaction = await interactionOf(request, response)
      if (!interaction || !upstream) return false
      const { originalUrl = request.url ?? '' } = request as { originalUrl?: string }
      const found = await upstream.finish(interaction.uid, originalUrl.split('?')[1] ?? '')
      return entered(request, response, 'fed', found)
    },

    async patients({ user, app }, name) {
      if (!user || !store) return []
      const found = await patientsOf(store, await callerOf(user, app.clientId), parts, name)
      const patients = found.length > 0 ? found.map(({ id }) => id) : undefined
      await tell({ asked: 'patients', clientId: app.clientId, status: 200, person: user.fhirUser, patients })
      return found
    },

    async patient({ user, app }, id) {
      return user && store ? patientFor(store, await callerOf(user, app.clientId), parts, id) : undefined
    },

    async encounters({ user, app }, { id }) {
      if (!user || !store) return []
      const found = await encountersOf(store, await callerOf(user, app.clientId), parts, id)
      await tell({ asked: 'patients', clientId: app.clientId, status: 200, person: user.fhirUser, patients: [id] })
      return found
    },

    async grant(request, response, choice) {
      const interaction = await interactionOf(request, response)
      const question = await self.question(request, response)
      if (!interaction || question?.step !== 'grant' || !question.user || question.ownPage !== undefined) return false
      const { offered, user, app } = question
      const context = await contextOf(question, choice)
      if (!context) return false
      const scope = chosenScopes(offered, choice)
      if (!scope.some((text) => !isContextScope(text) || text === 'openid')) {
        await self.deny(request, response)
        return true
      }
      if (question.launch?.state === 'ready' && !(await useLaunch(tokens, question.launch.value))) return false
      const patients = context.patient === undefined ? undefined : [context.patient]
      await tell({ asked: 'grant', clientId: app.clientId, from: addressOf(request), status: 200, person: user.fhirUser, patients })
      const grant = new provider.Grant({ accountId: user.id, clientId: app.clientId })
      grant.addOIDCScope(scope.filter(isContextScope).join(' '))
      grant.addResourceScope(issuer + fhirPath, scope.join(' '))
      const grantId = await grant.save()
      const at = new Date().toISOString()
      await keepGranted(tokens, {
        grantId,
        clientId: app.clientId,
        accountId: user.id,
        scope: scope.join(' '),
        ...context,
        at,
      })
      // From here on the request is for what was granted, no more: narrowed scopes were not in it as they were asked.
      interaction.params.scope = scope.join(' ')
      await interaction.persist()
      await provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true })
      return true
    },

    async deny(request, response) {
      if (!(await interactionOf(request, response))) return
      await provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'the person did not agree',
      })
    },

    async leave(request, response) {
      if (!(await interactionOf(request, response))) return
      await forget(request, response)
      await provider.interactionFinished(request, response, {}, { mergeWithLastSubmission: false })
    },
  }

  /**
   * What the app is told beside its token: what the launch brought, else the patient who was chosen; undefined when
   * that is not this person's to hand over.
   */
  async function contextOf(question: Question, { patient: chosen = '', encounter }: Choice): Promise<Partial<LaunchContext> | undefined> {
    const { launch, user, app } = question
    if (launch === undefined) {
      if (!question.needsPatient) return {}
      const patient = await self.patient(question, chosen)
      if (!patient || !question.needsEncounter || encounter === undefined) return patient && { patient: patient.id }
      const visit = { patient: patient.id, encounter }
      return user && store && (await mayOpen(store, await callerOf(user, app.clientId), parts, visit)) ? visit : undefined
    }
    if (launch.state !== 'ready' || !user || !store) return undefined
    const { clientId: _client, accountId: _account, ...context } = launch.launch
    // The page showed this patient; a form that names another is not that page's.
    if (chosen !== context.patient || !(await mayOpen(store, await callerOf(user, app.clientId), parts, context))) return undefined
    return context
  }

  /** What follows once it is known who it is, or that it is nobody. */
  async function entered(request: IncomingMessage, response: ServerResponse, by: 'pwd' | 'fed', found?: SignedIn): Promise<boolean> {
    const { user, at = Number.POSITIVE_INFINITY } = found ?? {}
    const interaction = await interactionOf(request, response)
    if (!interaction) return false
    const event = { asked: 'sign-in', clientId: String(interaction.params.client_id), from: addressOf(request) } as const
    await tell({ ...event, ...(user ? { status: 200, person: user.fhirUser } : { status: 401, error: 'access_denied' }) })
    if (!user) return false
    if (interaction.session && interaction.session.accountId !== user.id) await forget(request, response)
    // Who came from elsewhere may have signed in there long ago; a later `max_age` goes by that.
    const login = { accountId: user.id, remember: false, amr: [by], ts: Math.min(at, Math.floor(Date.now() / 1000)) }
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
    return true
  }

  /** Ends the browser's session, and takes its person off the question. */
  async function forget(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The question first: the library finds none that belongs to a session which is gone.
    const interaction = await interactionOf(request, response)
    if (!interaction) return
    interaction.session = undefined
    await interaction.persist()
    const session = await provider.Session.get(provider.createContext(request, response) as never)
    await session.destroy()
  }

  return self
}

/** Was a form made for this question? */
export function isOwnForm({ formKey }: Question, given: string): boolean {
  return sameKey(formKey, given)
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import compression from 'compression'
import express, { type ErrorRequestHandler } from 'express'
import helmet from 'helmet'
import { authPaths, fhirPath } from '#auth/auth-paths.ts'
import type { AuthorizationServer } from '#auth/authorization-server.ts'
import { openidConfiguration, smartConfiguration } from '#auth/discovery.ts'
import type { InteractionResponse } from '#interactions/contract.ts'
import { type Answer, crossOrigin, openPreflight } from './cross-origin.ts'
import { type FhirDeps, fhirEndpoint } from './fhir-endpoint.ts'
import { frontPage } from './front-page.ts'
import { headersOfAll } from './headers-of-all.ts'
import { authorizationRate } from './limits/authorization-rate.ts'
import { createLimits, type Limits } from './limits/limits.ts'
import { createMetrics } from './metrics.ts'
import { onlyForOperators } from './only-for-operators.ts'
import { ownPageRoutes } from './own-pages/routes.ts'
import { registrationRoute } from './registration.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { errorAnswer } from './write-error.ts'

/** Everything that the HTTP door is handed; it looks nothing up by itself. */
export interface HttpDeps extends Omit<FhirDeps, 'metrics' | 'allowed'> {
  /** How often somebody may ask; without it the usual rates. */
  allowed?: Limits
  /** Bearer token for `/metrics`; without one they are for callers on this machine alone. */
  metricsToken?: string
  /** The server's base address, without a slash at the end. */
  baseUrl: string
  authorization: AuthorizationServer
  /** Is there a page from which people open apps with a patient in context? */
  launchPage?: boolean
  /** Resolves when requests can be served (the database answers), else rejects. */
  ready: () => Promise<void>
  /** Folder of the built implementation guide. While there is nothing in it, `/ig/` says that it is not built. */
  guideFolder?: string
}

/**
 * The HTTP door. FHIR comes first and passes nothing but its own handler, not even Express, which would cost a read a tenth of
 * its time; pages for people and machines follow, behind helmet and compression.
 */
export function createHttpApp(deps: HttpDeps): RequestListener {
  const metrics = createMetrics()
  const allowed = deps.allowed ?? createLimits({ record: deps.record })
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.set('case sensitive routing', true)
  app.use((_request, response, next) => {
    response.set(headersOfAll)
    next()
  })

  const { register } = deps.authorization
  const registration = register !== undefined
  app.get(
    `${fhirPath}/.well-known/smart-configuration`,
    discovery(smartConfiguration(deps.baseUrl, { ehrLaunch: deps.launchPage, registration })),
  )
  app.set('trust proxy', allowed.isTrusted ?? false)
  const fhir = crossOrigin(deps.authorization.allowsOrigin, fhirEndpoint({ ...deps, allowed, metrics }))
  // What the listener below leaves to it: preflights for the discovery document, and addresses that name the server as well.
  app.use(fhirPath, fhir)

  app.use('/auth', ...authorizationRate(allowed))
  app.all([...Object.values(authPaths), `${authPaths.authorization}/:id`], async (request, response) => {
    const arrived = performance.now()
    const { path, method } = request
    if (path.startsWith(authPaths.authorization)) response.set(neverFramed)
    await deps.authorization.handle(request, response)
    // What follows the path's last known part is one person's own.
    const route = Object.values(authPaths).find((known) => path.startsWith(known)) ?? path
    metrics.observe(route, method, response.statusCode, (performance.now() - arrived) / 1000)
  })
  if (register) app.use(registrationRoute(register))
  app.use('/auth', ownPageRoutes(deps.authorization, deps.baseUrl, deps))
  app.use('/auth', signInRoutes(deps.authorization.signIn, deps.baseUrl, allowed))
  const openid = discovery(openidConfiguration(deps.baseUrl, { registration }))
  const openidPaths = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']
  app.get(openidPaths, openid)
  app.options(openidPaths, (_request, response) => void response.writeHead(204, openPreflight).end())

  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }))
  app.get('/health/ready', async (_request, response) => {
    const failure = await deps.ready().then(
      () => undefined,
      (error: Error) => error,
    )
    if (failure) deps.log.warn({ name: failure.name }, 'not ready')
    response.status(failure ? 503 : 200).json({ status: failure ? 'not ready' : 'ready' })
  })
  app.get('/metrics', onlyForOperators(deps.metricsToken), async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })

  app.use(helmet(pageSecurity), compression())
  app.get('/', (_request, response) => void response.type('html').send(frontPage(deps.baseUrl)))
  if (deps.guideFolder) app.use('/ig', express.static(deps.guideFolder))
  app.get('/ig/', (_request, response) => void response.status(404).type('text').send('The guide is not built yet: npm run guide.\n'))

  app.use((_request, response) => void response.status(404).type('text').send('There is nothing here. / says what this is.\n'))
  app.use(unexpected(deps))
  return (request, response) => {
    const below = belowFhir(request.url)
    if (below === undefined) return app(request, response)
    request.url = below
    return answered(deps, fhir, request, response)
  }
}

const discoveryPath = '/.well-known/'

/** An address without the FHIR base at its beginning; undefined where it is not below it, and for the discovery document. */
function belowFhir(url = ''): string | undefined {
  if (!url.startsWith(fhirPath)) return undefined
  const below = url.slice(fhirPath.length)
  if (below === '' || below[0] === '?') return `/${below}`
  return below[0] === '/' && !below.startsWith(discoveryPath) ? below : undefined
}

async function answered(deps: HttpDeps, fhir: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await fhir(request, response)
  } catch (error) {
    const text = faultOf(error as Error, deps)
    // A part of an answer must not be taken for the whole.
    if (response.headersSent) response.destroy()
    else response.writeHead(500, { ...headersOfAll, 'Content-Type': 'application/fhir+json; charset=utf-8' }).end(text)
  }
}

/** The guide's pages carry their own styles; nothing is loaded from elsewhere, and nothing may frame them. */
const pageSecurity = {
  contentSecurityPolicy: {
    directives: {
      'default-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'frame-ancestors': ["'none'"],
      'upgrade-insecure-requests': null,
    },
  },
}

/** For what the authorization endpoint itself shows. */
const neverFramed = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
}

/** A document that any page on the web may read: it says where to ask, and gives nothing away. */
function discovery(document: object): express.RequestHandler {
  const text = JSON.stringify(document)
  return (_request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300', 'Content-Type': 'application/json' })
    response.send(text)
  }
}

/** For what fails outside the FHIR endpoint. */
function unexpected(deps: HttpDeps): ErrorRequestHandler {
  return (error: Error, _request, response, next) => {
    const text = faultOf(error, deps)
    if (response.headersSent) next(error)
    else response.status(500).type('application/fhir+json').send(text)
  }
}

/** Tells the log of a fault, and gives what the caller is told. */
function faultOf(error: Error, { log }: HttpDeps): InteractionResponse['text'] {
  const requestId = crypto.randomUUID()
  log.error({ requestId, name: error.name }, 'unexpected')
  return errorAnswer(error, requestId).text
}

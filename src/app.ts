import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TableSettings } from '#auth/actors/table-settings.ts'
import { fhirPath } from '#auth/auth-paths.ts'
import { createAuthenticate } from '#auth/authenticate.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { listClients } from '#auth/clients.ts'
import { externalTokens } from '#auth/external/external-tokens.ts'
import { isPublicSigningKey, readTrustedIssuers } from '#auth/external/trusted-issuers.ts'
import { ownPurpose } from '#auth/people/own-purpose.ts'
import { planOf } from '#auth/plan-of.ts'
import { remoteKeys } from '#auth/remote-keys.ts'
import { readServerSecrets } from '#auth/server-secrets.ts'
import { createOutbound } from '#fhir/outbound/outbound.ts'
import { createHttpApp } from '#http/create-http-app.ts'
import { trustedProxies } from '#http/limits/caller-address.ts'
import { createLimits } from '#http/limits/limits.ts'
import { sharedAllowance } from '#http/limits/shared-allowance.ts'
import type { Log } from '#http/log.ts'
import { refusalPage } from '#http/sign-in/pages.ts'
import type { Context } from '#interactions/contract.ts'
import { interactions } from '#interactions/index.ts'
import { pageLinks } from '#interactions/page-links.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'
import { keepInStep } from '#interactions/stored-definitions.ts'
import { recentVersions } from '#interactions/write/recent-versions.ts'
import type { JobsParts } from '#jobs/start-jobs.ts'
import { programs } from '#programs/index.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { type OpenedStore, openStore } from '#storage/open.ts'
import { loadValidator } from '#validation/load.ts'
import type { Config } from './config.ts'
import { newResourceId } from './new-resource-id.ts'
import { publishedKeys } from './published.ts'

/** What an app may be handed instead of the real thing: the clock in a story, a store in a test. */
export interface AppParts {
  /** The moment that gates and clocks go by. Tokens and record times are always the real ones. */
  now?: () => Date
  opened?: OpenedStore
}

/** The server, assembled but not yet listening. */
export interface App extends OpenedStore {
  http: ReturnType<typeof createHttpApp>
  /** What interactions work with, for rooms of this server that act by themselves. */
  context: Omit<Context, 'access' | 'signal'>
  /** Whom its jobs call when a consent is revoked, and how. */
  telling: JobsParts['telling']
  /** Writes what the audit trail is still to be told, before the store is closed. */
  endTelling(): Promise<void>
}

/** Where `npm run guide` puts the implementation guide. */
const guideFolder = join(import.meta.dirname, '..', '.cares', 'guide')

/**
 * Puts the rooms together: the one place that knows everyone.
 *
 * @throws ConfigError, SettingsError or what the database says, before anything listens
 */
export async function createApp(config: Config, log: Log, { now = () => new Date(), opened }: AppParts = {}): Promise<App> {
  const settings = settingsFrom(config.programConfig === undefined ? undefined : JSON.parse(readFileSync(config.programConfig, 'utf8')))
  const validator = loadValidator({
    packages: config.packagesDir,
    foreignProfiles: config.foreignProfiles,
    leavesOpen: config.terminologyUrl !== undefined,
  })
  const base = `${config.baseUrl}${fhirPath}`
  const data =
    opened ??
    (await openStore({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      base,
      connections: config.databaseConnections,
      connectTimeout: config.databaseWait,
      statementTimeout: config.statementTimeout,
    }))
  const definitions = keepInStep(data.definitions, validator.live)
  await definitions.refresh()
  const secrets = await readServerSecrets(data.tokens)
  const read = scopeReader(base)
  const today = () => dayOf(now().toISOString())
  const tables: TableSettings = {
    closeOutDays: () => settings.on('close-out-days', today()),
    claimDays: () => settings.on('claim-days', today()),
    wholeRoles: () => (settings.on('family-support-scope', today()) === 'panel' ? ['family-support'] : []),
  }
  const context: App['context'] = {
    store: data.store,
    trail: data.audit,
    validator,
    definitions,
    elsewhere: await elsewhereOf(config),
    programs,
    settings,
    now,
    newId: newResourceId,
    recent: recentVersions(),
    registration: config.registration,
    base,
    limits: { bundleEntries: config.maxBundleEntries, pageSize: config.maxPage },
    pages: pageLinks(secrets.keysFor('page links')),
    published: publishedKeys(),
    accessOf: planOf(data.tokens, { store: data.store, read, now, tables }),
    alert: (what) => log.warn(what, 'a record was opened in an emergency'),
  }
  const allowed = createLimits({
    rates: config.rates,
    isTrusted: config.trustedProxies.length === 0 ? undefined : trustedProxies(config.trustedProxies),
    record: data.audit.record,
    shared: data.counts,
  })
  const issuers =
    config.trustedIssuers === undefined ? [] : readTrustedIssuers(JSON.parse(readFileSync(config.trustedIssuers, 'utf8')), config.baseUrl)
  const external = externalTokens(
    data.tokens,
    {
      issuers,
      // The operator names these addresses, and may mean a neighbour.
      remoteKeys: remoteKeys(createOutbound({ namedBy: 'operator' }), Date.now, isPublicSigningKey),
      read,
      store: data.store,
      now,
      tables,
      refused: (reason) => log.warn({ reason }, 'token of another server refused'),
    },
    () => new Date(),
  )
  const authorization = await createAuthorizationServer(
    config.baseUrl,
    data.tokens,
    {
      fault: (error) => log.error({ name: error.name }, 'authorization server'),
      refusal: (client, reason) => log.warn({ client, reason }, 'client refused'),
      answered: ({ asked, clientId = '', from, status, error, tokenHash, person, patients = [undefined] }) =>
        data.audit.record(
          patients.map((patient) => ({
            client: clientId,
            person,
            patient,
            address: from,
            action: asked === 'patients' ? ('R' as const) : ('E' as const),
            interaction: asked,
            outcome: status < 400 ? (0 as const) : status < 500 ? (4 as const) : (8 as const),
            reason: error,
            token: tokenHash?.toString('hex', 0, 8),
            // Who starts it for themselves or their family asks for that, whatever the app is for.
            purpose: person === undefined ? undefined : ownPurpose(person),
          })),
        ),
    },
    {
      read,
      store: data.store,
      now,
      tables,
      lastUse: data.audit.lastUse,
      refusalPage,
      addressOf: allowed.addressOf,
      clients: sharedAllowance('authorization client', config.rates.authorization, data.counts),
      upstream: await upstreamOf(config, data.tokens),
      registration: config.registration,
      remoteKeys: remoteKeys(createOutbound({ namedBy: 'others', loopback: config.outboundLoopback })),
    },
  )
  const http = createHttpApp({
    baseUrl: config.baseUrl,
    authorization,
    launchPage: config.launchPage,
    authenticate: createAuthenticate(data.tokens, () => new Date(), { read, now, tables, external }),
    interactions,
    context,
    record: data.audit.record,
    limits: { maxBody: config.maxBody, maxAddress: config.maxAddress, requestTimeout: config.requestTimeout },
    allowed,
    metricsToken: config.metricsToken,
    log,
    ready: async () => void (await data.database.query({ name: 'ready', text: 'SELECT 1' }, [])),
    guideFolder,
  })
  const telling = {
    clients: () => listClients(data.tokens),
    call: createOutbound({ namedBy: 'others', loopback: config.outboundLoopback }),
    record: data.audit.record,
  }
  return { ...data, http, context, telling, endTelling: allowed.refusals.flush }
}

/** What it takes to ask another server is loaded only where there is one. */
async function elsewhereOf({ terminologyUrl, terminologyToken }: Config): Promise<Context['elsewhere']> {
  if (terminologyUrl === undefined) return undefined
  const { createElsewhere } = await import('#validation/terminology/elsewhere.ts')
  return createElsewhere({ url: terminologyUrl, token: terminologyToken })
}

/** What it takes to sign people in elsewhere is loaded only where it is configured; the operator named that provider. */
async function upstreamOf({ baseUrl, upstream }: Config, tokens: OpenedStore['tokens']) {
  if (upstream === undefined) return undefined
  const { createUpstream } = await import('#auth/people/upstream.ts')
  return createUpstream(baseUrl, tokens, upstream, createOutbound({ namedBy: 'operator' }))
}

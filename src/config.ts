import ipaddr from 'ipaddr.js'
import { isSecureOrLocal } from '#fhir/outbound/may-call.ts'

/** The server's configuration, read once from the environment and frozen. */
export interface Config {
  port: number
  /** Where callers reach this server, without a trailing slash. The FHIR base is `${baseUrl}/fhir/R4`. */
  baseUrl: string
  /** PostgreSQL connection; absent: the embedded database in `dataDir`. */
  databaseUrl?: string
  dataDir: string
  /** Path of the dated program configuration; absent: the defaults of requirements.md section 7. */
  programConfig?: string
  /** Folder of other guides' packages, as `npm run packages` fills it; profiles found there are enforced where claimed. */
  packagesDir: string
  /** What a claim to such a profile means when it is false. */
  foreignProfiles: (typeof foreignProfilePolicies)[number]
  /** An external terminology server, asked about value sets that cannot be expanded here. Its absence never blocks a write. */
  terminologyUrl?: string
  /** What that server asks for as a bearer token. */
  terminologyToken?: string
  logLevel: LogLevel
  /** Is there a page from which people open apps with a patient in context, as from an EHR? */
  launchPage: boolean
  /** Largest request body, bytes. */
  maxBody: number
  /** Longest address after the server's name, characters. */
  maxAddress: number
  /** All headers of a request together with its address, bytes. */
  maxHeaders: number
  /** Entries in one batch or transaction. */
  maxBundleEntries: number
  /** Results on one page; who asks for more gets this many and a link to the next. */
  maxPage: number
  /** Longest that a caller may take to send a request, milliseconds. */
  receiveTimeout: number
  /** Longest that one request may keep the database busy, milliseconds. */
  requestTimeout: number
  /** Connections to PostgreSQL that one process may hold. */
  databaseConnections: number
  /** Longest wait for one of them, milliseconds. */
  databaseWait: number
  /** Longest that one statement may run, milliseconds (PostgreSQL only). */
  statementTimeout: number
  /** Addresses and ranges of proxies whose word for where a caller comes from is believed. */
  trustedProxies: readonly string[]
  /** May clients register by themselves, with an initial access token? */
  registration: boolean
  /** The OpenID provider by which people may sign in besides. */
  upstream?: { issuer: string; clientId: string; clientSecret: string }
  /** Paths of certificate and key (PEM), when the server speaks TLS itself. */
  tlsCert?: string
  tlsKey?: string
  /** Path of the list of other authorization servers whose access tokens are believed. */
  trustedIssuers?: string
  /** May others' keys be fetched from this machine itself, by http? For tests. */
  outboundLoopback: boolean
  /** How much is let in, a minute and in this process; 0: without bound. */
  rates: {
    /** FHIR requests of one client. */
    client: number
    /** FHIR requests without a good token from one address. */
    address: number
    /** Requests to the authorization server, from one address and for one client. */
    authorization: number
    /** Refusals of one client or address that the audit trail tells of one by one. */
    refusalsTold: number
  }
  /** Bearer token for `/metrics`; absent: for callers on this machine alone. */
  metricsToken?: string
}

/** A record that claims another guide's profile and does not meet it: is it refused (422), or stored with a warning? */
export const foreignProfilePolicies = ['refuse', 'warn'] as const

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

interface Variable {
  name: string
  means: string
  default: string
}

/** Every variable that the server reads; README prints this table, and nothing else is read. */
export const variables = [
  { name: 'PORT', means: 'TCP port to listen on', default: '8080' },
  { name: 'BASE_URL', means: 'where callers reach this server', default: 'http://localhost:$PORT' },
  { name: 'DATABASE_URL', means: 'PostgreSQL 15 or newer; when not set, the embedded database is used', default: '' },
  { name: 'DATA_DIR', means: 'folder of the embedded database', default: './.cares/data' },
  { name: 'PROGRAM_CONFIG', means: 'path of the dated program configuration (JSON)', default: '' },
  {
    name: 'PACKAGES_DIR',
    means: 'packages of other guides (`npm run packages`); profiles found there are enforced where claimed',
    default: './.cares/packages',
  },
  {
    name: 'FOREIGN_PROFILES',
    means: 'a record that claims such a profile and breaks it: `refuse`, or store it and `warn`',
    default: 'refuse',
  },
  { name: 'TERMINOLOGY_URL', means: 'external terminology server (its FHIR base), never needed for a write', default: '' },
  { name: 'TERMINOLOGY_TOKEN', means: 'bearer token for it, if it asks for one', default: '' },
  { name: 'LOG_LEVEL', means: `one of ${logLevels.join(', ')}`, default: 'info' },
  {
    name: 'LAUNCH_PAGE',
    means: '`on`: a page, `/auth/launch`, from which people open apps with a patient in context (EHR launch)',
    default: 'off',
  },
  { name: 'MAX_BODY', means: 'largest request body in bytes', default: '10485760' },
  { name: 'MAX_ADDRESS', means: 'longest address of a request, path and parameters, in characters', default: '8192' },
  { name: 'MAX_HEADERS', means: 'all headers of a request with its address, in bytes', default: '16384' },
  { name: 'MAX_BUNDLE_ENTRIES', means: 'entries in one batch or transaction', default: '2000' },
  { name: 'MAX_PAGE', means: 'results on one page; a larger `_count` gets this many', default: '1000' },
  { name: 'RECEIVE_TIMEOUT', means: 'longest that a caller may take to send a request, in milliseconds', default: '60000' },
  { name: 'REQUEST_TIMEOUT', means: 'longest that one request goes on asking the database, in milliseconds', default: '120000' },
  { name: 'DATABASE_CONNECTIONS', means: 'connections to PostgreSQL that this process may hold', default: '16' },
  { name: 'DATABASE_WAIT', means: 'longest that a request waits for one of them, in milliseconds', default: '5000' },
  { name: 'STATEMENT_TIMEOUT', means: 'longest that one statement may run, in milliseconds (PostgreSQL only)', default: '30000' },
  { name: 'TRUSTED_PROXIES', means: 'proxies whose `X-Forwarded-For` is believed: addresses or ranges, separated by commas', default: '' },
  { name: 'RATE_CLIENT', means: 'FHIR requests a minute of one client, in each process; 0: no bound', default: '600000' },
  { name: 'RATE_ADDRESS', means: 'FHIR requests a minute without a good token from one address; 0: no bound', default: '3000' },
  {
    name: 'RATE_AUTHORIZATION',
    means: 'requests a minute to the authorization server, from one address and for one client; 0: no bound',
    default: '1200',
  },
  {
    name: 'AUDIT_REFUSALS',
    means: 'refused requests a minute of one client or address that the audit trail tells of one by one; 0: all',
    default: '100',
  },
  { name: 'TLS_CERT', means: 'path of the certificate with its chain (PEM), when no proxy speaks TLS; needs TLS_KEY', default: '' },
  { name: 'UPSTREAM_ISSUER', means: 'OpenID provider by which people may sign in, as it names itself', default: '' },
  { name: 'UPSTREAM_CLIENT_ID', means: 'as what this server is registered there, to return to `/auth/sign-in/return`', default: '' },
  { name: 'UPSTREAM_CLIENT_SECRET', means: 'its secret there', default: '' },
  { name: 'TLS_KEY', means: 'path of its private key (PEM)', default: '' },
  { name: 'REGISTRATION', means: 'clients register by themselves with a token of `npm run invite-client`: `on` or `off`', default: 'off' },
  {
    name: 'TRUSTED_ISSUERS',
    means: 'path of the list of other authorization servers whose access tokens are believed (JSON)',
    default: '',
  },
  {
    name: 'OUTBOUND_LOOPBACK',
    means:
      'may keys that others keep be fetched, and others be told of revocations, on this machine itself, by http: `yes` for tests, else `no`',
    default: 'no',
  },
  {
    name: 'METRICS_TOKEN',
    means: 'bearer token for `/metrics`, 16 characters or more; without it, only for callers on this machine',
    default: '',
  },
] as const satisfies readonly Variable[]

type Name = (typeof variables)[number]['name']

/** Thrown by `readConfig` with every problem found, one a line. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Environment in, typed configuration out. Nothing is read on import and nothing but `env` is looked at.
 * @throws ConfigError with all problems at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const value = (name: Name): string => {
    const given = env[name]
    return given !== undefined && given !== '' ? given : (variables.find((variable) => variable.name === name)?.default ?? '')
  }
  const wholeNumber = (name: Name, low: number, high: number): number => {
    const text = value(name)
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < low || number > high) problems.push(`${name} is not a whole number from ${low} to ${high}: ${text}`)
    return number
  }
  const url = (name: Name, protocols: readonly string[], text: string): string => {
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
      problems.push(`${name} is not a ${protocols.join(' or ')}// address`)
    return text.replace(/\/+$/, '')
  }
  const oneOf = <T extends string>(name: Name, allowed: readonly T[]): T => {
    const text = value(name)
    if (!(allowed as readonly string[]).includes(text)) problems.push(`${name} is not one of ${allowed.join(', ')}: ${text}`)
    return text as T
  }

  const port = wholeNumber('PORT', 0, 65535)
  const baseUrl = url('BASE_URL', ['http:', 'https:'], value('BASE_URL').replace('$PORT', String(port)))
  const config: Config = {
    port,
    baseUrl,
    databaseUrl: value('DATABASE_URL') === '' ? undefined : url('DATABASE_URL', ['postgres:', 'postgresql:'], value('DATABASE_URL')),
    dataDir: value('DATA_DIR'),
    programConfig: value('PROGRAM_CONFIG') || undefined,
    packagesDir: value('PACKAGES_DIR'),
    foreignProfiles: oneOf('FOREIGN_PROFILES', foreignProfilePolicies),
    terminologyUrl: value('TERMINOLOGY_URL') === '' ? undefined : url('TERMINOLOGY_URL', ['http:', 'https:'], value('TERMINOLOGY_URL')),
    terminologyToken: value('TERMINOLOGY_TOKEN') || undefined,
    logLevel: oneOf('LOG_LEVEL', logLevels),
    launchPage: oneOf('LAUNCH_PAGE', ['on', 'off']) === 'on',
    maxBody: wholeNumber('MAX_BODY', 1024, 1024 * 1024 * 1024),
    maxAddress: wholeNumber('MAX_ADDRESS', 256, 1024 * 1024),
    maxHeaders: wholeNumber('MAX_HEADERS', 1024, 1024 * 1024),
    maxBundleEntries: wholeNumber('MAX_BUNDLE_ENTRIES', 1, 100_000),
    maxPage: wholeNumber('MAX_PAGE', 1, 100_000),
    receiveTimeout: wholeNumber('RECEIVE_TIMEOUT', 1_000, 3_600_000),
    requestTimeout: wholeNumber('REQUEST_TIMEOUT', 100, 3_600_000),
    databaseConnections: wholeNumber('DATABASE_CONNECTIONS', 1, 500),
    databaseWait: wholeNumber('DATABASE_WAIT', 100, 600_000),
    statementTimeout: wholeNumber('STATEMENT_TIMEOUT', 100, 3_600_000),
    trustedProxies: value('TRUSTED_PROXIES')
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    rates: {
      client: wholeNumber('RATE_CLIENT', 0, 1_000_000_000),
      address: wholeNumber('RATE_ADDRESS', 0, 1_000_000_000),
      authorization: wholeNumber('RATE_AUTHORIZATION', 0, 1_000_000_000),
      refusalsTold: wholeNumber('AUDIT_REFUSALS', 0, 1_000_000),
    },
    registration: oneOf('REGISTRATION', ['on', 'off']) === 'on',
    upstream:
      value('UPSTREAM_ISSUER') === ''
        ? undefined
        : {
            issuer: value('UPSTREAM_ISSUER'),
            clientId: value('UPSTREAM_CLIENT_ID'),
            clientSecret: value('UPSTREAM_CLIENT_SECRET'),
          },
    tlsCert: value('TLS_CERT') || undefined,
    tlsKey: value('TLS_KEY') || undefined,
    trustedIssuers: value('TRUSTED_ISSUERS') || undefined,
    outboundLoopback: oneOf('OUTBOUND_LOOPBACK', ['yes', 'no']) === 'yes',
    metricsToken: value('METRICS_TOKEN') || undefined,
  }
  if ((config.tlsCert === undefined) !== (config.tlsKey === undefined)) problems.push('TLS_CERT and TLS_KEY go together: set both or none')
  if (config.tlsCert !== undefined && !config.baseUrl.startsWith('https:'))
    problems.push('BASE_URL does not begin with https:, though TLS_CERT is set')
  if (config.upstream) {
    const { issuer, clientId, clientSecret } = config.upstream
    if (!isSecureOrLocal(issuer, baseUrl)) problems.push('UPSTREAM_ISSUER is not an https: address')
    if (clientId === '' || clientSecret === '') problems.push('UPSTREAM_ISSUER needs UPSTREAM_CLIENT_ID and UPSTREAM_CLIENT_SECRET')
  }
  for (const range of config.trustedProxies) {
    if (!ipaddr.isValid(range) && !ipaddr.isValidCIDR(range)) problems.push(`TRUSTED_PROXIES: ${range} is neither an address nor a range`)
  }
  if ((config.metricsToken?.length ?? 16) < 16) problems.push('METRICS_TOKEN has fewer than 16 characters')
  if (config.maxAddress >= config.maxHeaders) problems.push('MAX_ADDRESS is not below MAX_HEADERS, which holds the address too')
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze(config)
}

import { ConfigError } from './config.ts'

/** What can be known of an error from outside: the system's, the database's and ours carry these. */
interface Told {
  code?: string
  message?: string
  path?: string
  kind?: string
  cause?: unknown
}

/** Where the database is: `DATABASE_URL` without the password that may stand in it. */
function placeOf(databaseUrl: string | undefined): string {
  if (databaseUrl === undefined || !URL.canParse(databaseUrl)) return 'The database'
  const { hostname, port, pathname } = new URL(databaseUrl)
  return `The database${pathname.length > 1 ? ` ${pathname.slice(1)}` : ''} on ${hostname}${port === '' ? '' : `:${port}`} (DATABASE_URL)`
}

const unreachable = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
const cannotWrite = /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|EISDIR|ENOSPC)$/

/**
 * Why a program could not begin, in a sentence that says what to do: for a terminal, in place of a stack. An error that
 * nobody foresaw keeps its message.
 *
 * @param settings what was to be used; no secret of it is repeated
 */
export function startTrouble(error: unknown, { port, databaseUrl }: { port?: number; databaseUrl?: string } = {}): string {
  if (error instanceof ConfigError) return error.problems.join('\n')
  const { code = '', message = String(error), path, kind, cause } = (error ?? {}) as Told
  const under = (cause as Told | undefined)?.code ?? code
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is in use. Stop what listens there, or choose another: PORT=8081.`
  if (kind === 'unavailable' || unreachable.test(code))
    return `${placeOf(databaseUrl)} does not answer${under === '' ? '' : ` (${under})`}. Start it, or correct DATABASE_URL; without DATABASE_URL the embedded database is used.`
  if (code === '3D000') return `${placeOf(databaseUrl)} does not exist. Make it: createdb, or CREATE DATABASE.`
  if (code === '28P01' || code === '28000')
    return `${placeOf(databaseUrl)} does not let this user in. Check user and password in DATABASE_URL.`
  if (cannotWrite.test(code) && path !== undefined)
    return `${path} cannot be made or written (${code}). Choose a folder that this user may write: DATA_DIR.`
  return message
}

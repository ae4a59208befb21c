// npm start: the server as in production. Configuration comes from the environment only; nothing is secret by default.
import { flushCompileCache } from 'node:module'
import { pino } from 'pino'
import { listClients } from '#auth/clients.ts'
import { registrationHelp } from '#auth/registration-command.ts'
import { serve } from '#http/serve.ts'
import { startRelabelling } from '#jobs/relabel.ts'
import { startJobs } from '#jobs/start-jobs.ts'
import { keepSealing } from '#storage/audit/seal.ts'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { publish } from './published.ts'
import { startTrouble } from './start-trouble.ts'
import { readTls } from './tls.ts'

const config = configOrExit()
// Written in blocks and at least once a second: a line a request, each its own system call, cost a twentieth of the CPU.
const lines = pino.destination({ sync: false, minLength: 4096, periodicFlush: 1_000 })
const log = pino({ level: config.logLevel, base: undefined }, lines)

try {
  const tls = readTls(config)
  const app = await createApp(config, log)
  const serving = await serve(app.http, config.port, config, tls)
  log.info({ port: serving.port, database: config.databaseUrl === undefined ? 'embedded' : 'PostgreSQL' }, `serving ${app.context.base}`)
  if ((await listClients(app.tokens)).length === 0)
    console.log(`\nNo client is registered yet, so nobody can ask for a token.\n\n${registrationHelp}`)

  // After the first request can be answered: it writes once for each release.
  await publish(app.store).catch((error: Error) => log.error({ name: error.name }, 'definitions not published'))

  // Now, as a process that is killed keeps nothing for the next start.
  flushCompileCache()

  // Tokens and one-time identifiers that nobody can use any more.
  const sweeping = setInterval(
    () => app.tokens.sweep().catch((error: Error) => log.warn({ name: error.name }, 'tokens not swept')),
    3_600_000,
  )
  sweeping.unref()

  // What came into the audit trail since the last block of its chain.
  const stopSealing = keepSealing(app.audit.seal, (error) => log.warn({ name: error.name }, 'audit trail not sealed'))

  const jobs = startJobs({ ...app.context, outbox: app.outbox, log, telling: app.telling })
  const relabelling = startRelabelling({ ...app.context, tokens: app.tokens, log })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await serving.stop()
    clearInterval(sweeping)
    stopSealing()
    await Promise.all([jobs.stop(), relabelling.stop()])
    await app.endTelling().catch((error: Error) => log.warn({ name: error.name }, 'refusals not told'))
    await app.store.close()
    lines.flushSync()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  console.error(startTrouble(error, config))
  process.exit(1)
}

function configOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    console.error(startTrouble(error))
    process.exit(1)
  }
}

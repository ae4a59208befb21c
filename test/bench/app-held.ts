// The server as in production, except that its worker, and the sealing of the audit trail, can be told to hold and to go on. So a
// row is measured by itself, and what it left to them afterwards. The bench alone starts it: src/main.ts has no such switch.
import { serve } from '#http/serve.ts'
import { startJobs } from '#jobs/start-jobs.ts'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { publish } from '#src/published.ts'

const config = readConfig(process.env)
const silent = { info() {}, warn() {}, error: (fields: object, message: string) => console.error(message, fields) }
const app = await createApp(config, silent)
let held = false
const outbox: typeof app.outbox = { ...app.outbox, take: async (most, seconds) => (held ? [] : app.outbox.take(most, seconds)) }
process.on('message', async (message) => {
  held = message === 'hold'
  // What the row wrote into the audit trail is sealed with the rest of what it left.
  if (!held) await app.audit.seal().catch((error: Error) => console.error('audit trail not sealed', error.name))
  process.send?.(message)
})
const serving = await serve(app.http, config.port, config)
await publish(app.store)
const jobs = startJobs({ ...app.context, outbox, log: silent })
process.on('SIGTERM', async () => {
  await serving.stop()
  await jobs.stop()
  await app.store.close()
  process.exit(0)
})

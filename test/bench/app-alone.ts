// The server without its jobs, for figures about one answer alone. Started by roster.ts as a process of its own.
import { serve } from '#http/serve.ts'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'

const config = readConfig(process.env)
const silent = { info() {}, warn() {}, error: (fields: object, message: string) => console.error(message, fields) }
const app = await createApp(config, silent)
const serving = await serve(app.http, config.port, config)
process.on('SIGTERM', async () => {
  await serving.stop()
  await app.store.close()
  process.exit(0)
})

// npm run register-client: an administrator adds, lists or removes clients, in the database that the server uses.
import { runRegistration } from '#auth/registration-command.ts'
import { openStore } from '#storage/open.ts'
import { readConfig } from './config.ts'

const config = readConfig(process.env)
const { store, tokens } = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir })
const status = await runRegistration(process.argv.slice(2), tokens, (line) => console.log(line))
await store.close()
process.exit(status)

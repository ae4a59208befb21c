// npm run register-client: registers, lists and removes the systems that may ask for tokens.
import { runRegistration } from '#auth/registration-command.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'
import { openStore } from '#storage/open.ts'
import { readConfig } from './config.ts'

const config = readConfig(process.env)
const { store, tokens } = await openStore(config)
try {
  process.exitCode = await runRegistration(process.argv.slice(2), tokens, (line) => console.log(line), scopeReader())
} finally {
  await store.close()
}

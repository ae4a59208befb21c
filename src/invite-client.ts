// npm run invite-client: lets somebody register a client by themselves, within bounds.
import { runInvitation } from '#auth/registration/invitation-command.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'
import { openStore } from '#storage/open.ts'
import { readConfig } from './config.ts'

const config = readConfig(process.env)
const { store, tokens } = await openStore(config)
try {
  process.exitCode = await runInvitation(process.argv.slice(2), tokens, (line) => console.log(line), scopeReader())
} finally {
  await store.close()
}

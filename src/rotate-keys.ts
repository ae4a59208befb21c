// npm run rotate-keys: new keys to sign with, the old ones published until nothing that they signed is good any more.
import { runRotation } from '#auth/signing/rotation-command.ts'
import { openStore } from '#storage/open.ts'
import { readConfig } from './config.ts'

const config = readConfig(process.env)
const { store, tokens } = await openStore(config)
try {
  process.exitCode = await runRotation(process.argv.slice(2), tokens, (line) => console.log(line))
} finally {
  await store.close()
}

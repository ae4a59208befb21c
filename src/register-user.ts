// npm run register-user: registers, lists and removes the people who may sign in.
import { text } from 'node:stream/consumers'
import { runUserCommand } from '#auth/people/user-command.ts'
import { openStore } from '#storage/open.ts'
import { readConfig } from './config.ts'

const config = readConfig(process.env)
const { store, tokens } = await openStore(config)
try {
  process.exitCode = await runUserCommand(
    process.argv.slice(2),
    tokens,
    (line) => console.log(line),
    () => text(process.stdin),
  )
} finally {
  await store.close()
}

// npm run relabel: labels what was stored before a value set or a rule of sensitivity changed (CARES-CON-07).
import { readFileSync } from 'node:fs'
import { runRelabelling } from '#jobs/relabel-command.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { openStore } from '#storage/open.ts'
import { readConfig } from './config.ts'

const config = readConfig(process.env)
const settings = settingsFrom(config.programConfig === undefined ? undefined : JSON.parse(readFileSync(config.programConfig, 'utf8')))
const { databaseUrl, dataDir, baseUrl } = config
const { store, tokens, audit } = await openStore({ databaseUrl, dataDir, base: `${baseUrl}/fhir/R4` })
try {
  const parts = { store, trail: audit, tokens, settings, now: () => new Date() }
  process.exitCode = await runRelabelling(process.argv.slice(2), parts, (line) => console.log(line))
} finally {
  await store.close()
}

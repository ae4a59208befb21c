// npm run search:long: the searches of this folder's test, 20,000 of them by a seed of their own, on the PostgreSQL that
// DATABASE_URL names, else on the embedded database. SEARCH_TRIALS and FC_SEED say otherwise; the seed is told, to try it again.
import { spawnSync } from 'node:child_process'

const { SEARCH_TRIALS = '20000', FC_SEED = String(Math.floor(Math.random() * 2 ** 31)), DATABASE_URL } = process.env
console.log(`SEARCH_TRIALS=${SEARCH_TRIALS} FC_SEED=${FC_SEED}, ${DATABASE_URL === undefined ? 'embedded' : 'PostgreSQL'}`)
const { status } = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', import.meta.dirname],
  { stdio: 'inherit', env: { ...process.env, SEARCH_TRIALS, FC_SEED } },
)
process.exit(status ?? 1)

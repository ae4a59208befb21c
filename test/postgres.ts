// npm run test:postgres: the suites that open a database, on the PostgreSQL that DATABASE_URL names. Each test file
// makes a database of its own there and drops it again.
import { spawnSync } from 'node:child_process'

if (!process.env.DATABASE_URL) {
  console.error('DATABASE_URL is not set. Example: DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres npm run test:postgres')
  process.exit(1)
}
// Found by what they import, so that a new suite is among them and one that opens none is not.
const opensDatabases = 'test/storage/databases.ts'
// What a browser sees, and what the statement of capabilities claims, does not depend on which database it is, and takes minutes.
const onceIsEnough = ['test/clients/browser/', 'test/demo/', 'test/conformance/capability-statement']
const { status } = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    ...['--findRelatedTests', opensDatabases],
    ...onceIsEnough.flatMap((path) => ['--testPathIgnorePatterns', path]),
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
  },
)
process.exit(status ?? 1)

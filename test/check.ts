// npm run check: format, lint, types, unused. The same door that CI uses.
import { spawnSync } from 'node:child_process'

const checks: [name: string, command: string, args: string[]][] = [
  ['format and lint (biome)', 'node_modules/.bin/biome', ['check', '--error-on-warnings', '.']],
  ['types (tsc)', 'node_modules/.bin/tsc', ['--noEmit']],
  ['unused (knip)', process.execPath, ['node_modules/knip/bin/knip.js', '--no-progress']],
]

let failed = 0
for (const [name, command, args] of checks) {
  const start = performance.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'passed' : 'FAILED'}: ${name}, ${seconds} s`)
  if (status !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)

// .ci/run: what this project is built from is what the lock file says, and nothing that is known to be unsafe.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { lockProblems } from './lock-problems.ts'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Parameters<typeof lockProblems>[0]
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Parameters<typeof lockProblems>[1]
const problems = lockProblems(lock, manifest)
for (const problem of problems) console.log(problem)
console.log(`${Object.keys(lock.packages).length - 1} packages in the lock file, ${problems.length} problems with where they come from`)

// The registry's list of known faults is asked when it can be had; a mirror without it is no reason to fail, nor to be silent.
const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 })
const severe = severeFaults(asked.stdout)
if (severe === undefined)
  console.log('NOT CHECKED for known faults: the registry here gives no advisories (npm audit). Run it where it does.')
else for (const name of severe) console.log(`${name}: a fault of high or critical severity is known; npm audit says which`)
process.exit(problems.length > 0 || (severe?.length ?? 0) > 0 ? 1 : 0)

function severeFaults(text: string): string[] | undefined {
  try {
    const { vulnerabilities } = JSON.parse(text) as { vulnerabilities?: { [name: string]: { severity: string } } }
    if (vulnerabilities === undefined) return undefined
    return Object.entries(vulnerabilities).flatMap(([name, { severity }]) => (['high', 'critical'].includes(severity) ? [name] : []))
  } catch {
    return undefined
  }
}

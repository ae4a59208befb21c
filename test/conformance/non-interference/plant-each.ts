// npm run access:faults: takes each predicate out of the server once and shows that the trials notice.
import { spawnSync } from 'node:child_process'
import { faults } from './faults.ts'

const wanted = process.argv.slice(2)
const missed: string[] = []
console.log('| taken out | noticed at trial |\n|---|---|')
for (const { name } of faults.filter((one) => wanted.length === 0 || wanted.some((word) => one.name.includes(word)))) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      './test/conformance/non-interference/plant.ts',
      'test/conformance/non-interference/long.ts',
    ],
    { encoding: 'utf8', env: { ACCESS_TRIALS: '5000', ...process.env, PLANT: name } },
  )
  const [, trial, path] = /"trial":(\d+).*?"path":"([^"]+)"/.exec(stdout) ?? []
  if (trial === undefined) missed.push(name)
  console.log(`| ${name} | ${trial === undefined ? `not noticed ${stderr.slice(0, 200)}` : `${trial} (${path})`} |`)
}
process.exitCode = missed.length

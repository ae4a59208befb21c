// npm run search:faults: plants one fault after the other into a copy of this project and tells at which trial the searches of
// this folder's test notice it. A fault that is not noticed, or no longer fits the source, fails the run. Names of faults
// as arguments plant these alone. README.md has the last table.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fault, faults } from './faults.ts'

const root = join(import.meta.dirname, '../../..')
const only = process.argv.slice(2)
const copy = mkdtempSync(join(tmpdir(), 'cares-faults-'))
let unnoticed = 0
try {
  for (const name of ['src', 'test', 'profiles', 'package.json', 'tsconfig.json', 'jest.config.js'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  console.log('| fault | noticed by | at trial |\n|---|---|---|')
  for (const fault of faults.filter(({ name }) => only.length === 0 || only.includes(name))) console.log(tried(fault))
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.exit(unnoticed === 0 ? 0 : 1)

/** The fault's row of the table. */
function tried({ name, file, says, instead }: Fault): string {
  const path = join(copy, 'src', file)
  const text = readFileSync(path, 'utf8')
  if (text.split(says).length !== 2) {
    unnoticed++
    return `| ${name} | does not fit ${file} any more | |`
  }
  writeFileSync(
    path,
    text.replace(says, () => instead),
  )
  const { stdout } = spawnSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      'test/conformance/search-against-naive',
      '--json',
    ],
    { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  writeFileSync(path, text)
  const red = failuresIn(stdout)
  if (red.length === 0) unnoticed++
  return `| ${name} | ${red.map(({ test }) => test).join('; ') || '**nothing**'} | ${red.map(({ trial }) => trial).join('; ')} |`
}

interface Report {
  testResults: { assertionResults: { title: string; failureMessages: string[] }[] }[]
}

/** @param output holds the report as a line of its own; what else the tests print at their end is not looked at */
function failuresIn(output: string): { test: string; trial: string }[] {
  const json = output.split('\n').find((line) => line.startsWith('{'))
  if (json === undefined) throw new Error('The tests did not report.')
  const { testResults } = JSON.parse(json) as Report
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ failureMessages }) => failureMessages.length > 0)
    .map(({ title, failureMessages }) => ({
      test: /^[^,]+/.exec(title)?.[0] ?? title,
      trial: /Property failed after (\d+) tests/.exec(failureMessages.join())?.[1] ?? 'always',
    }))
}

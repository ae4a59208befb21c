import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testsReaching } from './reach.ts'

// Plants one fault after another in a copy of the rules, and says which of them no test notices:
//
//   node src/launch.js test/requirements/mutate.ts src/programs/cares/billing
//
// A fault is a boundary shifted by one (< for <=, 22 for 21) or a rule left out of its list. Each costs a run of the tests
// that reach the file, so name a folder.

const root = fileURLToPath(new URL('../..', import.meta.url))
const [target = 'src/programs'] = process.argv.slice(2)

interface Fault {
  path: string
  line: number
  says: string
  text: string
}

const shifts: readonly [RegExp, (found: string) => string][] = [
  [/ <= /g, () => ' < '],
  [/ >= /g, () => ' > '],
  [/ < /g, () => ' <= '],
  [/ > /g, () => ' >= '],
  // A number that stands for years, days or services; 0 and 1 are mostly signs and steps.
  [/(?<=[ (])(?:[2-9]|[1-9]\d{1,2})(?=[),\s])/g, (found) => String(Number(found) + 1)],
]

/** A list of rules: each entry on a line of its own, between brackets. */
const entry = /^ {2}[a-z][A-Za-z0-9]*,(?: \/\/.*)?$/

function faultsIn(path: string): Fault[] {
  const lines = readFileSync(join(root, path), 'utf8').split('\n')
  const faults: Fault[] = []
  let list = false
  lines.forEach((line, index) => {
    const plant = (says: string, changed: string | undefined) =>
      faults.push({ path, line: index + 1, says, text: lines.toSpliced(index, 1, ...(changed === undefined ? [] : [changed])).join('\n') })
    if (/: readonly .*\[\] = \[$/.test(line)) list = true
    else if (line.startsWith(']')) list = false
    else if (list && entry.test(line)) plant(`without ${line.trim()}`, undefined)
    if (/^\s*(\/\/|\/?\*|import|export (interface|type))/.test(line)) return
    for (const [pattern, change] of shifts) {
      for (const { 0: found, index: at } of line.matchAll(pattern)) {
        // Words to a reader are not a rule.
        if ((line.slice(0, at).match(/['"`]/g)?.length ?? 0) % 2 === 1) continue
        plant(
          `${found.trim()} → ${change(found).trim()}: ${line.trim()}`,
          line.slice(0, at) + change(found) + line.slice(at + found.length),
        )
      }
    }
  })
  return faults
}

function filesUnder(path: string): string[] {
  if (path.endsWith('.ts')) return [path]
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => relative(root, join(file.parentPath, file.name)))
    .filter((file) => !/requirements/.test(file))
    .toSorted()
}

const reaching = testsReaching(root)
/** Tests that pass before any fault is planted. */
let sound = new Set<string>()

/** Do the tests that reach this file pass in the copy? Its own test first, as it is the quickest to notice. */
function testsPass(path: string): boolean {
  const own = path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')
  const all = reaching(path).filter((test) => sound.has(test))
  const others = all.filter((test) => test !== own)
  return (others.length === all.length || passes([own])) && (others.length === 0 || passes(others))
}

function passes(tests: readonly string[]): boolean {
  const { status, stderr } = jest(['--bail', '--runTestsByPath', ...tests])
  if (!/^Tests: /m.test(stderr)) throw new Error(`the tests did not run: ${tests.join(', ')}\n${stderr}`)
  return status === 0
}

/** Those of the tests that pass as things stand. */
function passing(tests: readonly string[]): Set<string> {
  const { stdout } = jest(['--json', '--runTestsByPath', ...tests])
  const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { testResults: { name: string; status: string }[] }
  return new Set(testResults.filter(({ status }) => status === 'passed').map(({ name }) => relative(copy, name)))
}

function jest(options: readonly string[]) {
  const command = ['--experimental-vm-modules', join(root, 'node_modules/jest/bin/jest.js'), ...options]
  return spawnSync(process.execPath, command, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28 })
}

const copy = mkdtempSync(join(tmpdir(), 'planted-'))
try {
  for (const path of ['src', 'test', 'package.json', 'jest.config.js', 'profiles/compiled'])
    cpSync(join(root, path), join(copy, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  let planted = 0
  const missed: Fault[] = []
  const files = filesUnder(target)
  const tests = [...new Set(files.flatMap(reaching))]
  sound = passing(tests)
  for (const test of tests) if (!sound.has(test)) console.log(`left out, as it fails before any fault is planted: ${test}`)
  for (const fault of files.flatMap(faultsIn)) {
    const place = join(copy, fault.path)
    const before = readFileSync(place, 'utf8')
    writeFileSync(place, fault.text)
    const missedIt = testsPass(fault.path)
    writeFileSync(place, before)
    planted++
    if (!missedIt) continue
    missed.push(fault)
    console.log(`not noticed: ${fault.path}:${fault.line} ${fault.says}`)
  }
  console.log(`${planted} faults planted, ${planted - missed.length} noticed, ${missed.length} not`)
  process.exitCode = missed.length === 0 ? 0 : 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}

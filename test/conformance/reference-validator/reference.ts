import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldersOf } from './sets.ts'
import type { Subject } from './subjects.ts'

const here = import.meta.dirname
const work = join(here, '..', '..', '..', '.cares', 'reference-validator')

/** What is held against a record, by either validator. */
export interface Fault {
  /** FHIRPath of the place. */
  place: string
  /** What kind of fault: the validator's own code. */
  code: string
  says: string
}

/** What the validator cannot run without is not here. */
export class NotHere extends Error {}

/**
 * HL7's reference validator over all records, in one Java process without a terminology server.
 * @returns the errors of each record, by its name
 * @throws NotHere without Java 17 or Maven, or when Maven cannot get the validator
 * @throws Error when a record was not judged
 */
export function judgeByReference(subjects: readonly Subject[]): Map<string, Fault[]> {
  mkdirSync(work, { recursive: true })
  const classpath = obtain()
  const sets = [...new Set(subjects.map(({ set }) => set))]
  writeTable(
    'sets.tsv',
    sets.map((set) => [set, ...foldersOf(set)]),
  )
  // In JSON, a line break or a tab stands only between values.
  writeTable(
    'resources.tsv',
    subjects.map(({ set, name, profiles, text }) => [set, name, profiles.join(' '), text.replace(/[\r\n\t]/g, ' ')]),
  )
  const { status } = spawnSync('java', ['-Xmx3g', '-cp', classpath, join(here, 'Judge.java'), work], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`the reference validator ended with ${status}`)
  return readVerdicts(subjects)
}

/** The class path of the validator, fetched by Maven when pom.xml has changed. */
function obtain(): string {
  const pom = join(here, 'pom.xml')
  const file = join(work, 'classpath')
  if (!runs('java', ['-version'], 'Java 17')) throw new NotHere('Java 17 is not here')
  const fresh = () => existsSync(file) && statSync(file).mtimeMs > statSync(pom).mtimeMs
  const jars = () => readFileSync(file, 'utf8').trim()
  if (
    fresh() &&
    jars()
      .split(':')
      .every((jar) => existsSync(jar))
  )
    return jars()
  if (!runs('mvn', ['-version'], 'Apache Maven')) throw new NotHere('Maven is not here')
  console.log('Maven gets the reference validator (once) …')
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', pom, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new NotHere('Maven could not get the reference validator')
  // Maven leaves a file alone that would stay the same.
  utimesSync(file, new Date(), new Date())
  return jars()
}

function runs(command: string, args: string[], says: string): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) return false
  if (says.startsWith('Java')) return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= 17
  return stdout.includes(says)
}

function writeTable(name: string, rows: readonly (readonly string[])[]): void {
  writeFileSync(join(work, name), rows.map((row) => `${row.join('\t')}\n`).join(''))
}

function readVerdicts(subjects: readonly Subject[]): Map<string, Fault[]> {
  const faults = new Map<string, Fault[]>(subjects.map(({ name }) => [name, []]))
  const judged = new Set<string>()
  for (const line of readFileSync(join(work, 'verdicts.tsv'), 'utf8').trimEnd().split('\n')) {
    const [name = '', code = '', place = '', says = ''] = line.split('\t')
    if (code === 'judged') judged.add(name)
    else faults.get(name)!.push({ code, place: plain(place), says })
  }
  const missing = subjects.filter(({ name }) => !judged.has(name))
  if (missing.length > 0) throw new Error(`the reference validator did not judge ${missing.map(({ name }) => name).join(', ')}`)
  return faults
}

/** The place as we would write it: without comments, casts and slice names. */
function plain(place: string): string {
  return place
    .replace(/\/\*.*?\*\//g, '')
    .replace(/\.ofType\(\w+\)/g, '')
    .replace(/:[\w-]+/g, '')
}

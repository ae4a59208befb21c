import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { slimStructure } from '#fhir/definitions/structure.ts'
import { type Definitions, splitCanonical } from '#fhir/definitions/structures.ts'
import { type SlimCodeSystem, type SlimValueSet, slimCodeSystem, slimValueSet } from '#fhir/definitions/terminology.ts'

/** The version that a claim without one means, by package; of other packages the first in order of name. */
const usual = ['hl7.fhir.us.core#6.1.0']

interface Entry {
  file: string
  version?: string
}

/**
 * The definitions of other guides' unpacked packages. Each package's own index is read at the start, a definition when
 * a record first claims it.
 * @param folder holds `<name>#<version>/package/`; it need not exist
 * @param only these packages, the first before the others; without it all, the usual ones first
 */
export function packagesIn(folder: string, only?: readonly string[]): Definitions {
  // What is still being unpacked (`npm run packages`) goes by its name with `.partial`.
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('#') && !name.endsWith('.partial')) : []
  const order = only?.filter((name) => names.includes(name)) ?? [
    ...usual.filter((name) => names.includes(name)),
    ...names.filter((name) => !usual.includes(name)).sort(),
  ]
  const entries = new Map<string, Entry[]>()
  for (const name of order) addIndex(join(folder, name, 'package'), entries)
  const parsed = new Map<string, unknown>()

  function get<Definition>(type: string, canonical: string, slim: (full: never) => Definition): Definition | undefined {
    const { url, version } = splitCanonical(canonical)
    const entry = entries.get(`${type} ${url}`)?.find((one) => version === undefined || one.version === version)
    if (!entry) return undefined
    if (!parsed.has(entry.file)) parsed.set(entry.file, slim(JSON.parse(readFileSync(entry.file, 'utf8')) as never))
    return parsed.get(entry.file) as Definition
  }

  return {
    structure: (canonical) => get('StructureDefinition', canonical, slimStructure),
    valueSet: (canonical) => get<SlimValueSet>('ValueSet', canonical, slimValueSet),
    codeSystem: (url) => get<SlimCodeSystem>('CodeSystem', url, slimCodeSystem),
    versions: (url) => (entries.get(`StructureDefinition ${url}`) ?? []).flatMap(({ version }) => version ?? []),
  }
}

function addIndex(folder: string, entries: Map<string, Entry[]>): void {
  const index = join(folder, '.index.json')
  if (!existsSync(index)) return
  const { files } = JSON.parse(readFileSync(index, 'utf8')) as {
    files: { filename: string; resourceType: string; url?: string; version?: string }[]
  }
  for (const { filename, resourceType, url, version } of files) {
    if (!url) continue
    const key = `${resourceType} ${url}`
    const known = entries.get(key)
    if (known) known.push({ file: join(folder, filename), version })
    else entries.set(key, [{ file: join(folder, filename), version }])
  }
}

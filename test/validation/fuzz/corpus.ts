import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A sound record that mutations start from, as text, so that each of them starts from a fresh copy. */
export interface Original {
  name: string
  text: string
}

const root = join(import.meta.dirname, '..', '..', '..')
const shared = join(root, '..', 'shared', 'data')

/** Longer ones cost time and try nothing that a shorter one does not. */
const longest = 24_000

/** Of the generated records, this many of a type: there are thousands that differ only in their numbers. */
const ofOneType = 20

/**
 * Our own examples always; the published examples of R4 and other guides and Synthea's records, one by one and a few at a
 * time in a Bundle, where they are here.
 */
export function originals(): { records: Original[]; missing: string[] } {
  const folders = [join(root, 'profiles', 'compiled', 'examples')]
  const published = join(shared, 'ig-examples')
  const synthea = join(shared, 'synthea')
  if (existsSync(published)) folders.push(...['r4-core', 'us-core', 'ips', 'mcc-ecareplan', 'bser'].map((name) => join(published, name)))
  const records = folders.flatMap(examplesIn)
  if (existsSync(synthea)) records.push(...syntheaRecords(synthea))
  return { records, missing: [published, synthea].filter((folder) => !existsSync(folder)) }
}

function examplesIn(folder: string): Original[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: `${folder.split('/').at(-1)}/${file}`, text: readFileSync(join(folder, file), 'utf8') }))
    .map(({ name, text }) => ({ name, text: JSON.stringify(JSON.parse(text)) }))
    .filter(({ text }) => text.length <= longest && text.includes('"resourceType"'))
}

interface Bundle {
  entry: { resource: { resourceType: string; id: string } }[]
}

function syntheaRecords(folder: string): Original[] {
  const found: Original[] = []
  const count = new Map<string, number>()
  for (const source of readdirSync(folder, { withFileTypes: true })) {
    if (!source.isDirectory()) continue
    for (const file of readdirSync(join(folder, source.name)).sort()) {
      const bundle = JSON.parse(gunzipSync(readFileSync(join(folder, source.name, file))).toString('utf8')) as Bundle
      const few = JSON.stringify({ ...bundle, entry: bundle.entry.slice(0, 6) })
      if (few.length <= longest) found.push({ name: `${source.name}/${file} (6 entries)`, text: few })
      for (const { resource } of bundle.entry) {
        const before = count.get(resource.resourceType) ?? 0
        const text = JSON.stringify(resource)
        if (before >= ofOneType || text.length > longest) continue
        count.set(resource.resourceType, before + 1)
        found.push({ name: `${source.name}/${resource.resourceType}/${resource.id}`, text })
      }
    }
  }
  return found
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { member } from '#demo/people/member.ts'
import { sharedRecords } from '#demo/people/providers.ts'
import { openEmbedded } from '#storage/embedded/open-embedded.ts'
import { type PublishedExample, publishedExamples } from './published-examples.ts'
import type { SetName } from './sets.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const compiled = join(root, 'profiles', 'compiled')
const synthea = join(root, '..', 'shared', 'data', 'synthea')

/** A record that both validators judge. */
export interface Subject {
  /** Where it comes from, a slash, and its file or id. */
  name: string
  set: SetName
  /** Profiles to judge by besides those that it claims. */
  profiles: readonly string[]
  text: string
}

/** Every profile, value set and code system of ours, and everything else that is compiled with them. */
export function definitions(): Subject[] {
  return filesIn(compiled).map((file) => ({ name: `profiles/${file}`, set: 'own', profiles: [], text: read(join(compiled, file)) }))
}

/** Every example of our guide. */
export function examples(): Subject[] {
  const folder = join(compiled, 'examples')
  return filesIn(folder).map((file) => ({ name: `examples/${file}`, set: 'own', profiles: [], text: read(join(folder, file)) }))
}

/** What the demo's first members are made of, before any server has seen it. */
export function demoMembers(count: number, today: string): Subject[] {
  const resources = [
    ...sharedRecords(),
    ...Array.from({ length: count }, (_, index) => member(index, { seed: 1, today }).chapters).flatMap((chapters) =>
      chapters.flatMap(({ resources, revisions = [] }) => [...resources, ...revisions.map(({ resource }) => resource)]),
    ),
  ]
  return resources.map((resource, index) => ({
    name: `demo/${resource.resourceType}/${resource.id}#${index}`,
    set: 'own',
    profiles: [],
    text: JSON.stringify(resource),
  }))
}

/** Every version of every resource that a demo has left in its database, but what the server publishes of itself. */
export async function demoStore(dataDir: string): Promise<Subject[]> {
  const database = await openEmbedded({ dataDir })
  try {
    const rows = await database.query<{ type: string; id: string; version: number; text: string }>({
      name: 'all-versions',
      text: "SELECT type, id, version, text FROM version WHERE text <> '' ORDER BY type, id, version",
    })
    const published = new Set(filesIn(compiled).map((file) => file.replace('-', '/').replace(/\.json$/, '')))
    return rows
      .filter(({ type, id }) => !published.has(`${type}/${id}`))
      .map(({ type, id, version, text }) => ({ name: `demo/${type}/${id}/${version}`, set: 'own', profiles: [], text }))
  } finally {
    await database.close()
  }
}

/** The Synthea bundles, or the smallest of each source. */
export function syntheaBundles(which: 'all' | 'smallest'): Subject[] {
  if (!existsSync(synthea)) return []
  const sources = readdirSync(synthea, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return sources.flatMap(({ name: source }) =>
    readdirSync(join(synthea, source))
      .filter((file) => file.endsWith('.json.gz'))
      .map((file): Subject => {
        const text = gunzipSync(readFileSync(join(synthea, source, file))).toString('utf8')
        return { name: `synthea/${source}/${file}`, set: 'own', profiles: [], text }
      })
      .sort((one, other) => one.text.length - other.text.length)
      .slice(0, which === 'all' ? undefined : 1),
  )
}

/** All published examples of other guides. */
export function guideExamples(): Subject[] {
  return publishedExamples().map(({ guide, file, profiles, text }: PublishedExample) => ({
    ...{ name: `${guide}/${file}`, set: guide, profiles, text },
  }))
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /^[A-Z].*\.json$/.test(file))
    .sort()
}

function read(file: string): string {
  return readFileSync(file, 'utf8')
}

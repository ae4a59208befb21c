import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldersOf, packagesOf, type SetName } from './sets.ts'

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'ig-examples')

/** An example that another guide publishes. */
export interface PublishedExample {
  guide: SetName
  file: string
  /** The profile that the guide says it is an example of, where the resource does not say so itself. */
  profiles: readonly string[]
  text: string
}

/** The published examples that are FHIR resources in JSON, read where they are kept and never copied; none where they are not here. */
export function publishedExamples(): PublishedExample[] {
  if (!existsSync(folder)) return []
  const guides = Object.keys(packagesOf).filter((name) => name !== 'own') as SetName[]
  return guides.flatMap((guide) => {
    const exampleOf = examplesOf(guide)
    return readdirSync(join(folder, guide))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .flatMap((file) => {
        const text = readFileSync(join(folder, guide, file), 'utf8')
        const { resourceType, id, meta } = JSON.parse(text) as { resourceType?: string; id?: string; meta?: { profile?: string[] } }
        if (resourceType === undefined) return []
        const example = exampleOf.get(`${resourceType}/${id}`)
        return [{ guide, file, text, profiles: meta?.profile === undefined && example !== undefined ? [example] : [] }]
      })
  })
}

interface Guide {
  definition?: { resource?: { reference: { reference: string }; exampleCanonical?: string }[] }
}

/** What the guides of the set say which profile each of their examples is for. */
function examplesOf(set: SetName): Map<string, string> {
  const guides = foldersOf(set)
    .slice(0, 1)
    .flatMap((from) => readdirSync(from).flatMap((file) => (file.startsWith('ImplementationGuide-') ? [join(from, file)] : [])))
  return new Map(
    guides.flatMap((file) =>
      ((JSON.parse(readFileSync(file, 'utf8')) as Guide).definition?.resource ?? []).flatMap(
        ({ reference, exampleCanonical }): [string, string][] =>
          exampleCanonical === undefined ? [] : [[reference.reference, exampleCanonical]],
      ),
    ),
  )
}

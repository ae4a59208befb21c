import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Resource } from '@medplum/fhirtypes'

const compiled = join(dirname(dirname(fileURLToPath(import.meta.url))), 'profiles', 'compiled')

/** A definition with what every page needs of it. */
export type Definition = Resource & { id: string; url?: string; name?: string; title?: string; description?: string }

/** Everything that the guide shows, as `npm run profiles` compiled it. */
export interface Definitions {
  all: readonly Definition[]
  examples: readonly Definition[]
  of<Type extends Resource['resourceType']>(type: Type): Extract<Definition, { resourceType: Type }>[]
  /** The definition of one of our canonicals, with or without version. */
  byUrl(canonical: string): Definition | undefined
}

/** Reads the compiled definitions and examples. */
export function readDefinitions(): Definitions {
  const all = read(compiled)
  const examples = read(join(compiled, 'examples'))
  const urls = new Map(all.map((definition) => [definition.url, definition]))
  return {
    all,
    examples,
    of: (type) => all.filter((definition) => definition.resourceType === type) as never,
    byUrl: (canonical) => urls.get(canonical.split('|')[0]),
  }
}

function read(folder: string): Definition[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Definition)
}

/** File name of a definition's page, without its ending. */
export function pageOf(definition: Definition): string {
  return `${definition.resourceType}-${definition.id}`
}

/** File name of an example's page, without its ending. */
export function examplePageOf(example: Definition): string {
  return `example-${example.resourceType}-${example.id}`
}

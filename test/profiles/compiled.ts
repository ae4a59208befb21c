import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Resource, StructureDefinition } from '@medplum/fhirtypes'

const folder = join(import.meta.dirname, '..', '..', 'profiles', 'compiled')

/** Our compiled definitions of one type. */
export function definitions<Type extends Resource['resourceType']>(type: Type): Extract<Resource, { resourceType: Type }>[] {
  return files(folder).filter((resource) => resource.resourceType === type) as never
}

/** Our profiles of resources (no extensions). */
export function profiles(): StructureDefinition[] {
  return definitions('StructureDefinition').filter(({ type }) => type !== 'Extension')
}

/** Every example. */
export function examples(): Resource[] {
  return files(join(folder, 'examples'))
}

/** A fresh copy of one example, by `Type/id`, to be spoiled at will. */
// biome-ignore lint/suspicious/noExplicitAny: a test spoils records in ways that no type allows
export function example(reference: string): any {
  const [type, id] = reference.split('/')
  return JSON.parse(readFileSync(join(folder, 'examples', `${type}-${id}.json`), 'utf8'))
}

function files(where: string): Resource[] {
  const names = readdirSync(where).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => JSON.parse(readFileSync(join(where, name), 'utf8')) as Resource)
}

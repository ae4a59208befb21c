import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from './create.ts'
import { packagesIn } from './packages.ts'
import type { Validator } from './validator.ts'

const root = join(import.meta.dirname, '..', '..')

/** Where definitions are read from; by default the project's own folders. */
export interface Folders {
  /** Our committed profiles, value sets and code systems: one JSON file each. */
  compiled?: string
  /** Other guides' packages, as `npm run packages` unpacks them: `<name>#<version>/package/`. */
  packages?: string
  /** A false claim to a profile of theirs: a fault (the default), or a warning. */
  foreignProfiles?: 'refuse' | 'warn'
  /** See `ValidatorInput`. */
  leavesOpen?: boolean
}

/**
 * The server's validator: R4 core, our own profiles, and whatever other guides' packages are here.
 * @throws ProfileRefused when one of our profiles cannot be compiled
 */
export function loadValidator({
  compiled = join(root, 'profiles', 'compiled'),
  packages = join(root, '.cares', 'packages'),
  foreignProfiles,
  leavesOpen,
}: Folders = {}): Validator {
  return createValidator({
    structures: coreDefinitions(),
    ...ownDefinitions(compiled),
    packages: packagesIn(packages),
    foreignProfiles,
    leavesOpen,
  })
}

/** Our own definitions, by kind. */
export function ownDefinitions(folder: string): { profiles: object[]; valueSets: object[]; codeSystems: object[] } {
  const read = (type: string): object[] =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((file) => file.startsWith(`${type}-`) && file.endsWith('.json'))
      .sort()
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as object)
  return { profiles: read('StructureDefinition'), valueSets: read('ValueSet'), codeSystems: read('CodeSystem') }
}

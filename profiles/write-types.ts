import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateTypeScriptDefinitions, indexStructureDefinitionBundle } from '@medplum/core'
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'src', 'generated', 'profiles')

const header = '// Made by `npm run profiles` from the snapshots in profiles/compiled. Do not edit: change the FSH and run it again.\n'

/**
 * Writes one TypeScript interface for each profile of a resource; an element that the profile requires is required
 * in the type. `import type { CaresPatient } from '#generated/profiles/index.ts'`.
 */
export async function writeTypes(definitions: readonly Resource[]): Promise<void> {
  for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(baseDefinitions(name))
  const made = generateTypeScriptDefinitions(definitions.filter(isResourceProfile))
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const names = Object.keys(made)
    .filter((file) => file !== 'index.d.ts')
    .map((file) => file.replace(/\.d\.ts$/, ''))
    .sort()
  for (const name of names) await writeFile(join(folder, `${kebab(name)}.ts`), `${header}${body(made[`${name}.d.ts`]!)}`)
  const index = names.map((name) => `export type * from './${kebab(name)}.ts'\n`).join('')
  await writeFile(join(folder, 'index.ts'), `${header}\n${index}`)
}

function isResourceProfile(definition: Resource): definition is StructureDefinition {
  return definition.resourceType === 'StructureDefinition' && definition.type !== 'Extension' && definition.derivation === 'constraint'
}

function baseDefinitions(name: string): Bundle {
  const path = join(root, 'node_modules', '@medplum', 'definitions', 'dist', 'fhir', 'r4', `${name}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as Bundle
}

/** The generator heads each file with a comment of its own and names its siblings `.d.ts`. */
function body(text: string): string {
  return (
    text
      .slice(text.indexOf('*/\n') + 3)
      .replace(/'\.\/([A-Za-z]+)\.d\.ts'/g, (_, name: string) => `'./${kebab(name)}.ts'`)
      .replaceAll('&quot;', '"')
      // An entry of a Bundle is generic in the generator's templates; here it holds any resource.
      .replace(/(\bresource\??): T;/g, '$1: Resource;')
  )
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
}

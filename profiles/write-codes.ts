import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CodeSystem, Resource } from '@medplum/fhirtypes'

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'generated', 'codes.ts')

/** Writes every local code list as a constant array and a union type, so that no rule types a code list again. */
export async function writeCodes(definitions: readonly Resource[]): Promise<void> {
  const systems = definitions.filter((definition): definition is CodeSystem => definition.resourceType === 'CodeSystem')
  const text = [
    '// Made by `npm run profiles` from the code systems in profiles/. Do not edit: change the FSH and run it again.',
    '',
    '/** Canonical URL of each local code system. */',
    'export const systems = {',
    ...systems.map((system) => `  ${camel(system.id ?? '')}: '${system.url}',`),
    '} as const',
    ...systems.flatMap(lines),
    '',
  ].join('\n')
  await writeFile(file, text)
}

function lines(system: CodeSystem): string[] {
  const name = camel(system.id ?? '')
  const type = name.charAt(0).toUpperCase() + name.slice(1)
  return [
    '',
    `/** ${system.title}: {canon}/CodeSystem/${system.id} */`,
    `export const ${name} = [`,
    ...(system.concept ?? []).map((concept) => `  '${concept.code}',`),
    '] as const',
    `export type ${type} = (typeof ${name})[number]`,
    ...propertyLines(system, name, type),
  ]
}

/** A property of the codes (which part of case management, whether it counts) becomes a lookup by code. */
function propertyLines(system: CodeSystem, name: string, type: string): string[] {
  return (system.property ?? []).flatMap((property) => {
    const values = (system.concept ?? []).map((concept) => {
      const found = concept.property?.find((candidate) => candidate.code === property.code)
      return { code: concept.code ?? '', value: found?.valueCode ?? found?.valueString ?? found?.valueBoolean ?? null }
    })
    const kinds = [
      ...new Set(values.map(({ value }) => (typeof value === 'boolean' ? 'boolean' : JSON.stringify(value).replaceAll('"', "'")))),
    ]
    return [
      `/** ${property.description} */`,
      `export const ${name}${property.code?.charAt(0).toUpperCase()}${property.code?.slice(1)}: Readonly<Record<${type}, ${kinds.join(' | ')}>> = {`,
      ...values.map(({ code, value }) => `  '${code}': ${JSON.stringify(value).replaceAll('"', "'")},`),
      '}',
    ]
  })
}

function camel(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

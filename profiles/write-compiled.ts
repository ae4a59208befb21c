import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ElementDefinition, Resource, StructureDefinition } from '@medplum/fhirtypes'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'compiled')

const definitionTypes = new Set([
  'StructureDefinition',
  'CodeSystem',
  'ValueSet',
  'SearchParameter',
  'OperationDefinition',
  'Questionnaire',
  'Measure',
  'PlanDefinition',
  'NamingSystem',
])

/**
 * Writes what SUSHI made: definitions to `compiled/`, examples to `compiled/examples/`; files of a removed FSH entity go.
 * @returns the definitions, as written
 */
export async function writeCompiled(resources: readonly Resource[]): Promise<Resource[]> {
  const definitions: Resource[] = []
  const kept = new Set<string>()
  await mkdir(join(folder, 'examples'), { recursive: true })
  for (const resource of resources) {
    const isDefinition = definitionTypes.has(resource.resourceType)
    const written = resource.resourceType === 'StructureDefinition' ? slim(resource) : resource
    if (isDefinition) definitions.push(written)
    const name = join(isDefinition ? '' : 'examples', `${resource.resourceType}-${resource.id}.json`)
    kept.add(name)
    await writeFile(join(folder, name), `${JSON.stringify(written, null, 2)}\n`)
  }
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.json') && !kept.has(name)) await rm(join(folder, name))
  }
  return definitions
}

/** A row of the requirements, as our own elements name it in `requirements`. */
const row = /^[A-Z]+(-[A-Z]{3})?-\d{2}$/

/**
 * A snapshot is read by machines at every start: mappings and remarks inherited from the parents stay with the parents.
 * What is kept of `requirements` is the row that we name there ourselves.
 */
function slim(definition: StructureDefinition): StructureDefinition {
  const { mapping: _mapping, ...rest } = definition
  return { ...rest, snapshot: { element: (definition.snapshot?.element ?? []).map(slimElement) } }
}

function slimElement(element: ElementDefinition): ElementDefinition {
  const { mapping: _m, comment: _c, requirements, alias: _a, example: _e, ...rest } = element
  // R4 allows any resource there; the copy of R4 that the snapshots are made from narrows it.
  if (rest.base?.path === 'Bundle.entry.response.outcome') rest.type = [{ code: 'Resource' }]
  return requirements !== undefined && row.test(requirements) ? { ...rest, requirements } : rest
}

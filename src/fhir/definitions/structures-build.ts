import { readCoreDefinitions } from './cache.ts'
import { type SlimStructure, slimStructure } from './structure.ts'
import { type SlimCodeSystem, type SlimValueSet, slimCodeSystem, slimValueSet } from './terminology.ts'

/**
 * Writes the slimmed definitions of R4 core to standard output, as JSON: `{ "<type> <canonical>": "<definition as JSON text>" }`.
 * Run in a process of its own, because the full definitions would stay in the server's memory as garbage.
 */
const texts: Record<string, string> = {}

/** http://hl7.org/fhir/R4/resource.html#Meta; the package has elements of its makers' own server beside these. */
const metaOfR4 = new Set(
  ['', '.id', '.extension', '.versionId', '.lastUpdated', '.source', '.profile', '.security', '.tag'].map((name) => `Meta${name}`),
)

for (const file of ['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions']) {
  for (const definition of readCoreDefinitions<Record<string, unknown>>(file)) {
    // One later resource type has strayed into the package: it is no part of R4.
    if (definition.resourceType !== 'StructureDefinition' || definition.version !== '4.0.1') continue
    const slim = slimStructure(definition)
    restore(slim)
    texts[`StructureDefinition ${definition.url}`] = JSON.stringify(slim)
  }
}

/** A concept that the package's makers added of their own. */
const added: Record<string, string[]> = { 'http://hl7.org/fhir/questionnaire-item-control': ['multi-select'] }

for (const file of ['valuesets', 'v3-codesystems', 'v2-tables']) {
  for (const definition of readCoreDefinitions<SlimCodeSystem | SlimValueSet>(file)) {
    if (definition.version === '5.0.0') continue
    const key = `${definition.resourceType} ${definition.url}`
    if (definition.resourceType === 'ValueSet') texts[key] ??= JSON.stringify(slimValueSet(definition))
    else {
      const slim = slimCodeSystem(definition)
      const wrong = added[slim.url]
      if (wrong) slim.concept = slim.concept?.filter(({ code }) => !wrong.includes(code))
      texts[key] ??= JSON.stringify(slim)
    }
  }
}

/** Puts back what R4 4.0.1 says where the package's makers say something of their own. */
function restore({ url, snapshot }: SlimStructure): void {
  const name = url.slice(url.lastIndexOf('/') + 1)
  const elements = snapshot?.element ?? []
  const find = (id: string) => elements.find((element) => element.id === id)
  if (name === 'DetectedIssue') {
    // A value set of R5.
    const status = find('DetectedIssue.status')
    if (status?.binding) status.binding.valueSet = 'http://hl7.org/fhir/ValueSet/observation-status|4.0.1'
  } else if (name === 'Bundle') {
    const outcome = find('Bundle.entry.response.outcome')
    if (outcome) outcome.type = [{ code: 'Resource' }]
  } else if (name === 'Meta') {
    snapshot!.element = elements.filter(({ id }) => metaOfR4.has(id))
  }
}

process.stdout.write(JSON.stringify(texts))

import type { Resource } from '@medplum/fhirtypes'
import { type Definition, type Definitions, examplePageOf, pageOf } from './definitions.ts'
import { listPages } from './lists.ts'
import { narrativePages } from './narrative.ts'
import { examplePage, operationPage, plainPage, questionnairePage } from './other-pages.ts'
import { dress, type Page, style } from './shell.ts'
import { structurePage } from './structure-page.ts'
import { codeSystemPage, namingSystemPage, valueSetPage } from './terminology-page.ts'
import { tracePage } from './trace.ts'

/** Every file of the guide except the package, by name. */
export function site(definitions: Definitions): Map<string, string> {
  const pages: Page[] = [
    ...narrativePages(),
    ...listPages(definitions),
    tracePage(definitions),
    ...definitions.all.map((definition) => ({
      file: pageOf(definition),
      title: definition.title ?? definition.name ?? definition.id,
      content: content(definition, definitions),
    })),
    ...definitions.examples.map((example) => ({
      file: examplePageOf(example),
      title: `${example.resourceType}/${example.id}`,
      content: examplePage(example, definitions),
    })),
  ]
  const files = new Map(pages.map((page) => [`${page.file}.html`, dress(page)]))
  for (const definition of definitions.all) files.set(`${pageOf(definition)}.json`, `${JSON.stringify(definition, null, 2)}\n`)
  files.set('style.css', style.trimStart())
  return files
}

function content(definition: Definition, definitions: Definitions): string {
  const resource: Resource = definition
  switch (resource.resourceType) {
    case 'StructureDefinition':
      return structurePage(resource, definitions)
    case 'CodeSystem':
      return codeSystemPage(resource, definitions)
    case 'ValueSet':
      return valueSetPage(resource, definitions)
    case 'NamingSystem':
      return namingSystemPage(resource)
    case 'OperationDefinition':
      return operationPage(resource, definitions)
    case 'Questionnaire':
      return questionnairePage(resource, definitions)
    default:
      return plainPage(definition)
  }
}

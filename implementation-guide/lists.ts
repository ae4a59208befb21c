import type { CodeSystem, StructureDefinition } from '@medplum/fhirtypes'
import { type Definition, type Definitions, examplePageOf, pageOf } from './definitions.ts'
import { link, safe, section, table } from './html.ts'
import { canonicalLink } from './links.ts'
import type { Page } from './shell.ts'

/** The pages that list what there is. */
export function listPages(definitions: Definitions): Page[] {
  const structures = definitions.of('StructureDefinition')
  const profiles = structures.filter(({ type }) => type !== 'Extension')
  return [
    { file: 'profiles', title: 'Profiles', content: profileList(profiles, definitions) },
    { file: 'extensions', title: 'Extensions', content: extensionList(structures.filter(({ type }) => type === 'Extension')) },
    { file: 'terminology', title: 'Codes', content: terminologyList(definitions) },
    { file: 'operations', title: 'Operations and searches', content: operationList(definitions) },
    { file: 'questionnaires', title: 'Questionnaires, measure and plan template', content: questionnaireList(definitions) },
    { file: 'examples', title: 'Examples', content: exampleList(definitions) },
  ]
}

function named(definition: Definition): string {
  return link(`${pageOf(definition)}.html`, definition.title ?? definition.name ?? definition.id)
}

function described(list: readonly Definition[]): string {
  return table(
    ['Name', 'What it is'],
    list.map((definition) => [named(definition), safe(definition.description)]),
  )
}

function profileList(profiles: readonly (StructureDefinition & Definition)[], definitions: Definitions): string {
  const rows = profiles.map((profile) => [
    named(profile),
    safe(profile.type),
    canonicalLink(profile.baseDefinition ?? '', definitions),
    safe(profile.description),
  ])
  return table(['Profile', 'Resource', 'Parent', 'What it is'], rows)
}

function extensionList(extensions: readonly (StructureDefinition & Definition)[]): string {
  const rows = extensions.map((extension) => [
    named(extension),
    `<code>${safe(extension.id)}</code>`,
    safe((extension.context ?? []).map(({ expression }) => expression).join(', ')),
    safe(extension.description),
  ])
  return table(['Extension', 'Name', 'Stands on', 'What it says'], rows)
}

function terminologyList(definitions: Definitions): string {
  const rows = definitions
    .of('CodeSystem')
    .map((system: CodeSystem & Definition) => [
      named(system),
      `<code>${safe(system.id)}</code>`,
      String(system.concept?.length ?? 0),
      safe(system.description),
    ])
  return [
    section('systems', 'Code systems', table(['Code system', 'Name', 'Codes', 'What it classifies'], rows)),
    section('value-sets', 'Value sets', `<p>${definitions.of('ValueSet').map(named).join(' · ')}</p>`),
    section('identifiers', 'Identifier systems', described(definitions.of('NamingSystem'))),
  ].join('\n')
}

function operationList(definitions: Definitions): string {
  return described(definitions.of('OperationDefinition')) + section('searches', 'Searches', described(definitions.of('SearchParameter')))
}

function questionnaireList(definitions: Definitions): string {
  return (
    described(definitions.of('Questionnaire')) +
    section('measures', 'Measure and plan template', described([...definitions.of('Measure'), ...definitions.of('PlanDefinition')]))
  )
}

function exampleList(definitions: Definitions): string {
  const rows = definitions.examples.map((example) => [
    link(`${examplePageOf(example)}.html`, `${example.resourceType}/${example.id}`),
    (example.meta?.profile ?? []).map((canonical) => canonicalLink(canonical, definitions)).join(', '),
  ])
  return `<p>Two invented lives: Noor, seven, who breathes through a tracheostomy, and Tavian, seventeen, who moves away.</p>${table(['Record', 'Example of'], rows)}`
}

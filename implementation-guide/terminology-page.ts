import type { CodeSystem, CodeSystemConcept, NamingSystem, ValueSet } from '@medplum/fhirtypes'
import type { Definitions } from './definitions.ts'
import { link, safe, section, table } from './html.ts'
import { addressOf, canonicalLink } from './links.ts'

/** The page of a code system: every code with its meaning and properties. */
export function codeSystemPage(system: CodeSystem, definitions: Definitions): string {
  const properties = system.property ?? []
  const valueSet = definitions.byUrl(system.url!.replace('/CodeSystem/', '/ValueSet/'))
  const rows = (system.concept ?? []).map((concept) => [
    `<code id="${safe(concept.code)}">${safe(concept.code)}</code>`,
    safe(concept.display),
    safe(concept.definition),
    ...properties.map(({ code }) => safe(propertyOf(concept, code!))),
  ])
  return [
    `<p>${safe(system.description)}</p>`,
    table(
      ['', ''],
      [
        ['System', `<code>${safe(system.url)}</code>`],
        ...(valueSet ? [['Value set', canonicalLink(valueSet.url!, definitions)]] : []),
        ['JSON', link(`CodeSystem-${system.id}.json`, `CodeSystem-${system.id}.json`)],
      ],
      'facts',
    ),
    `<p class="note">${safe(system.copyright)}</p>`,
    section('codes', 'Codes', table(['Code', 'Display', 'Definition', ...properties.map(({ code }) => code!)], rows)),
    properties.length > 0
      ? `<ul>${properties.map(({ code, description }) => `<li><code>${safe(code)}</code>: ${safe(description)}</li>`).join('')}</ul>`
      : '',
  ].join('\n')
}

function propertyOf(concept: CodeSystemConcept, code: string): string {
  const found = concept.property?.find((property) => property.code === code)
  return String(found?.valueCode ?? found?.valueString ?? found?.valueBoolean ?? '')
}

/** The page of a value set: what it includes, and which elements it binds. */
export function valueSetPage(valueSet: ValueSet, definitions: Definitions): string {
  const includes = (valueSet.compose?.include ?? []).map(({ system, concept }) =>
    concept
      ? `${safe(system)}: ${concept.map(({ code }) => safe(code)).join(', ')}`
      : `Every code of ${link(addressOf(system!, definitions), system!)}`,
  )
  const uses = definitions
    .of('StructureDefinition')
    .flatMap((profile) =>
      (profile.differential?.element ?? [])
        .filter(({ binding }) => binding?.valueSet?.split('|')[0] === valueSet.url)
        .map(({ id, binding }) => [canonicalLink(profile.url!, definitions), `<code>${safe(id)}</code>`, safe(binding!.strength)]),
    )
  return [
    `<p>${safe(valueSet.description)}</p>`,
    table(
      ['', ''],
      [
        ['Canonical', `<code>${safe(valueSet.url)}</code>`],
        ['JSON', link(`ValueSet-${valueSet.id}.json`, `ValueSet-${valueSet.id}.json`)],
      ],
      'facts',
    ),
    section('content', 'Content', `<ul>${includes.map((words) => `<li>${words}</li>`).join('')}</ul>`),
    section('uses', 'Where it binds', uses.length > 0 ? table(['Profile', 'Element', 'Strength'], uses) : ''),
  ].join('\n')
}

/** The page of an identifier system. */
export function namingSystemPage(naming: NamingSystem): string {
  const ids = (naming.uniqueId ?? []).map(({ type, value }) => [safe(type), `<code>${safe(value)}</code>`])
  return `<p>${safe(naming.description)}</p>${table(['Kind', 'System'], ids)}`
}

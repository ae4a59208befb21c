import type { OperationDefinition, OperationDefinitionParameter, Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes'
import type { Definition, Definitions } from './definitions.ts'
import { json, link, safe, section, table } from './html.ts'
import { addressOf, canonicalLink } from './links.ts'

/** The page of an operation: where it is called, what goes in, what comes out. */
export function operationPage(operation: OperationDefinition, definitions: Definitions): string {
  const places = (operation.resource ?? []).flatMap((type) => [
    ...(operation.type ? [`${type}/$${operation.code}`] : []),
    ...(operation.instance ? [`${type}/[id]/$${operation.code}`] : []),
  ])
  const parameters = (use: 'in' | 'out') => (operation.parameter ?? []).filter((parameter) => parameter.use === use)
  return [
    `<p>${safe(operation.description)}</p>`,
    table(
      ['', ''],
      [
        ['Canonical', `<code>${safe(operation.url)}</code>`],
        ['Called at', places.map((place) => `<code>${safe(place)}</code>`).join('<br>')],
        ['By', operation.affectsState ? 'POST' : 'GET or POST; changes nothing'],
        ...(operation.base ? [['Base', link(operation.base, operation.base)]] : []),
        ['JSON', link(`OperationDefinition-${operation.id}.json`, `OperationDefinition-${operation.id}.json`)],
      ],
      'facts',
    ),
    section('in', 'What goes in', parameterTable(parameters('in'), definitions)),
    section('out', 'What comes out', parameterTable(parameters('out'), definitions)),
  ].join('\n')
}

function parameterTable(parameters: readonly OperationDefinitionParameter[], definitions: Definitions): string {
  const rows = (list: readonly OperationDefinitionParameter[], depth: number): string[][] =>
    list.flatMap((parameter) => [
      [
        `<span class="element" style="padding-left:${depth}rem">${safe(parameter.name)}</span>`,
        `${parameter.min}..${parameter.max}`,
        safe(parameter.type ?? 'parts'),
        `${safe(parameter.documentation)}${parameter.binding?.valueSet ? `<br>Codes: ${canonicalLink(parameter.binding.valueSet, definitions)}` : ''}`,
      ],
      ...rows(parameter.part ?? [], depth + 1),
    ])
  return parameters.length === 0 ? '<p>Nothing.</p>' : table(['Name', 'Card.', 'Type', 'What it is'], rows(parameters, 0))
}

/** The page of a questionnaire: its items, with the linkIds that rules read. */
export function questionnairePage(questionnaire: Questionnaire, definitions: Definitions): string {
  const rows = (items: readonly QuestionnaireItem[], depth: number): string[][] =>
    items.flatMap((item) => [
      [
        `<span class="element" style="padding-left:${depth}rem"><code>${safe(item.linkId)}</code></span>`,
        safe(item.text),
        `${safe(item.type)}${item.repeats ? ', repeats' : ''}`,
        item.answerValueSet ? link(addressOf(item.answerValueSet, definitions), item.answerValueSet.split('/').at(-1)!) : '',
      ],
      ...rows(item.item ?? [], depth + 1),
    ])
  return [
    `<p>${safe(questionnaire.description)}</p>`,
    `<p><code>${safe(questionnaire.url)}</code> · ${link(`Questionnaire-${questionnaire.id}.json`, 'JSON')}</p>`,
    section('items', 'Items', table(['linkId', 'Question', 'Type', 'Answers'], rows(questionnaire.item ?? [], 0))),
  ].join('\n')
}

/** The page of any other definition: its words and its JSON. */
export function plainPage(definition: Definition): string {
  return `<p>${safe(definition.description)}</p>${definition.url ? `<p><code>${safe(definition.url)}</code></p>` : ''}${json(definition)}`
}

/** The page of an example: which profiles it claims, and the record as sent. */
export function examplePage(example: Definition, definitions: Definitions): string {
  const claims = (example.meta?.profile ?? []).map((canonical) => `<li>${canonicalLink(canonical, definitions)}</li>`).join('')
  return `${claims ? `<p>An example of</p><ul>${claims}</ul>` : ''}${json(example)}`
}

import type { ElementDefinition, ElementDefinitionBinding, StructureDefinition } from '@medplum/fhirtypes'
import { type Definition, type Definitions, examplePageOf } from './definitions.ts'
import { link, safe, section, table } from './html.ts'
import { canonicalLink, typeAddress } from './links.ts'

/** The page of a profile or an extension: what it changes, what it is as a whole, bindings, invariants, examples. */
export function structurePage(profile: StructureDefinition, definitions: Definitions): string {
  const snapshot = profile.snapshot?.element ?? []
  return [
    `<p>${safe(profile.description)}</p>`,
    facts(profile, definitions),
    section('examples', 'Examples', exampleList(profile, definitions)),
    section('differential', 'What it adds to its parent', elementTable(profile.differential?.element ?? [], profile, definitions)),
    section('bindings', 'Bindings', bindingTable(snapshot, definitions)),
    section('invariants', 'Invariants', invariantTable(profile.differential?.element ?? [])),
    section('snapshot', 'The whole of it', elementTable(snapshot.filter(isTelling), profile, definitions)),
  ].join('\n')
}

function facts(profile: StructureDefinition, definitions: Definitions): string {
  const context = (profile.context ?? []).map(({ expression }) => `<code>${safe(expression)}</code>`).join(', ')
  return table(
    ['', ''],
    [
      ['Canonical', `<code>${safe(profile.url)}</code>`],
      ['Parent', canonicalLink(profile.baseDefinition ?? '', definitions)],
      ['Version', safe(profile.version)],
      ...(context ? [['Stands on', context]] : []),
      ['JSON', link(`StructureDefinition-${profile.id}.json`, `StructureDefinition-${profile.id}.json`)],
    ],
    'facts',
  )
}

function exampleList(profile: StructureDefinition, definitions: Definitions): string {
  const claiming = definitions.examples.filter(({ meta }) => meta?.profile?.includes(profile.url ?? ''))
  if (claiming.length === 0) return ''
  return `<ul>${claiming.map((example) => `<li>${link(`${examplePageOf(example)}.html`, titleOf(example))}</li>`).join('')}</ul>`
}

function titleOf(example: Definition): string {
  return `${example.resourceType}/${example.id}`
}

/** An id of an element, or an extension point that nobody uses, tells a reader nothing. */
function isTelling({ id = '', path, sliceName, min = 0 }: ElementDefinition): boolean {
  if (/\.(id|implicitRules|modifierExtension)$/.test(path)) return false
  return !/\.extension$/.test(path) || sliceName !== undefined || min > 0 || id.includes(':')
}

function elementTable(elements: readonly ElementDefinition[], profile: StructureDefinition, definitions: Definitions): string {
  const base = new Map((profile.snapshot?.element ?? []).map((element) => [element.id, element]))
  const rows = elements.map((element) => {
    const whole = base.get(element.id)
    const depth = element.path.split('.').length - 1
    const name = element.path.split('.').at(-1)!
    const slice = element.sliceName ? `:${element.sliceName}` : ''
    return [
      `<span class="element" style="padding-left:${depth}rem">${safe(`${name}${slice}`)}</span>`,
      (element.mustSupport ?? whole?.mustSupport) ? '<abbr title="must support">S</abbr>' : '',
      element.min === undefined && element.max === undefined
        ? ''
        : `${element.min ?? whole?.min ?? ''}..${element.max ?? whole?.max ?? ''}`,
      typesOf(element, definitions),
      remarks(element, definitions),
    ]
  })
  return table(['Element', 'S', 'Card.', 'Type', 'What it is'], rows, 'elements')
}

function typesOf(element: ElementDefinition, definitions: Definitions): string {
  if (element.contentReference) return safe(element.contentReference)
  return (element.type ?? [])
    .map(({ code = '', profile = [], targetProfile = [] }) => {
      const name = code.startsWith('http://hl7.org/fhirpath/') ? 'string' : code
      const narrowed = [...profile, ...targetProfile].map((canonical) => canonicalLink(canonical, definitions)).join(' | ')
      return `${link(typeAddress(name), name)}${narrowed ? `(${narrowed})` : ''}`
    })
    .join(', ')
}

function remarks(element: ElementDefinition, definitions: Definitions): string {
  const fixed = Object.entries(element).find(([key]) => /^(fixed|pattern)[A-Z]/.test(key))
  return [
    safe(element.short ?? ''),
    element.requirements ? `Required by ${link(`trace.html#${element.requirements}`, element.requirements)}` : '',
    fixed ? `${fixed[0].startsWith('fixed') ? 'Exactly' : 'At least'} <code>${safe(JSON.stringify(fixed[1]))}</code>` : '',
    element.binding ? `Codes: ${bindingWords(element.binding, definitions)}` : '',
    obeyed(element),
    element.slicing
      ? `Slices by ${safe((element.slicing.discriminator ?? []).map(({ path }) => path).join(', ') || 'order')}, ${element.slicing.rules}`
      : '',
  ]
    .filter((words) => words !== '')
    .join('<br>')
}

/** Invariants of ours on this element; those that every element of FHIR has are left out. */
function obeyed({ constraint = [] }: ElementDefinition): string {
  const keys = constraint.filter(({ key = '' }) => !/^(ele|ext|dom)-\d$/.test(key)).map(({ key }) => safe(key))
  return keys.length > 0 ? `Obeys ${keys.join(', ')}` : ''
}

function bindingWords(binding: ElementDefinitionBinding, definitions: Definitions): string {
  return `${binding.valueSet ? canonicalLink(binding.valueSet, definitions) : safe(binding.description)} (${binding.strength})`
}

function bindingTable(elements: readonly ElementDefinition[], definitions: Definitions): string {
  const bound = elements.filter(({ binding }) => binding?.valueSet !== undefined && binding.strength !== 'example')
  if (bound.length === 0) return ''
  const rows = bound.map(({ id, binding }) => [
    `<code>${safe(id)}</code>`,
    safe(binding!.strength),
    canonicalLink(binding!.valueSet!, definitions),
  ])
  return table(['Element', 'Strength', 'Value set'], rows)
}

function invariantTable(elements: readonly ElementDefinition[]): string {
  const rows = elements.flatMap((element) =>
    (element.constraint ?? []).map(({ key, severity, human, expression }) => [
      safe(key),
      `<code>${safe(element.id)}</code>`,
      safe(severity),
      `${safe(human)}<br><code>${safe(expression)}</code>`,
    ]),
  )
  return rows.length === 0 ? '' : table(['Key', 'Element', 'Severity', 'Says'], rows)
}

// http://hl7.org/fhir/R4/codesystem-operation-lookup.html
import type { Designation, SlimConcept } from '#fhir/definitions/terminology.ts'
import { FhirError } from '#fhir/error.ts'
import type { CodeSystem } from '#validation/terminology/code-system.ts'
import { displayIn, isInactive, speaks, valueIn } from '#validation/terminology/concept.ts'
import { jsonAnswer } from '../../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../../contract.ts'
import type { InputRule } from '../input.ts'
import { missing, oneOf, readAsked, refuseThePast } from './asked.ts'
import { codeSystemNamed } from './code-system-asked.ts'

type Name = 'code' | 'system' | 'version' | 'date' | 'displayLanguage' | 'property'

/** As the OperationDefinition has them. */
export const lookupRules: Readonly<Record<Name, InputRule>> = {
  code: { kind: 'code' },
  system: { kind: 'canonical' },
  version: { kind: 'string' },
  date: { kind: 'dateTime' },
  displayLanguage: { kind: 'code' },
  property: { kind: 'code', many: true },
}
export const lookupComplex = { coding: 'Coding' } as const

/**
 * What a code means: its names, its definition, what is above and below it, and what else its system says of it.
 * 200; 404 unknown code or code system; 422 when the code system is not here with all its codes.
 */
export async function lookup(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const asked = readAsked<Name>(context, request, lookupRules, lookupComplex)
  refuseThePast(context, asked.get('date'))
  const coding = asked.coding('coding')
  oneOf({ code: asked.get('code'), coding })
  const { system, code = '', version } = coding ?? { system: asked.get('system'), code: asked.get('code'), version: asked.get('version') }
  if (system === undefined) throw missing('A code is looked up in a system.')
  const codeSystem = await codeSystemNamed(context, system, version)
  const concept = conceptOf(codeSystem, code)
  const language = asked.get('displayLanguage')
  const wanted = asked.all('property')
  const { definition } = codeSystem
  return jsonAnswer({
    resourceType: 'Parameters',
    parameter: [
      { name: 'name', valueString: definition.name ?? definition.title ?? definition.url },
      ...(definition.version === undefined ? [] : [{ name: 'version', valueString: definition.version }]),
      { name: 'display', valueString: displayIn(concept, language) ?? code },
      ...(concept.designation ?? []).filter((one) => isWanted(one, wanted)).map(designationPart),
      ...propertiesOf(concept, codeSystem)
        .filter(([name]) => wanted.length === 0 || wanted.includes(name))
        .map(propertyPart),
    ],
  })
}

/** @throws FhirError `not-found` for a code that the system does not have */
export function conceptOf({ concepts, url }: CodeSystem, code: string): SlimConcept {
  const concept = concepts.get(code)
  if (concept) return concept
  throw new FhirError('not-found', [
    { severity: 'error', code: 'not-found', details: 'unknown-code', diagnostics: `The code that was asked for is no code of ${url}.` },
  ])
}

/** All of them unless properties are named; then by `designation`, or the language by `lang.X`. */
function isWanted({ language }: Designation, wanted: readonly string[]): boolean {
  if (wanted.length === 0 || wanted.includes('designation')) return true
  return wanted.some((name) => name.startsWith('lang.') && speaks(language, name.slice('lang.'.length)))
}

function designationPart({ language, use, value }: Designation): object {
  return {
    name: 'designation',
    part: [
      ...(language === undefined ? [] : [{ name: 'language', valueCode: language }]),
      ...(use === undefined ? [] : [{ name: 'use', valueCoding: use }]),
      { name: 'value', valueString: value },
    ],
  }
}

/** The properties that every code system has, and this one's own, each as its name and `value[x]`. */
function propertiesOf(concept: SlimConcept, { parentsOf, childrenOf, concepts }: CodeSystem): [name: string, value: object, of?: string][] {
  const { code, definition, property = [] } = concept
  const named = (one: string): [object, string | undefined] => [{ valueCode: one }, concepts.get(one)?.display]
  const own = property.filter((one) => one.code !== 'parent' && one.code !== 'child' && one.code !== 'inactive')
  return [
    ...(definition === undefined ? [] : [['definition', { valueString: definition }] as [string, object]]),
    ['inactive', { valueBoolean: isInactive(concept) }],
    ...parentsOf(code).map((one): [string, object, string?] => ['parent', ...named(one)]),
    ...childrenOf(code).map((one): [string, object, string?] => ['child', ...named(one)]),
    ...own.flatMap(({ code: name, ...value }): [string, object][] => (valueIn(value) === undefined ? [] : [[name, value]])),
  ]
}

function propertyPart([code, value, description]: [string, object, string?]): object {
  return {
    name: 'property',
    part: [
      { name: 'code', valueCode: code },
      { name: 'value', ...value },
      ...(description === undefined ? [] : [{ name: 'description', valueString: description }]),
    ],
  }
}

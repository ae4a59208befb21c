// http://hl7.org/fhir/R4/valueset-operation-expand.html
import type { SlimValueSet } from '#fhir/definitions/terminology.ts'
import { type Expansion, expand } from '#validation/terminology/expand.ts'
import { jsonAnswer } from '../../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../../contract.ts'
import { type InputRule, spelled } from '../input.ts'
import { readAsked, refuseThePast } from './asked.ts'
import { valueSetAsked } from './value-set-asked.ts'

const booleans = [
  'includeDesignations',
  'includeDefinition',
  'activeOnly',
  'excludeNested',
  'excludeNotForUI',
  'excludePostCoordinated',
] as const
const versions = ['exclude-system', 'system-version', 'check-system-version', 'force-system-version'] as const
const others = ['url', 'valueSetVersion', 'context', 'contextDirection', 'filter', 'date', 'offset', 'count', 'displayLanguage'] as const

type Name = (typeof booleans)[number] | (typeof versions)[number] | (typeof others)[number] | 'designation'

/** As the OperationDefinition has them. */
export const expandRules: Readonly<Record<Name, InputRule>> = {
  url: { kind: 'canonical' },
  valueSetVersion: { kind: 'string' },
  context: { kind: 'canonical' },
  contextDirection: { kind: 'code' },
  filter: { kind: 'string' },
  date: { kind: 'dateTime' },
  offset: { kind: 'integer' },
  count: { kind: 'integer' },
  includeDesignations: { kind: 'boolean' },
  designation: { kind: 'string', many: true },
  includeDefinition: { kind: 'boolean' },
  activeOnly: { kind: 'boolean' },
  excludeNested: { kind: 'boolean' },
  excludeNotForUI: { kind: 'boolean' },
  excludePostCoordinated: { kind: 'boolean' },
  displayLanguage: { kind: 'code' },
  'exclude-system': { kind: 'canonical', many: true },
  'system-version': { kind: 'canonical', many: true },
  'check-system-version': { kind: 'canonical', many: true },
  'force-system-version': { kind: 'canonical', many: true },
}
export const expandComplex = { valueSet: 'ValueSet' } as const

/**
 * The codes of a value set: nested as the code system nests them; flat and in pages when `offset` or `count` is given.
 * 200; 404 unknown; 422 with every code system and filter that cannot be expanded here, and for too many codes.
 */
export async function expandOperation(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const asked = readAsked<Name>(context, request, expandRules, expandComplex)
  refuseThePast(context, asked.get('date'))
  const { valueSet, terminology } = await valueSetAsked(context, request, asked)
  const isTrue = (name: Name) => asked.get(name) === 'true'
  const number = (name: Name) => (asked.get(name) === undefined ? undefined : Number(asked.get(name)))
  const expansion = expand(valueSet, terminology, {
    ...Object.fromEntries(booleans.map((name) => [name, isTrue(name)])),
    ...Object.fromEntries(versions.map((name) => [name, asked.all(name)])),
    filter: asked.get('filter'),
    offset: number('offset'),
    count: number('count'),
    designation: asked.all('designation'),
    displayLanguage: asked.get('displayLanguage'),
  })
  const parameter = parametersOf(asked, expansion)
  const { compose } = isTrue('includeDefinition') ? valueSet : {}
  return jsonAnswer(expanded(context, { ...valueSet, compose }, expansion, parameter))
}

/** What the expansion was made with: what was asked for, and the version of each code system. */
function parametersOf(asked: { all(name: Name): readonly string[] }, { systems }: Expansion): object[] {
  const said = Object.entries(expandRules).flatMap(([name, { kind }]) =>
    name === 'url' || name === 'valueSetVersion' ? [] : asked.all(name as Name).map((value) => ({ name, ...spelled(kind, value) })),
  )
  return [...said, ...systems.map((valueUri) => ({ name: 'version', valueUri }))]
}

function expanded({ now, newId }: Context, definition: SlimValueSet, { total, offset, contains }: Expansion, parameter: object[]): object {
  const { url, version, name, title, status, experimental, compose } = definition
  return {
    resourceType: 'ValueSet',
    ...{ url: url || undefined, version, name, title, status: status ?? 'unknown', experimental, compose },
    expansion: {
      identifier: `urn:uuid:${newId()}`,
      timestamp: now().toISOString(),
      ...{ total, offset },
      ...(parameter.length > 0 && { parameter }),
      ...(contains.length > 0 && { contains }),
    },
  }
}

// http://hl7.org/fhir/R4/codesystem-operation-subsumes.html
import type { SlimCodeSystem } from '#fhir/definitions/terminology.ts'
import { malformed } from '#fhir/error.ts'
import type { CodeSystem } from '#validation/terminology/code-system.ts'
import { cannotTell } from '#validation/terminology/trouble.ts'
import { jsonAnswer } from '../../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../../contract.ts'
import { definitionAt } from '../../known-terminology.ts'
import { type InputRule, placeOf } from '../input.ts'
import { type Asked, oneOf, readAsked } from './asked.ts'
import { codeSystemNamed, codeSystemOf } from './code-system-asked.ts'
import { conceptOf } from './lookup.ts'

type Name = 'codeA' | 'codeB' | 'system' | 'version'

/** As the OperationDefinition has them. */
export const subsumesRules: Readonly<Record<Name, InputRule>> = {
  codeA: { kind: 'code' },
  codeB: { kind: 'code' },
  system: { kind: 'canonical' },
  version: { kind: 'string' },
}
export const subsumesComplex = { codingA: 'Coding', codingB: 'Coding' } as const

/**
 * How two codes of one code system are related: is A the same as B, above it, below it, or neither?
 * 200; 404 unknown code or code system; 422 when the code system's hierarchy means something else.
 */
export async function subsumes(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const asked = readAsked<Name>(context, request, subsumesRules, subsumesComplex)
  for (const side of ['A', 'B'] as const)
    oneOf({ [`code${side}`]: asked.get(`code${side}`), [`coding${side}`]: asked.coding(`coding${side}`) })
  const codeSystem = await codeSystemAsked(context, request, asked)
  const { hierarchyMeaning = 'is-a' } = codeSystem.definition
  if (hierarchyMeaning !== 'is-a')
    throw cannotTell([
      { code: 'not-supported', diagnostics: `Being below another code means ${hierarchyMeaning} in ${codeSystem.url}, not is-a.` },
    ])
  const [a, b] = [asked.get('codeA') ?? asked.coding('codingA')?.code, asked.get('codeB') ?? asked.coding('codingB')?.code]
  for (const code of [a!, b!]) conceptOf(codeSystem, code)
  return jsonAnswer({ resourceType: 'Parameters', parameter: [{ name: 'outcome', valueCode: relation(codeSystem, a!, b!) }] })
}

/** http://hl7.org/fhir/R4/valueset-concept-subsumption-outcome.html */
function relation({ subsumes: isAbove }: CodeSystem, a: string, b: string): string {
  if (a === b) return 'equivalent'
  if (isAbove(a, b)) return isAbove(b, a) ? 'equivalent' : 'subsumes'
  return isAbove(b, a) ? 'subsumed-by' : 'not-subsumed'
}

async function codeSystemAsked(context: Context, { id }: InteractionRequest, asked: Asked<Name>): Promise<CodeSystem> {
  const system = asked.get('system')
  const named = [asked.coding('codingA')?.system, asked.coding('codingB')?.system].filter((one) => one !== undefined)
  if (id !== undefined) {
    const definition = await definitionAt<SlimCodeSystem>(context, 'CodeSystem', id)
    refuseOthers(definition.url, system === undefined ? named : [...named, system])
    return codeSystemOf(context, definition, asked.get('version'))
  }
  const url = system ?? named[0]
  oneOf({ system: url })
  refuseOthers(url!, named)
  return codeSystemNamed(context, url!, asked.get('version'))
}

/** No relation between code systems is known here. */
function refuseOthers(url: string, named: readonly string[]): void {
  if (named.every((one) => one === url)) return
  throw malformed('invalid-parameter', 'Both codes are of the code system that is asked about.', [placeOf('system')])
}

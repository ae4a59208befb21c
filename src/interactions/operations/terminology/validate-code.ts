// http://hl7.org/fhir/R4/valueset-operation-validate-code.html
import type { SlimValueSet } from '#fhir/definitions/terminology.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import { cannotTell, type Trouble } from '#validation/terminology/trouble.ts'
import { jsonAnswer } from '../../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../../contract.ts'
import type { InputRule } from '../input.ts'
import { type Asked, type Coding, missing, oneOf, readAsked, refuseThePast } from './asked.ts'
import { valueSetAsked } from './value-set-asked.ts'
import { answerParameters, bestOf, type CodeVerdict, type Judging, type Meaning, verdictOnMember } from './verdict-on-code.ts'

type Name =
  | 'url'
  | 'context'
  | 'valueSetVersion'
  | 'code'
  | 'system'
  | 'systemVersion'
  | 'display'
  | 'date'
  | 'abstract'
  | 'displayLanguage'

/** As the OperationDefinition has them. */
export const validateCodeRules: Readonly<Record<Name, InputRule>> = {
  url: { kind: 'canonical' },
  context: { kind: 'canonical' },
  valueSetVersion: { kind: 'string' },
  code: { kind: 'code' },
  system: { kind: 'canonical' },
  systemVersion: { kind: 'string' },
  display: { kind: 'string' },
  date: { kind: 'dateTime' },
  abstract: { kind: 'boolean' },
  displayLanguage: { kind: 'code' },
}
export const validateCodeComplex = { valueSet: 'ValueSet', coding: 'Coding', codeableConcept: 'CodeableConcept' } as const

/**
 * Is a code in a value set? Of a concept one of its codings is enough.
 * 200 with the answer; 404 unknown value set; 422 when it cannot be told here, which is neither yes nor no.
 */
export async function validateCode(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const asked = readAsked<Name>(context, request, validateCodeRules, validateCodeComplex)
  refuseThePast(context, asked.get('date'))
  const codings = codingsOf(asked)
  const { valueSet, terminology } = await valueSetAsked(context, request, asked)
  const judging = { abstract: asked.get('abstract') === 'true', language: asked.get('displayLanguage') }
  return jsonAnswer(answerParameters(verdictIn(valueSet, terminology, codings, judging)))
}

function codingsOf(asked: Asked<Name>): readonly Coding[] {
  const [code, system, version, display] = (['code', 'system', 'systemVersion', 'display'] as const).map((name) => asked.get(name))
  const [coding, concept] = [asked.coding('coding'), asked.concept('codeableConcept')]
  oneOf({ code, coding, codeableConcept: concept })
  if (code === undefined) return concept ?? [coding!]
  if (system === undefined) throw missing('A code is given with its system.')
  return [{ system, version, code, display }]
}

function verdictIn(definition: SlimValueSet, terminology: Terminology, codings: readonly Coding[], judging: Judging): CodeVerdict {
  const known = terminology.definition(definition.url) === definition
  const valueSet = (known && terminology.valueSet(definition.url)) || terminology.compile(definition)
  const troubles: Trouble[] = []
  const verdicts = codings.flatMap((coding): CodeVerdict[] => {
    const { system, code = '', version } = coding
    if (system === undefined) return [{ result: false, message: `${code} is given without its system.` }]
    const here = terminology.codeSystem(system)
    const is = version !== undefined && here && version !== here.definition.version ? undefined : valueSet.has(system, code)
    if (is === true) return [verdictOnMember(coding, meaning(definition, terminology, coding), judging)]
    if (is === undefined) {
      const which = version === undefined ? system : `${system}, version ${version},`
      troubles.push({ code: 'not-found', diagnostics: `Whether ${code} of ${which} is in the value set cannot be told here.` })
      return []
    }
    const unknown = here !== undefined && !here.concepts.has(code)
    return [{ result: false, message: unknown ? `${code} is no code of ${system}.` : `${code} of ${system} is not in the value set.` }]
  })
  const best = verdicts.length > 0 ? bestOf(verdicts) : undefined
  if (troubles.length > 0 && !best?.result) throw cannotTell(troubles)
  return best!
}

function meaning({ compose }: SlimValueSet, terminology: Terminology, { system = '', code = '' }: Coding): Meaning {
  const concept = terminology.codeSystem(system)?.concepts.get(code)
  const listed = compose?.include
    .filter((include) => include.system === system)
    .flatMap((include) => include.concept ?? [])
    .find((one) => one.code === code)
  return { concept, listed }
}

// http://hl7.org/fhir/R4/codesystem-operation-validate-code.html
import type { SlimCodeSystem } from '#fhir/definitions/terminology.ts'
import type { CodeSystem } from '#validation/terminology/code-system.ts'
import { grammarSystems } from '#validation/terminology/grammar-system.ts'
import { jsonAnswer } from '../../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../../contract.ts'
import { definitionAt } from '../../known-terminology.ts'
import type { InputRule } from '../input.ts'
import { type Asked, type Coding, oneOf, readAsked, refuseThePast } from './asked.ts'
import { codeSystemNamed, codeSystemOf } from './code-system-asked.ts'
import { answerParameters, bestOf, type CodeVerdict, type Judging, verdictOnMember } from './verdict-on-code.ts'

type Name = 'url' | 'code' | 'version' | 'display' | 'date' | 'abstract' | 'displayLanguage'

/** As the OperationDefinition has them. */
export const validateCodeSystemRules: Readonly<Record<Name, InputRule>> = {
  url: { kind: 'canonical' },
  code: { kind: 'code' },
  version: { kind: 'string' },
  display: { kind: 'string' },
  date: { kind: 'dateTime' },
  abstract: { kind: 'boolean' },
  displayLanguage: { kind: 'code' },
}
export const validateCodeSystemComplex = { codeSystem: 'CodeSystem', coding: 'Coding', codeableConcept: 'CodeableConcept' } as const

/**
 * Is a code in a code system? Of a concept one of its codings is enough.
 * 200 with the answer; 404 unknown code system; 422 when it is not here with all its codes.
 */
export async function validateCodeSystem(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const asked = readAsked<Name>(context, request, validateCodeSystemRules, validateCodeSystemComplex)
  refuseThePast(context, asked.get('date'))
  const [code, coding, concept] = [asked.get('code'), asked.coding('coding'), asked.concept('codeableConcept')]
  oneOf({ code, coding, codeableConcept: concept })
  const sent = asked.resource<SlimCodeSystem>('codeSystem')
  // A coding names its system by itself.
  const url = asked.get('url') ?? (request.id === undefined && sent === undefined ? coding?.system : undefined)
  oneOf({ url, codeSystem: sent, ...(request.id !== undefined && { 'the address': request.id }) })
  const plain: Coding = { code, version: asked.get('version'), display: asked.get('display') }
  const codings = code === undefined ? (concept ?? [coding!]) : [plain]
  const judging = { abstract: asked.get('abstract') === 'true', language: asked.get('displayLanguage') }
  const grammar = url !== undefined && Object.hasOwn(grammarSystems, url) ? grammarSystems[url] : undefined
  const verdicts = grammar
    ? codings.map((one) => byGrammar(one, grammar))
    : await byList(await codeSystemAsked(context, request, asked, url, sent), codings, judging)
  return jsonAnswer(answerParameters(bestOf(verdicts)))
}

async function codeSystemAsked(
  context: Context,
  { id }: InteractionRequest,
  asked: Asked<'version'>,
  url: string | undefined,
  sent: SlimCodeSystem | undefined,
): Promise<CodeSystem> {
  const version = asked.get('version')
  if (sent !== undefined) return codeSystemOf(context, sent, version)
  if (id !== undefined) return codeSystemOf(context, await definitionAt<SlimCodeSystem>(context, 'CodeSystem', id), version)
  return codeSystemNamed(context, url!, version)
}

function byList({ url, concepts }: CodeSystem, codings: readonly Coding[], judging: Judging): CodeVerdict[] {
  return codings.map((coding) => {
    const { system, code = '' } = coding
    if (system !== undefined && system !== url) return { result: false, message: `${code} is given as a code of ${system}, not of ${url}.` }
    const concept = concepts.get(code)
    return concept ? verdictOnMember(coding, { concept }, judging) : { result: false, message: `${code} is no code of ${url}.` }
  })
}

function byGrammar({ code = '' }: Coding, grammar: (code: string) => boolean): CodeVerdict {
  return grammar(code) ? { result: true } : { result: false, message: `${code} is not formed as its code system asks.` }
}

import { FhirError } from '#fhir/error.ts'
import type { Answer } from '#validation/terminology/elsewhere.ts'
import { jsonAnswer } from '../../answer.ts'
import type { Interaction, InteractionRequest } from '../../contract.ts'
import { type InputRule, spelled } from '../input.ts'
import type { Complex } from './asked.ts'

/** What an operation takes. */
export interface Takes {
  rules: Readonly<Record<string, InputRule>>
  complex: Complex
}

/**
 * The operation; where it cannot answer with what is here, what another terminology server answers, if one is configured.
 * What is stored here under an address is not known there, so only questions at the type are passed on, without displays:
 * those may say more than a code does.
 */
export function orElsewhere(type: 'ValueSet' | 'CodeSystem', name: string, run: Interaction, takes: Takes): Interaction {
  return async (context, request) => {
    try {
      return await run(context, request)
    } catch (error) {
      if (context.elsewhere === undefined || request.id !== undefined || !isUntold(error)) throw error
      const parameters = passedOn(request, takes)
      const answer = await context.elsewhere.operation(type, name, { resourceType: 'Parameters', parameter: parameters })
      if (answer === undefined) throw error
      return jsonAnswer(name === 'validate-code' && speaksOfDisplay(request) ? withoutDisplay(answer) : answer)
    }
  }
}

/** It could not be told here; nothing was wrong with the question. */
function isUntold(error: unknown): boolean {
  const details = ['value-set-not-expanded', 'definition-unknown']
  return (
    error instanceof FhirError &&
    error.issues.every((issue) => details.includes(issue.details) && (issue.code === 'not-found' || issue.code === 'not-supported'))
  )
}

/** Displays are not passed on: they may say more than a code does. */
function speaksOfDisplay({ query, body }: InteractionRequest): boolean {
  return query.has('display') || /"display":/.test(JSON.stringify(body ?? ''))
}

function withoutDisplay(answer: Answer): Answer {
  const { parameter = [] } = answer
  return {
    ...answer,
    parameter: [...parameter.filter(({ name }) => name !== 'message'), { name: 'message', valueString: 'The display was not compared.' }],
  }
}

interface Part {
  name: string
  resource?: unknown
  valueCoding?: Record<string, unknown>
  valueCodeableConcept?: { coding: Record<string, unknown>[] }
}

function passedOn({ query, body }: InteractionRequest, { rules, complex }: Takes): object[] {
  const simple = [...query].flatMap(([name, value]) => (rules[name] ? [{ name, ...spelled(rules[name].kind, value) }] : []))
  const { resourceType, parameter = [] } = (body ?? {}) as { resourceType?: string; parameter?: Part[] }
  const alone = Object.entries(complex).find(([, type]) => type === resourceType)
  const sent = alone ? [{ name: alone[0], resource: body }] : parameter.map(withoutWords)
  return [...simple, ...sent].filter(({ name }) => name !== 'display' && (name in rules || name in complex))
}

function withoutWords(part: Part): Part {
  const { name, valueCoding, valueCodeableConcept } = part
  if (valueCoding) return { name, valueCoding: plain(valueCoding) }
  if (valueCodeableConcept) return { name, valueCodeableConcept: { coding: valueCodeableConcept.coding.map(plain) } }
  return part
}

function plain({ system, version, code }: Record<string, unknown>): Record<string, unknown> {
  return { system, version, code }
}

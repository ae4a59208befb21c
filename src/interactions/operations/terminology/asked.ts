// http://hl7.org/fhir/R4/operations.html#request
import { FhirError, malformed } from '#fhir/error.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { Context, InteractionRequest } from '../../contract.ts'
import { type Input, type InputRule, placeOf, readInput } from '../input.ts'

/** A code with the system that it belongs to. */
export interface Coding {
  system?: string
  version?: string
  code?: string
  display?: string
}

/** The parameters of a terminology operation: simple ones, and those that only a body can hold. */
export interface Asked<Name extends string> extends Input<Name> {
  coding(name: string): Coding | undefined
  /** The codings of a CodeableConcept. */
  concept(name: string): readonly Coding[] | undefined
  /** A resource that was sent along, known to be well-formed. */
  resource<Definition>(name: string): Definition | undefined
}

/** Parameters that are no simple values, with their types. */
export type Complex = Readonly<Record<string, 'Coding' | 'CodeableConcept' | 'ValueSet' | 'CodeSystem'>>

interface Part {
  name?: unknown
  valueCoding?: unknown
  valueCodeableConcept?: { coding?: unknown }
  resource?: { resourceType?: unknown }
}

/**
 * Reads a terminology operation's parameters. A body may be the one resource that the operation takes, by itself.
 * @throws FhirError `malformed` with all that is wrong with the simple ones, or with the first complex one that is wrong
 */
export function readAsked<Name extends string>(
  { validator }: Pick<Context, 'validator'>,
  request: InteractionRequest,
  rules: Readonly<Partial<Record<Name, InputRule>>>,
  complex: Complex,
): Asked<Name> {
  const parts = partsOf(request.body, complex)
  const held = new Map<string, Part>()
  for (const part of parts) {
    if (typeof part?.name !== 'string' || !Object.hasOwn(complex, part.name)) continue
    if (held.has(part.name)) throw malformed('invalid-parameter', `${part.name} is given once.`, [placeOf(part.name)])
    check(validator, part, part.name, complex[part.name]!)
    held.set(part.name, part)
  }
  const simple = parts.filter(({ name }) => typeof name !== 'string' || !Object.hasOwn(complex, name))
  const body = request.body === undefined ? undefined : { resourceType: 'Parameters', parameter: simple }
  const input = readInput({ ...request, body }, rules)
  return {
    ...input,
    coding: (name) => held.get(name)?.valueCoding as Coding | undefined,
    concept: (name) => held.get(name)?.valueCodeableConcept?.coding as Coding[] | undefined,
    resource: <Definition>(name: string) => held.get(name)?.resource as Definition | undefined,
  }
}

function partsOf(body: unknown, complex: Complex): Part[] {
  if (body === undefined) return []
  const { resourceType, parameter = [] } = (body ?? {}) as { resourceType?: string; parameter?: unknown }
  if (resourceType === 'Parameters' && Array.isArray(parameter) && parameter.every((one) => typeof one === 'object' && one !== null))
    return parameter as Part[]
  const alone = Object.entries(complex).find(([, type]) => type === resourceType)
  if (alone) return [{ name: alone[0], resource: body as Part['resource'] }]
  throw malformed('structure', 'The body of an operation is a Parameters resource.', [placeOf('')])
}

function check(validator: Context['validator'], part: Part, name: string, type: Complex[string]): void {
  if (type === 'Coding') {
    if (isCoding(part.valueCoding)) return
  } else if (type === 'CodeableConcept') {
    const coding = part.valueCodeableConcept?.coding
    if (Array.isArray(coding) && coding.length > 0 && coding.length <= 50 && coding.every(isCoding)) return
  } else if (part.resource?.resourceType === type) {
    const { base } = validator.validate(part.resource)
    if (base.length > 0) throw new FhirError('malformed', base)
    return
  }
  throw malformed('invalid-parameter', `${name} is a ${type}${type.startsWith('Cod') && type !== 'CodeSystem' ? ' with a code' : ''}.`, [
    placeOf(name),
  ])
}

function isCoding(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { system, version, code, display } = value as Record<string, unknown>
  return typeof code === 'string' && [system, version, display].every((one) => one === undefined || typeof one === 'string')
}

/** Definitions are kept as they are today; what they were on an earlier day cannot be said. */
export function refuseThePast({ now }: Pick<Context, 'now'>, date: string | undefined): void {
  if (date === undefined || date.slice(0, 10) >= dayOf(now().toISOString()).slice(0, date.slice(0, 10).length)) return
  throw new FhirError('rule', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'date-not-supported',
      diagnostics: 'Code systems and value sets are kept as they are today; leave date out.',
      expression: [placeOf('date')],
    },
  ])
}

/** Of several ways to ask exactly one was taken. */
export function oneOf(ways: Readonly<Record<string, unknown>>): void {
  const taken = Object.entries(ways).filter(([, given]) => given !== undefined)
  const names = Object.keys(ways).join(', ')
  if (taken.length === 0) throw missing(`Give one of ${names}.`)
  if (taken.length > 1) throw malformed('invalid-parameter', `Give only one of ${names}.`, [placeOf(taken[1]![0])])
}

export function missing(diagnostics: string): FhirError {
  return new FhirError('malformed', [{ severity: 'error', code: 'required', details: 'missing-parameter', diagnostics }])
}

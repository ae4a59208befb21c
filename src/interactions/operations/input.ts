// http://hl7.org/fhir/R4/operations.html#request
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import { isDay, isMonth } from '#programs/vocabulary/calendar.ts'
import { isInstant } from '#programs/vocabulary/local-day.ts'
import { idShape } from '../body.ts'
import type { InteractionRequest } from '../contract.ts'

/** The kinds of value that our operations take, each with what it must look like. */
const kinds = {
  string: { test: (text: string) => text !== '', says: 'a text that is not empty' },
  code: { test: (text: string) => /^\S+( \S+)*$/.test(text), says: 'a code' },
  id: { test: (text: string) => idShape.test(text), says: 'an id' },
  reference: { test: (text: string) => idShape.test(text), says: 'an id, or a reference with it' },
  date: { test: isDay, says: 'a whole day, YYYY-MM-DD' },
  month: { test: isMonth, says: 'a month, YYYY-MM' },
  instant: { test: isInstant, says: 'a moment with its offset, such as 2024-02-01T12:00:00Z' },
  dateTime: {
    test: (text: string) => /^\d{4}$/.test(text) || isMonth(text) || isDay(text) || isInstant(text),
    says: 'a year, month, day or moment',
  },
  boolean: { test: (text: string) => text === 'true' || text === 'false', says: 'true or false' },
  integer: { test: (text: string) => /^\d{1,9}$/.test(text), says: 'a whole number' },
  canonical: { test: (text: string) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text), says: 'a canonical URL' },
} as const

/** What no text in FHIR holds (http://hl7.org/fhir/R4/datatypes.html#string). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

/** A parameter of an operation. */
export interface InputRule {
  kind: keyof typeof kinds
  required?: true
  /** May be given more than once. */
  many?: true
  /** The type that a reference names; the type itself may be left out. */
  of?: string
}

/** What was given, as text; `all` has every value of a parameter that may be repeated. */
export interface Input<Name extends string> {
  get(name: Name): string | undefined
  all(name: Name): readonly string[]
}

/**
 * The simple parameters of an operation: from the address for a GET, from a Parameters resource for a POST.
 * @throws FhirError `malformed` with everything that is wrong: unknown, missing, repeated, not of its kind
 */
export function readInput<Name extends string>(
  request: InteractionRequest,
  rules: Readonly<Partial<Record<Name, InputRule>>>,
): Input<Name> {
  const given = [...[...request.query].map(([name, value]): Given => ({ name, value, json: 'address' })), ...fromBody(request.body)]
  const values = new Map<string, string[]>()
  const problems: Issue[] = []
  for (const one of given) {
    const { name } = one
    const rule = Object.hasOwn(rules, name) ? rules[name as Name] : undefined
    if (rule === undefined) {
      if (request.prefer.handling !== 'lenient')
        problems.push(problem('unknown-parameter', name, `This operation takes ${Object.keys(rules).join(', ') || 'no parameters'}.`))
      continue
    }
    const value = readValue(one, rule)
    if (value === undefined || !kinds[rule.kind].test(value))
      problems.push(problem('invalid-parameter', name, `${name} is ${kinds[rule.kind].says}.`))
    else values.set(name, [...(values.get(name) ?? []), value])
  }
  for (const [name, rule] of Object.entries<InputRule>(rules as Record<string, InputRule>)) {
    const count = values.get(name)?.length ?? 0
    if (rule.required && count === 0 && !problems.some(({ expression }) => expression?.[0] === placeOf(name)))
      problems.push(problem('missing-parameter', name, `${name} is needed: ${kinds[rule.kind].says}.`))
    if (!rule.many && count > 1) problems.push(problem('invalid-parameter', name, `${name} is given once.`))
  }
  if (problems.length > 0) throw new FhirError('malformed', problems)
  return { get: (name) => values.get(name)?.[0], all: (name) => values.get(name) ?? [] }
}

/** Where a parameter stands, as `OperationOutcome.issue.expression` names it. */
export function placeOf(name: string): string {
  return name === '' ? 'Parameters' : `Parameters.parameter.where(name='${name}')`
}

/** One parameter as it was sent: its text, and what JSON it was; an address has texts only. */
interface Given {
  name: string
  value: string
  json: 'address' | 'string' | 'boolean' | 'number' | 'none'
}

/** The text of a parameter, when its JSON is what its kind asks for; a reference without its type. */
function readValue({ value, json }: Given, { kind, of }: InputRule): string | undefined {
  const wanted = kind === 'boolean' ? 'boolean' : kind === 'integer' ? 'number' : 'string'
  if ((json !== 'address' && json !== wanted) || control.test(value)) return undefined
  return kind === 'reference' && of !== undefined && value.startsWith(`${of}/`) ? value.slice(of.length + 1) : value
}

function fromBody(body: unknown): Given[] {
  if (body === undefined) return []
  const { resourceType, parameter } = (body ?? {}) as { resourceType?: unknown; parameter?: unknown }
  if (resourceType !== 'Parameters' || (parameter !== undefined && !Array.isArray(parameter))) {
    throw new FhirError('malformed', [problem('structure', '', 'The body of an operation is a Parameters resource.')])
  }
  return ((parameter ?? []) as Record<string, unknown>[]).map((one) => ({ name: String(one?.name ?? ''), ...textOf(one ?? {}) }))
}

/** `value[x]` as text; of a Reference its reference, of an Identifier its value. Two values are none. */
function textOf(parameter: Record<string, unknown>): Pick<Given, 'value' | 'json'> {
  const [key, ...more] = Object.keys(parameter).filter((name) => name.startsWith('value'))
  const sent = key === undefined || more.length > 0 ? undefined : parameter[key]
  const { reference, value = reference } = (sent !== null && typeof sent === 'object' ? sent : {}) as {
    reference?: unknown
    value?: unknown
  }
  const simple = typeof sent === 'object' ? value : sent
  const json = typeof simple
  return json === 'string' || json === 'boolean' || json === 'number' ? { value: String(simple), json } : { value: '', json: 'none' }
}

function problem(details: string, name: string, diagnostics: string): Issue {
  const safe = /^[A-Za-z_-]{0,40}$/.test(name) ? name : '?'
  return {
    severity: 'error',
    code: details === 'missing-parameter' ? 'required' : 'invalid',
    details,
    diagnostics,
    expression: [placeOf(safe)],
  }
}

/** A simple parameter's text as `value[x]` of a Parameters resource. */
export function spelled(kind: InputRule['kind'], value: string): object {
  if (kind === 'boolean') return { valueBoolean: value === 'true' }
  if (kind === 'integer') return { valueInteger: Number(value) }
  if (kind === 'canonical') return { valueUri: value }
  if (kind === 'code') return { valueCode: value }
  return kind === 'dateTime' ? { valueDateTime: value } : { valueString: value }
}

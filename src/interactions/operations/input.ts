// http://hl7.org/fhir/R4/operations.html#request
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import { isDay, isMonth } from '#programs/vocabulary/calendar.ts'
import { isInstant } from '#programs/vocabulary/local-day.ts'
import type { InteractionRequest } from '../contract.ts'

/** The kinds of value that our operations take, each with what it must look like. */
const kinds = {
  string: { test: (text: string) => text !== '', says: 'a text that is not empty' },
  code: { test: (text: string) => /^\S+( \S+)*$/.test(text), says: 'a code' },
  id: { test: (text: string) => /^[A-Za-z0-9\-.]{1,64}$/.test(text), says: 'an id' },
  date: { test: isDay, says: 'a whole day, YYYY-MM-DD' },
  month: { test: isMonth, says: 'a month, YYYY-MM' },
  instant: { test: isInstant, says: 'a moment with its offset, such as 2024-02-01T12:00:00Z' },
  boolean: { test: (text: string) => text === 'true' || text === 'false', says: 'true or false' },
  canonical: { test: (text: string) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text), says: 'a canonical URL' },
} as const

/** A parameter of an operation. */
export interface InputRule {
  kind: keyof typeof kinds
  required?: true
  /** May be given more than once. */
  many?: true
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
  const given = [...request.query, ...fromBody(request.body)]
  const values = new Map<string, string[]>()
  const problems: Issue[] = []
  for (const [name, value] of given) {
    const rule = Object.hasOwn(rules, name) ? rules[name as Name] : undefined
    if (rule === undefined) {
      if (request.prefer.handling !== 'lenient')
        problems.push(problem('unknown-parameter', name, `This operation takes ${Object.keys(rules).join(', ') || 'no parameters'}.`))
    } else if (!kinds[rule.kind].test(value)) problems.push(problem('invalid-parameter', name, `${name} is ${kinds[rule.kind].says}.`))
    else values.set(name, [...(values.get(name) ?? []), value])
  }
  for (const [name, rule] of Object.entries<InputRule>(rules as Record<string, InputRule>)) {
    const count = values.get(name)?.length ?? 0
    if (rule.required && count === 0 && !problems.some(({ expression }) => expression?.[0] === place(name)))
      problems.push(problem('missing-parameter', name, `${name} is needed: ${kinds[rule.kind].says}.`))
    if (!rule.many && count > 1) problems.push(problem('invalid-parameter', name, `${name} is given once.`))
  }
  if (problems.length > 0) throw new FhirError('malformed', problems)
  return { get: (name) => values.get(name)?.[0], all: (name) => values.get(name) ?? [] }
}

function fromBody(body: unknown): [string, string][] {
  if (body === undefined) return []
  const { resourceType, parameter } = (body ?? {}) as { resourceType?: unknown; parameter?: unknown }
  if (resourceType !== 'Parameters' || (parameter !== undefined && !Array.isArray(parameter))) {
    throw new FhirError('malformed', [problem('structure', '', 'The body of an operation is a Parameters resource.')])
  }
  return ((parameter ?? []) as Record<string, unknown>[]).map((one) => [String(one?.name ?? ''), textOf(one)])
}

/** The text of `value[x]`; of a Reference its reference; '' when there is none. */
function textOf(parameter: Record<string, unknown>): string {
  const key = Object.keys(parameter ?? {}).find((name) => name.startsWith('value'))
  const value = key === undefined ? undefined : parameter[key]
  if (value !== null && typeof value === 'object')
    return String((value as { reference?: unknown; value?: unknown }).reference ?? (value as { value?: unknown }).value ?? '')
  return value === undefined ? '' : String(value)
}

function place(name: string): string {
  return name === '' ? 'Parameters' : `Parameters.parameter.where(name='${name}')`
}

function problem(details: string, name: string, diagnostics: string): Issue {
  const safe = /^[A-Za-z_-]{0,40}$/.test(name) ? name : '?'
  return {
    severity: 'error',
    code: details === 'missing-parameter' ? 'required' : 'invalid',
    details,
    diagnostics,
    expression: [place(safe)],
  }
}

import type { SlimElement } from '#fhir/definitions/structure.ts'
import type { Check } from '../base.ts'
import { kindOf } from '../fhirpath/node.ts'
import { sameJson } from '../fhirpath/operators.ts'
import { compareTemporal } from '../fhirpath/temporal.ts'
import type { Finding } from '../judging.ts'
import type { Source } from '../reference.ts'
import { ProfileRefused } from '../refused.ts'
import { patternTest } from './pattern.ts'
import { statedValue } from './tree.ts'

/** The checks of a single value that an element states by itself: fixed, pattern, length and range. */
export function valueChecks(element: SlimElement, { against, who, cites }: Source): Check[] {
  const fault = (code: Finding['code'], details: string, says: string): Finding => ({
    against,
    cites,
    code,
    details,
    says: `${says} (${who})`,
  })
  const checks: Check[] = []
  refuseOtherKinds(element, who)
  const fixed = statedValue(element, 'fixed')
  if (fixed !== undefined) {
    const finding = fault('value', 'fixed', `must be exactly ${shown(fixed)}`)
    checks.push((value, judging) => {
      if (value !== undefined && !sameJson(value, fixed)) judging.report(finding)
    })
  }
  const pattern = statedValue(element, 'pattern')
  if (pattern !== undefined) {
    const holds = patternTest(pattern)
    const finding = fault('value', 'pattern', `must hold ${shown(pattern)}`)
    checks.push((value, judging) => {
      if (value !== undefined && !holds(value)) judging.report(finding)
    })
  }
  const { maxLength } = element
  if (typeof maxLength === 'number') {
    const finding = fault('too-long', 'max-length', `must not be longer than ${maxLength} characters`)
    checks.push((value, judging) => {
      if (typeof value === 'string' && value.length > maxLength) judging.report(finding)
    })
  }
  for (const [prefix, sign, says] of [
    ['minValue', 1, 'must not be less than'],
    ['maxValue', -1, 'must not be more than'],
  ] as const) {
    const limit = statedValue(element, prefix)
    if (limit === undefined) continue
    const compare = comparison(limit, element, prefix, who)
    const finding = fault('value', 'range', `${says} ${shown(limit)}`)
    checks.push((value, judging) => {
      if (value !== undefined && (compare(value) ?? 0) * sign < 0) judging.report(finding)
    })
  }
  return checks
}

/** Compares a value with a limit; `undefined` when they cannot be compared, as a year with a day in it. */
function comparison(limit: unknown, element: SlimElement, prefix: string, who: string): (value: unknown) => number | undefined {
  if (typeof limit === 'number') return (value) => (typeof value === 'number' ? value - limit : undefined)
  const key = Object.keys(element).find((name) => name.startsWith(prefix)) ?? ''
  const type = key.slice(prefix.length)
  if (type === 'Quantity') {
    const { value: amount, code } = limit as { value: number; code?: string }
    return (value) => {
      const held = value as { value?: unknown; code?: unknown } | null
      return typeof held?.value === 'number' && held.code === code ? held.value - amount : undefined
    }
  }
  if (typeof limit === 'string' && /^\d/.test(limit)) {
    const temporal = kindOf({ value: limit, type: type.charAt(0).toLowerCase() + type.slice(1) })
    if (temporal === 'temporal' || temporal === 'time')
      return (value) => (typeof value === 'string' ? compareTemporal(value, limit) : undefined)
  }
  throw new ProfileRefused(`${who} ${element.id}`, `${key} is not known here`)
}

/**
 * A value that nothing of the element's type could hold would refuse every record: a text of what is an object, a Coding of a
 * CodeableConcept. Texts of one kind for another (a code for a uri) are let be, as published profiles have them.
 */
function refuseOtherKinds(element: SlimElement, who: string): void {
  const types = (element.type ?? []).map(({ code }) => code)
  if (types.length === 0) return
  for (const key in element) {
    const stated = /^(?:fixed|pattern)([A-Z]\w*)$/.exec(key)?.[1]
    if (stated === undefined || types.some((type) => isOfKind(element[key], stated, type))) continue
    throw new ProfileRefused(`${who} ${element.id}`, `states ${key}, and is of type ${types.join(', ')}`)
  }
}

const numbers = /^(?:decimal|integer|positiveInt|unsignedInt)$/
const quantities = /^(?:Quantity|SimpleQuantity|MoneyQuantity|Age|Count|Distance|Duration)$/

function isOfKind(value: unknown, stated: string, type: string): boolean {
  if (/^[A-Z]/.test(type)) return stated === type || (quantities.test(stated) && quantities.test(type))
  if (numbers.test(type)) return typeof value === 'number'
  if (type === 'boolean') return typeof value === 'boolean'
  return typeof value === 'string'
}

/** A value out of a profile, never out of a record. */
function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length <= 300 ? text : `${text.slice(0, 300)}…`
}

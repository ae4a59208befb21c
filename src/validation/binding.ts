import type { Check } from './base.ts'
import { isObject } from './base.ts'
import type { Finding } from './judging.ts'
import type { Source } from './reference.ts'
import type { Terminology } from './terminology/terminology.ts'
import type { ValueSet } from './terminology/value-set.ts'

/** Turns the bindings of elements into checks. */
export interface Bindings {
  /** `undefined` when nothing is to be checked: bindings that only suggest. */
  compile(binding: Binding, type: string, source: Source): Check | undefined
  /** Is a coded value in the value set? `undefined`: cannot be told here. */
  memberOf(value: unknown, type: string, canonical: string): boolean | undefined
}

export interface Binding {
  strength: string
  valueSet?: string
  maxValueSet?: string
}

interface Code {
  system?: string
  code?: string
}

/** How many codes a message lists; more do not help anybody. */
const listed = 20

const looksLikeCode = /^[\w.:/+-]{1,64}$/

/** How many codes that are not in a value set are remembered. */
const faultsAtMost = 50

const coded = new Set([
  'code',
  'Coding',
  'CodeableConcept',
  'Quantity',
  'Age',
  'Duration',
  'Count',
  'Distance',
  'string',
  'uri',
  'url',
  'canonical',
  'id',
])

/** Spec: http://hl7.org/fhir/R4/terminologies.html#strength */
export function createBindings(terminology: Terminology): Bindings {
  return {
    memberOf(value, type, canonical) {
      const codes = codesOf(value, type)
      const valueSet = terminology.valueSet(canonical)
      return codes && valueSet ? judge(codes, valueSet) : undefined
    },
    compile({ strength, valueSet, maxValueSet }, type, source) {
      if (!coded.has(type)) return undefined
      const required = strength === 'required' ? valueSet : maxValueSet
      const checks = [
        required ? check(required, type, source, true) : undefined,
        strength === 'extensible' && valueSet && valueSet !== required ? check(valueSet, type, source, false) : undefined,
      ].filter((one) => one !== undefined)
      if (checks.length < 2) return checks[0]
      return (value, judging) => {
        for (const one of checks) one(value, judging)
      }
    },
  }

  function check(canonical: string, type: string, { against, who, cites }: Source, required: boolean): Check {
    let valueSet: ValueSet | undefined
    let generation = -1
    let choice: string | undefined
    /** What was said of a code that is not in it: other records have the same one. */
    const faults = new Map<string, Finding>()
    const list = against === 'base' || required ? against : 'warnings'
    const untold = `Codes were not checked against ${canonical}: it cannot be expanded here.`
    const strength = required ? 'required' : 'extensible'
    return (value, judging) => {
      if (generation !== terminology.generation) {
        generation = terminology.generation
        valueSet = terminology.valueSet(canonical)
        choice = undefined
        faults.clear()
      }
      if (valueSet !== undefined && isMember(value, type, valueSet)) return
      const codes = codesOf(value, type)
      if (codes === undefined) return
      const answer = valueSet ? judge(codes, valueSet) : undefined
      if (answer === true) return
      if (answer === undefined && codes.some(({ code }) => code !== undefined)) {
        judging.bindingNotChecked(untold, canonical, codes, () => fault(codes))
        return
      }
      if (!required && codes.every(({ code }) => code === undefined)) return
      judging.report(fault(codes))
    }

    function fault(codes: readonly Code[]): Finding {
      const { system = '', code = '' } = codes.length === 1 ? codes[0]! : {}
      // What may be anything is not kept.
      if (!looksLikeCode.test(code) || system.length > 100) return spell(codes)
      const key = `${code} ${system}`
      const known = faults.get(key)
      if (known) return known
      const made = spell(codes)
      if (faults.size < faultsAtMost) faults.set(key, made)
      return made
    }

    function spell(codes: readonly Code[]): Finding {
      choice ??= allowed(valueSet)
      return {
        cites,
        against: required ? list : 'warnings',
        code: 'code-invalid',
        details: 'binding',
        about: canonical,
        says: `${found(codes)} must be ${choice} (${canonical}, ${strength} by ${who})`,
      }
    }
  }
}

/** The usual case, without making a list of the codes first: one of them is in the value set. */
function isMember(value: unknown, type: string, valueSet: ValueSet): boolean {
  if (typeof value === 'string') return valueSet.has(undefined, value) === true
  if (!isObject(value)) return false
  if (type !== 'CodeableConcept') return isOneOf(value, valueSet)
  const { coding } = value
  if (!Array.isArray(coding)) return false
  for (let at = 0; at < coding.length; at++) if (isObject(coding[at]) && isOneOf(coding[at], valueSet)) return true
  return false
}

function isOneOf({ system, code }: Record<string, unknown>, valueSet: ValueSet): boolean {
  return typeof code === 'string' && valueSet.has(typeof system === 'string' ? system : '', code) === true
}

/** The codes of a coded value; `undefined` when it has none to judge, as an absent value with a reason has. */
function codesOf(value: unknown, type: string): Code[] | undefined {
  if (typeof value === 'string') return [{ code: value }]
  if (!isObject(value)) return undefined
  if (type === 'CodeableConcept') {
    const { coding } = value
    return Array.isArray(coding) ? coding.filter(isObject).map(plain) : [{}]
  }
  // A quantity without a unit says nothing that a value set of units could deny.
  return type === 'Coding' || value.code !== undefined ? [plain(value)] : undefined
}

function plain({ system, code }: Record<string, unknown>): Code {
  const named = typeof system === 'string' ? system : ''
  return typeof code === 'string' ? { system: named, code } : { system: named }
}

/** One coding in the value set is enough. */
function judge(codes: readonly Code[], valueSet: ValueSet): boolean | undefined {
  let answer: boolean | undefined = false
  for (const { system, code } of codes) {
    if (code === undefined) continue
    const one = valueSet.has(system, code)
    if (one === true) return true
    if (one === undefined) answer = undefined
  }
  return answer
}

/** A code that was found is said: it is no free text. What does not look like a code is not repeated. */
function found(codes: readonly Code[]): string {
  const said = codes.flatMap(({ system, code }) =>
    code !== undefined && looksLikeCode.test(code) ? [system ? `${system}|${code}` : code] : [],
  )
  return said.length > 0 ? `is ${said.join(', ')}; it` : 'has no such code; it'
}

function allowed(valueSet: ValueSet | undefined): string {
  const codes = valueSet?.codes ? [...new Set([...valueSet.codes.values()].flatMap((one) => [...one]))] : []
  return codes.length > 0 && codes.length <= listed ? codes.join(' | ') : 'a code of the value set'
}

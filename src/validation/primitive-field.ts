import { type Check, isObject, type PropertyCheck } from './base.ts'
import { emptyArray, fault } from './form-fault.ts'
import type { Judging } from './judging.ts'
import { primitives } from './primitive.ts'
import type { Field } from './shape.ts'

/** The two JSON properties of one primitive element. Each is judged where it stands, so that neither is looked for in vain. */
export interface PrimitiveChecks {
  /** Its value, or its values. */
  value: PropertyCheck
  /** The companion ("_"): id and extensions, beside the value or in its place. */
  beside: PropertyCheck
}

/**
 * The checks of a primitive element: its value, and the object with id and extensions that may stand beside it ("_").
 * Spec: http://hl7.org/fhir/R4/json.html#primitive
 * @param more what else is asked of a value that is well-formed
 * @param elementCheck makes the check of what stands beside it, when the first is met
 */
export function primitiveField(field: Field, more: readonly Check[], elementCheck: () => Check): PrimitiveChecks {
  let element: Check | undefined
  const { key: name, stem, list, type } = field
  const besideName = `_${name}`
  const test = primitives[type]
  if (!test) throw new Error(`R4 has no primitive type ${type}`)

  const judgeValue = (value: unknown, index: number, judging: Judging) => {
    const wrong = test(value)
    if (wrong) {
      judging.report(fault(wrong.details === 'type' ? 'structure' : 'value', wrong.details, wrong.says), stem, index)
    } else if (more.length > 0 && judging.enter(stem, index)) {
      for (let at = 0; at < more.length; at++) more[at]!(value, judging)
      judging.leave()
    }
  }
  const judgeCompanion = (companion: unknown, besideValue: boolean, index: number, judging: Judging) => {
    if (!hasValue(companion) || (besideValue && isOnlyId(companion)) || !judging.enter(stem, index)) return
    element ??= elementCheck()
    element(companion, judging)
    judging.leave()
  }
  if (!list) {
    return {
      value(value, parent, judging) {
        if (Array.isArray(value)) judging.report(notRepeating, stem)
        else if (hasValue(value)) judgeValue(value, -1, judging)
        else if (value === null && !hasValue(parent[besideName])) judging.report(nothingThere, stem)
      },
      beside(companion, parent, judging) {
        const value = parent[name]
        if (Array.isArray(value)) return
        if (companion === null) judging.report(nullCompanion, stem)
        judgeCompanion(companion, hasValue(value), -1, judging)
      },
    }
  }
  return {
    value(held, parent, judging) {
      const values = held ?? nothing
      if (!Array.isArray(values)) {
        judging.report(notArray, stem)
        return
      }
      if (values.length === 0 && lengthOf(parent[besideName]) === 0) judging.report(emptyArray, stem)
      for (let index = 0; index < values.length; index++) {
        const value = values[index]
        if (hasValue(value)) judgeValue(value, index, judging)
        else if (!hasValue(itemOf(parent[besideName], index))) judging.report(nothingThere, stem, index)
      }
    },
    beside(held, parent, judging) {
      const companions = held ?? nothing
      const values = parent[name] ?? nothing
      if (!Array.isArray(companions) || !Array.isArray(values)) {
        judging.report(notArray, stem)
        return
      }
      if (companions.length === 0 && values.length === 0) judging.report(emptyArray, stem)
      for (let index = 0; index < companions.length; index++) {
        const besideValue = hasValue(values[index])
        if (index >= values.length && !hasValue(companions[index])) judging.report(nothingThere, stem, index)
        judgeCompanion(companions[index], besideValue, index, judging)
      }
    },
  }
}

const notRepeating = fault('structure', 'type', 'must not be a JSON array: it does not repeat')
const notArray = fault('structure', 'type', 'must be a JSON array: it may repeat')
const nullCompanion = fault('structure', 'empty', 'has a companion (with "_") that is null')
const nothingThere = fault('structure', 'empty', 'must not be null; leave the element out, or say why it is absent in an extension')

const hasValue = (value: unknown): boolean => value !== undefined && value !== null
const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0)
const itemOf = (list: unknown, index: number): unknown => (Array.isArray(list) ? list[index] : undefined)

/** Beside a value an id alone is enough; without one it would stand for nothing. */
function isOnlyId(companion: unknown): boolean {
  return isObject(companion) && typeof companion.id === 'string' && companion.id !== '' && Object.keys(companion).length === 1
}

const nothing: readonly unknown[] = []

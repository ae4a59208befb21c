import { type Check, isObject, type PropertyCheck } from './base.ts'
import { emptyArray, fault } from './form-fault.ts'
import type { Judging } from './judging.ts'
import { primitives } from './primitive.ts'
import type { Field } from './shape.ts'

/**
 * The check of a primitive element: its value, and the object with id and extensions that may stand beside it ("_").
 * Spec: http://hl7.org/fhir/R4/json.html#primitive
 * @param more what else is asked of a value that is well-formed
 * @param elementCheck makes the check of what stands beside it, when the first is met
 */
export function primitiveField(field: Field, more: readonly Check[], elementCheck: () => Check): PropertyCheck {
  let element: Check | undefined
  const { key: name, stem, list, type } = field
  const besideName = `_${name}`
  const test = primitives[type]
  if (!test) throw new Error(`R4 has no primitive type ${type}`)
  const item = (value: unknown, companion: unknown, index: number, judging: Judging) => {
    if (hasValue(value)) {
      const wrong = test(value)
      if (wrong) {
        judging.report(fault(wrong.details === 'type' ? 'structure' : 'value', wrong.details, wrong.says), stem, index)
      } else if (more.length > 0 && judging.enter(stem, index)) {
        for (let at = 0; at < more.length; at++) more[at]!(value, judging)
        judging.leave()
      }
    } else if (value === null && (companion === undefined || companion === null)) {
      judging.report(
        fault('structure', 'empty', 'must not be null; leave the element out, or say why it is absent in an extension'),
        stem,
        index,
      )
    }
    if (companion !== undefined && companion !== null && !(hasValue(value) && isOnlyId(companion)) && judging.enter(stem, index)) {
      element ??= elementCheck()
      element(companion, judging)
      judging.leave()
    }
  }
  if (!list) {
    return (value, parent, judging, companions) => {
      if (Array.isArray(value)) {
        judging.report(fault('structure', 'type', 'must not be a JSON array: it does not repeat'), stem)
        return
      }
      const companion = companions ? parent[besideName] : undefined
      if (companion === null) judging.report(fault('structure', 'empty', 'has a companion (with "_") that is null'), stem)
      item(value, companion, -1, judging)
    }
  }
  return (held, parent, judging, companions) => {
    const values = held ?? []
    const beside = companions ? (parent[besideName] ?? []) : nothing
    if (!Array.isArray(values) || !Array.isArray(beside)) {
      judging.report(fault('structure', 'type', 'must be a JSON array: it may repeat'), stem)
      return
    }
    const length = Math.max(values.length, beside.length)
    if (length === 0) judging.report(emptyArray, stem)
    for (let index = 0; index < length; index++) item(values[index] ?? null, beside[index], index, judging)
  }
}

/** A companion is judged with its value; alone, it stands for an absent one. */
export function companionOf(key: string, check: PropertyCheck): PropertyCheck {
  return (_, parent, judging, companions) => {
    if (parent[key] === undefined) check(undefined, parent, judging, companions)
  }
}

const hasValue = (value: unknown): boolean => value !== undefined && value !== null

/** Beside a value an id alone is enough; without one it would stand for nothing. */
function isOnlyId(companion: unknown): boolean {
  return isObject(companion) && typeof companion.id === 'string' && companion.id !== '' && Object.keys(companion).length === 1
}

const nothing: readonly unknown[] = []

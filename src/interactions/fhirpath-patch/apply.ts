// http://hl7.org/fhir/R4/fhirpatch.html
import { FhirError, malformed } from '#fhir/error.ts'
import { ExpressionRefused } from '#validation/fhirpath/lexer.ts'
import { locate } from '#validation/fhirpath/locate.ts'
import { asTooCostly, Meter, type TooCostly } from '#validation/fhirpath/meter.ts'
import type { Node, Standing } from '#validation/fhirpath/node.ts'
import type { Shapes } from '#validation/shape.ts'
import { type Operation, type Part, readOperations } from './operations.ts'
import { append, insertAt, lengthOf, readValue, removeAt } from './value.ts'

/**
 * Carries out a FHIRPath Patch on a resource that is the caller's own, in place, step by step: each path looks at what the
 * steps before it left.
 * @throws FhirError `malformed` when this is no FHIRPath Patch, `rule` when a step does not fit the resource
 */
export function applyFhirpathPatch(resource: object, patch: { parameter?: Part[] }, shapes: Shapes): object {
  // One for all steps of the patch, as there may be thousands.
  const meter = new Meter()
  readOperations(patch).forEach((operation, index) => {
    const found = find(operation.path, resource, shapes, index, meter)
    if (!steps[operation.type](found, operation)) throw unfit(operation, index)
  })
  return resource
}

function find(path: string, resource: object, shapes: Shapes, index: number, meter: Meter): readonly Node[] {
  try {
    return locate(path, resource, shapes, meter)
  } catch (error) {
    const costly = asTooCostly(error)
    if (costly) throw tooCostly(costly, index)
    if (!(error instanceof ExpressionRefused)) throw error
    throw malformed(
      'structure',
      'The path is no FHIRPath, or one with functions that are not taken here: paths, indexes, where, first, last, extension, ofType and comparisons are.',
      [`Parameters.parameter[${index}]`],
    )
  }
}

function tooCostly({ message }: TooCostly, index: number): FhirError {
  return new FhirError('malformed', [
    {
      severity: 'error',
      code: 'too-costly',
      details: 'expression-too-costly',
      diagnostics: `The path cannot be followed: ${message}. Name what is to be changed more closely, or send fewer steps at once.`,
      expression: [`Parameters.parameter[${index}]`],
    },
  ])
}

type Step = (found: readonly Node[], operation: Operation) => boolean

/** Each says whether it fits. */
const steps: Readonly<Record<Operation['type'], Step>> = {
  add: (found, { name = '', value }) => {
    const [target, ...more] = found
    const fields = target?.shape?.stems.get(name)
    if (target === undefined || more.length > 0 || fields === undefined || !isObject(target.value)) return false
    const valued = readValue(value!, fields)
    return valued !== undefined && append(target.value, valued, fields)
  },
  insert: (found, { index = 0, value }) => {
    const list = listOf(found)
    if (list === undefined || index > lengthIn(list)) return false
    const valued = readValue(value!, list.fields)
    if (valued === undefined) return false
    insertAt(list.holder, list.key, index, valued.value, valued.companion)
    return true
  },
  delete: (found) => {
    const [target, ...more] = found
    // What is not there need not be deleted.
    if (target === undefined) return true
    if (more.length > 0 || !stands(target)) return false
    remove(target.at)
    return true
  },
  replace: (found, { value }) => {
    const [target, ...more] = found
    if (target === undefined || more.length > 0 || !stands(target)) return false
    const { holder, key, index, fields } = target.at
    const valued = readValue(value!, fields)
    if (valued === undefined) return false
    remove(target.at)
    if (index !== undefined) insertAt(holder, key, index, valued.value, valued.companion)
    else append(holder, valued, fields)
    return true
  },
  move: (found, { source = 0, destination = 0 }) => {
    const list = listOf(found)
    if (list === undefined || source >= lengthIn(list) || destination >= lengthIn(list)) return false
    const { value, companion } = removeAt(list.holder, list.key, source)
    insertAt(list.holder, list.key, destination, value, companion)
    return true
  },
}

/** Is it a part of the resource: not the whole of it, and not something that the expression made? */
function stands(node: Node): node is Node & { at: Standing } {
  return node.at !== undefined && node.at.fields.length > 0
}

function remove({ holder, key, index }: Standing): void {
  if (index !== undefined) {
    removeAt(holder, key, index)
    return
  }
  delete holder[key]
  delete holder[`_${key}`]
}

/** The one list that all found items are in. */
function listOf(found: readonly Node[]): Standing | undefined {
  const [first, ...others] = found
  if (first?.at?.index === undefined) return undefined
  const { holder, key, fields } = first.at
  return others.every(({ at }) => at?.holder === holder && at.key === key && at.index !== undefined) ? { holder, key, fields } : undefined
}

function lengthIn({ holder, key }: Standing): number {
  return Math.max(lengthOf(holder[key]), lengthOf(holder[`_${key}`]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Says what the step wants; of what the resource holds nothing. */
function unfit({ type }: Operation, index: number): FhirError {
  return new FhirError('rule', [
    {
      severity: 'error',
      code: 'processing',
      details: 'value',
      diagnostics: `Step ${index} of the patch does not fit the resource as it is: ${fitting[type]}`,
      expression: [`Parameters.parameter[${index}]`],
    },
  ])
}

const fitting: Readonly<Record<Operation['type'], string>> = {
  add: 'its path finds one item that has an element of this name and type, which is a list or not there yet.',
  insert: 'its path finds the items of one list, and its index is at most their number.',
  delete: 'its path finds one item at most, and not the whole resource.',
  replace: 'its path finds one item, not the whole resource, and the value is of a type that it may have.',
  move: 'its path finds the items of one list, and source and destination are places of it.',
}

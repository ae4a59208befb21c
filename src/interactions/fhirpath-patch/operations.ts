// http://hl7.org/fhir/R4/fhirpatch.html
import { malformed } from '#fhir/error.ts'

/** A `part` of Parameters. */
export interface Part {
  name: string
  part?: Part[]
  resource?: unknown
  [value: string]: unknown
}

/** One step of a FHIRPath Patch. */
export interface Operation {
  type: 'add' | 'insert' | 'delete' | 'replace' | 'move'
  path: string
  /** Of `add`: the element that is added to what the path finds. */
  name?: string
  value?: Part
  index?: number
  source?: number
  destination?: number
}

const wants: Readonly<Record<Operation['type'], readonly string[]>> = {
  add: ['path', 'name', 'value'],
  insert: ['path', 'value', 'index'],
  delete: ['path'],
  replace: ['path', 'value'],
  move: ['path', 'source', 'destination'],
}

/**
 * The steps in a Parameters resource that is sound FHIR.
 * @throws FhirError `malformed` with what is wrong with the first step that is none
 */
export function readOperations({ parameter = [] }: { parameter?: Part[] }): Operation[] {
  if (parameter.length === 0) throw malformed('required', 'A FHIRPath Patch has at least one parameter named "operation".', ['Parameters'])
  return parameter.map((one, index) => readOperation(one, `Parameters.parameter[${index}]`))
}

function readOperation({ name, part = [] }: Part, at: string): Operation {
  if (name !== 'operation') throw malformed('structure', 'Each parameter of a FHIRPath Patch is named "operation".', [at])
  const parts = new Map(part.map((one) => [one.name, one]))
  const type = parts.get('type')?.valueCode ?? parts.get('type')?.valueString
  if (typeof type !== 'string' || !Object.hasOwn(wants, type))
    throw malformed('structure', 'The type of an operation is add, insert, delete, replace or move.', [at])
  const wanted = wants[type as Operation['type']]
  const others = part.filter((one) => one.name !== 'type').map((one) => one.name)
  if (wanted.some((one) => !parts.has(one)) || others.some((one) => !wanted.includes(one)) || parts.size < part.length) {
    throw malformed('structure', `Beside its type, ${type} has these parts, each once: ${wanted.join(', ')}.`, [at])
  }
  return {
    type: type as Operation['type'],
    path: text(parts.get('path'), at) ?? '',
    name: text(parts.get('name'), at),
    value: parts.get('value'),
    index: place(parts.get('index'), at),
    source: place(parts.get('source'), at),
    destination: place(parts.get('destination'), at),
  }
}

function text(part: Part | undefined, at: string): string | undefined {
  if (part === undefined) return undefined
  if (typeof part.valueString !== 'string') throw malformed('structure', `The part "${part.name}" has a valueString.`, [at])
  return part.valueString
}

function place(part: Part | undefined, at: string): number | undefined {
  if (part === undefined) return undefined
  const { valueInteger } = part
  if (!Number.isInteger(valueInteger) || (valueInteger as number) < 0)
    throw malformed('structure', `The part "${part.name}" has a valueInteger, 0 or more.`, [at])
  return valueInteger as number
}

import type { Field, Shape } from '#validation/shape.ts'
import type { Part } from './operations.ts'

/** A value as it goes into the JSON: under which property, and with what stands beside a primitive. */
export interface Valued {
  field: Field
  value: unknown
  companion?: unknown
}

/**
 * A part's value as one of the properties that an element may be; undefined when it cannot be any. A choice takes the
 * property of the value's own type; an element without a type of its own is made of further parts.
 */
export function readValue(part: Part, fields: readonly Field[]): Valued | undefined {
  const { resource, part: parts } = part
  if (resource !== undefined) return only(fields, (field) => ({ field, value: resource }))
  const key = Object.keys(part).find((name) => /^_?value[A-Z]/.test(name))
  if (key === undefined) {
    return only(fields, (field) => {
      const value = parts && objectOf(parts, field.shape)
      return value && { field, value }
    })
  }
  const type = key.slice(key.indexOf('value') + 'value'.length)
  const field = fields.length === 1 ? fields[0] : fields.find(({ type: own }) => own.charAt(0).toUpperCase() + own.slice(1) === type)
  return field && { field, value: part[`value${type}`], companion: part[`_value${type}`] }
}

function only(fields: readonly Field[], make: (field: Field) => Valued | undefined): Valued | undefined {
  return fields.length === 1 ? make(fields[0]!) : undefined
}

function objectOf(parts: readonly Part[], shape: Shape): Record<string, unknown> | undefined {
  const made: Record<string, unknown> = {}
  for (const part of parts) {
    const fields = shape.stems.get(part.name)
    const valued = fields && readValue(part, fields)
    if (fields === undefined || valued === undefined || !append(made, valued, fields)) return undefined
  }
  return made
}

/** Adds a value to an object: at the end of a list, or where there is none yet. Says whether it could. */
export function append(
  holder: Record<string, unknown>,
  { field: { key, list }, value, companion }: Valued,
  fields: readonly Field[],
): boolean {
  if (!list) {
    if (fields.some((one) => holder[one.key] !== undefined || holder[`_${one.key}`] !== undefined)) return false
    if (value !== undefined) holder[key] = value
    if (companion !== undefined) holder[`_${key}`] = companion
    return true
  }
  const length = Math.max(lengthOf(holder[key]), lengthOf(holder[`_${key}`]))
  insertAt(holder, key, length, value, companion)
  return true
}

/** Puts a value into a list; the list beside it, of ids and extensions, moves along. */
export function insertAt(holder: Record<string, unknown>, key: string, index: number, value: unknown, companion: unknown): void {
  const values = listOf(holder[key])
  const beside = listOf(holder[`_${key}`])
  const length = Math.max(values.length, beside.length)
  pad(values, length)
  values.splice(index, 0, value ?? null)
  if (beside.length > 0 || companion !== undefined) {
    pad(beside, length)
    beside.splice(index, 0, companion ?? null)
  }
  settle(holder, key, values)
  settle(holder, `_${key}`, beside)
}

/** Takes a value out of a list and gives back what it was. */
export function removeAt(holder: Record<string, unknown>, key: string, index: number): { value: unknown; companion: unknown } {
  const values = listOf(holder[key])
  const beside = listOf(holder[`_${key}`])
  const [value] = values.splice(index, 1)
  const [companion] = beside.splice(index, 1)
  settle(holder, key, values)
  settle(holder, `_${key}`, beside)
  return { value: value ?? undefined, companion: companion ?? undefined }
}

/** How many values a list has, those that are only extensions included. */
export function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0
}

function listOf(list: unknown): unknown[] {
  return Array.isArray(list) ? list : []
}

function pad(list: unknown[], length: number): void {
  while (list.length < length) list.push(null)
}

/** FHIR's JSON has no empty lists, and none of nothing but nulls. */
function settle(holder: Record<string, unknown>, key: string, list: unknown[]): void {
  if (list.some((one) => one !== null && one !== undefined)) holder[key] = list
  else delete holder[key]
}

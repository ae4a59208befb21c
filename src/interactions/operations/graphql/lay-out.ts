// http://hl7.org/fhir/R4/graphql.html#flattening
import { malformed } from '#fhir/error.ts'
import { isAsWritten } from '#fhir/exact-json.ts'
import type { Layout } from './directives.ts'

/** What was found for an object of the answer, field by field, before it is laid out. */
export interface Made {
  pieces: Piece[]
}

/** What was found for one field. */
export interface Piece {
  /** Its name in the answer. */
  name: string
  list: boolean
  layout: Layout
  /** Absent: there is no such value. */
  items?: Item[]
}

export interface Item {
  value: unknown
  /** What @slice adds to names, dot included. */
  suffix: string
}

/** An object that was found, told from values of the JSON. */
export class MadeObject implements Made {
  readonly pieces: Piece[] = []
}

type Json = Record<string, unknown>

/**
 * Lays out what was found: fields under their names, and what is in flattened ones in their places. The children of a
 * flattened list become lists, unless they are said to be single.
 * @throws FhirError `rule` where a single value is wanted and there are several, or values of two kinds meet under one name
 */
export function layOut(made: Made): Json {
  const answer: Json = Object.create(null)
  put(made, { into: answer, suffix: '', gathered: false, flattened: false })
  return answer
}

interface Place {
  into: Json
  suffix: string
  /** Below a flattened list: values of several items meet here. */
  gathered: boolean
  flattened: boolean
}

function put({ pieces }: Made, place: Place): void {
  for (const { name, list, layout, items } of pieces) {
    if (layout.flatten) {
      const inner = { ...place, flattened: true, gathered: place.gathered || list }
      for (const { value, suffix } of items ?? []) if (value instanceof MadeObject) put(value, { ...inner, suffix: place.suffix + suffix })
      continue
    }
    if (items === undefined) {
      // Of an item that was flattened what it does not have is left out, as the items beside it may.
      if (!place.flattened) place.into[name + place.suffix] = null
      continue
    }
    const asList = (list || place.gathered) && !layout.singleton
    if (asList && items.length === 0 && !place.flattened) place.into[name + place.suffix] = []
    for (const { value, suffix } of items) {
      const laid = value instanceof MadeObject ? layOut(value) : value
      if (asList) append(place.into, name + place.suffix + suffix, laid)
      else set(place.into, name + place.suffix + suffix, laid)
    }
  }
}

function append(into: Json, name: string, value: unknown): void {
  const list = into[name]
  if (list === undefined) into[name] = [value]
  else if (Array.isArray(list) && alike(list[0], value)) list.push(value)
  else throw clash(name)
}

function set(into: Json, name: string, value: unknown): void {
  if (into[name] !== undefined) throw clash(name)
  into[name] = value
}

/** An item that is nothing but extensions stands as null among the others. */
function alike(one: unknown, other: unknown): boolean {
  return one === null || other === null || kindOf(one) === kindOf(other)
}

/** A number may be there as a number or as it was written. */
function kindOf(value: unknown): string {
  if (typeof value !== 'object') return typeof value
  return isAsWritten(value) ? 'number' : 'object'
}

function clash(name: string) {
  const shown = /^[\w.]{1,60}$/.test(name) ? `"${name}"` : 'one name'
  return malformed(
    'graphql-layout',
    `After flattening several values meet under ${shown} that are of two kinds or wanted single; give one of the fields an alias, or leave @singleton out.`,
  )
}

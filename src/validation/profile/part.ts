import type { Check } from '../base.ts'
import type { Judging } from '../judging.ts'
import type { Field, Shapes } from '../shape.ts'
import { asFound, type Found } from './path.ts'

/** Is an item of a type that the profile leaves? */
export type Types = (item: unknown, field: Field, judging: Judging, stem: string, index: number) => void

/** One JSON property of an element and what is asked of its items. */
export interface Part {
  key: string
  besideKey: string | undefined
  stem: string
  field: Field
  check: Check | undefined
  beside: Check | undefined
  types: Types | undefined
}

/** Parts by their properties, for an element that may be of many types. */
export function partsByKey(parts: readonly Part[]): Map<string, Part> {
  const byKey = new Map<string, Part>()
  for (const part of parts) {
    byKey.set(part.key, part)
    if (part.besideKey) byKey.set(part.besideKey, part)
  }
  return byKey
}

/** Judges the items of one property and says how many there are. */
export function runPart(
  part: Part,
  held: unknown,
  parent: Record<string, unknown>,
  judging: Judging,
  items: Found[] | undefined,
  shapes: Shapes,
): number {
  // A companion matters when it stands alone, in a list, or when the profile asks something of it.
  const matters = part.besideKey !== undefined && (held === undefined || part.beside !== undefined || Array.isArray(held))
  const beside = matters ? parent[part.besideKey!] : undefined
  if (held === undefined && beside === undefined) return 0
  if (!Array.isArray(held) && !Array.isArray(beside)) {
    one(part, held, beside, -1, judging)
    items?.push(asFound(held, part.field, shapes))
    return 1
  }
  const length = Math.max(lengthOf(held), lengthOf(beside))
  for (let index = 0; index < length; index++) {
    const item = Array.isArray(held) ? (held[index] ?? undefined) : undefined
    one(part, item, Array.isArray(beside) ? beside[index] : undefined, index, judging)
    items?.push(asFound(item, part.field, shapes))
  }
  return length
}

function one({ check, beside, types, field, stem }: Part, item: unknown, companion: unknown, index: number, judging: Judging): void {
  types?.(item, field, judging, stem, index)
  if ((check || beside) && judging.enter(stem, index)) {
    check?.(item, judging)
    beside?.(companion ?? {}, judging)
    judging.leave()
  }
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0)

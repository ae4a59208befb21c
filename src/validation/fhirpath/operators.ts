import type { Meter } from './meter.ts'
import { boolean, kindOf, type Node, number, string } from './node.ts'
import { compareTemporal } from './temporal.ts'

/** Are two items the same? `undefined`: cannot be told (dates of different precision). */
function same(left: Node, right: Node, meter: Meter): boolean | undefined {
  meter.spend(1)
  const kind = kindOf(left)
  const other = kindOf(right)
  if (kind === 'temporal' || kind === 'time' || other === 'temporal' || other === 'time') {
    if (typeof left.value !== 'string' || typeof right.value !== 'string') return false
    if (left.value === right.value) return true
    const order = compareTemporal(left.value, right.value)
    return order === undefined ? undefined : order === 0
  }
  if (kind === 'quantity' && other === 'quantity') return sameQuantity(left, right)
  if (typeof left.value === 'string') meter.spend(left.value.length >> 8)
  return sameJson(left.value, right.value, meter)
}

interface Quantity {
  value?: number
  code?: string
  unit?: string
  system?: string
}

const unitOf = ({ code, unit }: Quantity): string => code ?? unit ?? '1'

function sameQuantity(left: Node, right: Node): boolean | undefined {
  const a = left.value as Quantity
  const b = right.value as Quantity
  return unitOf(a) === unitOf(b) ? a.value === b.value : undefined
}

/** Deep equality of JSON; order of properties does not matter. */
export function sameJson(left: unknown, right: unknown, meter?: Meter): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const keys = Object.keys(left)
  meter?.spend(keys.length)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every(
    (key) => Object.hasOwn(right, key) && sameJson((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key], meter),
  )
}

export function contains(items: readonly Node[], wanted: Node, meter: Meter): boolean {
  for (const item of items) if (same(item, wanted, meter) === true) return true
  return false
}

export function distinct(items: readonly Node[], meter: Meter): Node[] {
  const kept: Node[] = []
  for (const item of items) if (!contains(kept, item, meter)) kept.push(item)
  return kept
}

/** `|`, `union`: what is in either, once. */
export function union(left: readonly Node[], right: readonly Node[], meter: Meter): Node[] {
  return distinct(both(left, right, meter), meter)
}

/** `combine`: what is in the one, and what is in the other. */
export function both(left: readonly Node[], right: readonly Node[], meter: Meter): Node[] {
  meter.items(left.length + right.length)
  return [...left, ...right]
}

/** `=`: empty when either side is. */
export function equal(left: readonly Node[], right: readonly Node[], meter: Meter): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined
  if (left.length !== right.length) return false
  let unknown = false
  for (let index = 0; index < left.length; index++) {
    const one = same(left[index]!, right[index]!, meter)
    if (one === false) return false
    if (one === undefined) unknown = true
  }
  return unknown ? undefined : true
}

/** `~`: order does not matter, strings are compared without case, and any white space is as good as another. */
export function equivalent(left: readonly Node[], right: readonly Node[], meter: Meter): boolean {
  if (left.length !== right.length) return false
  return left.every((item) => right.some((other) => alike(item, other, meter)))
}

function alike(left: Node, right: Node, meter: Meter): boolean {
  if (typeof left.value === 'string' && typeof right.value === 'string' && kindOf(left) === 'string') {
    meter.read(left.value.length + right.value.length)
    return plain(left.value) === plain(right.value)
  }
  return same(left, right, meter) === true
}

const plain = (text: string): string => text.toLowerCase().replace(/\s/g, ' ')

/** The one value on this side, when there is exactly one. */
function single(items: readonly Node[]): Node | undefined {
  return items.length === 1 ? items[0] : undefined
}

/** `<`, `<=`, `>`, `>=` */
export function compared(operator: string, left: readonly Node[], right: readonly Node[]): Node[] {
  const a = single(left)
  const b = single(right)
  if (!a || !b) return []
  const order = orderOf(a, b)
  if (order === undefined) return []
  if (operator === '<') return boolean(order < 0)
  if (operator === '<=') return boolean(order <= 0)
  return operator === '>' ? boolean(order > 0) : boolean(order >= 0)
}

/** Which comes first; `undefined` when it can't be told. */
export function orderOf(a: Node, b: Node): number | undefined {
  const kind = kindOf(a)
  if (kind === 'quantity' || kindOf(b) === 'quantity') {
    const left = a.value as Quantity
    const right = b.value as Quantity
    if (typeof left?.value !== 'number' || typeof right?.value !== 'number' || unitOf(left) !== unitOf(right)) return undefined
    return left.value - right.value
  }
  if (typeof a.value === 'number' && typeof b.value === 'number') return a.value - b.value
  if (typeof a.value !== 'string' || typeof b.value !== 'string') return undefined
  if (kind === 'temporal' || kind === 'time' || kindOf(b) === 'temporal') return compareTemporal(a.value, b.value)
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}

/** `+`, `-`, `*`, `/`, `div`, `mod`, `&` */
export function arithmetic(operator: string, left: readonly Node[], right: readonly Node[], meter: Meter): Node[] {
  const a = single(left)?.value
  const b = single(right)?.value
  if (operator === '&') return joined(typeof a === 'string' ? a : '', typeof b === 'string' ? b : '', meter)
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return joined(a, b, meter)
  if (typeof a !== 'number' || typeof b !== 'number') return []
  if (operator === '+') return number(a + b)
  if (operator === '-') return number(a - b)
  if (operator === '*') return number(a * b)
  if (b === 0) return []
  if (operator === '/') return number(a / b, false)
  return number(operator === 'div' ? Math.trunc(a / b) : a % b)
}

function joined(left: string, right: string, meter: Meter): Node[] {
  meter.text(left.length + right.length)
  return string(left + right)
}

/** A collection read as a condition: empty is unknown, one item that is no boolean is true. */
export function condition(items: readonly Node[]): boolean | undefined {
  const item = items[0]
  if (item === undefined) return undefined
  if (items.length === 1 && kindOf(item) === 'boolean') return item.value === undefined ? undefined : item.value === true
  return true
}

/** `and`, `or`, `xor`, `implies` over three values. */
export function logical(operator: string, left: boolean | undefined, right: () => boolean | undefined): Node[] {
  const answer = decided(operator, left) ?? logic(operator, left, right())
  return answer === undefined ? [] : boolean(answer)
}

/** What the left side settles by itself, so that the right one need not be looked at. */
export function decided(operator: string, left: boolean | undefined): boolean | undefined {
  if (operator === 'and') return left === false ? false : undefined
  if (operator === 'or') return left === true ? true : undefined
  return operator === 'implies' && left === false ? true : undefined
}

/** `and`, `or`, `xor`, `implies`, where the left side has not settled it. */
export function logic(operator: string, left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (operator === 'and') return right === false ? false : left && right
  if (operator === 'xor') return left === undefined || right === undefined ? undefined : left !== right
  if (right === true) return true
  if (left === undefined || right === undefined) return undefined
  return operator === 'or' ? left || right : false
}

import type { Check } from '../base.ts'
import { isObject } from '../base.ts'
import type { Judging } from '../judging.ts'
import { type Known, PropertyOrder } from '../property-order.ts'
import { asProperty, type Shape } from '../shape.ts'

/** The checks of one element's items, at the place of their parent. */
export interface Slot {
  /** Something is asked even when the element is absent. */
  needed: boolean
  /** JSON properties of the element. */
  keys: readonly string[]
  /** The companion's property, of an element that is one primitive. */
  beside: string | undefined
  /** `held`: the value, when the element is one property and it has been read already. */
  run: (parent: Record<string, unknown>, judging: Judging, held: unknown) => void
  /** By property: all that is asked where it holds one value, not a list, and nothing stands beside it. Else `run` is asked. */
  alone: ReadonlyMap<string, Alone>
}

interface Alone {
  stem: string
  check: Check | undefined
}

/** A property of a value, and the slot that it leads to; without one nothing is asked of it. */
interface Met extends Known<Met> {
  slot: Slot | undefined
  bit: number
  only: boolean
  alone: Alone | undefined
}

/**
 * The check of a value's children: what must be there is asked for, the rest is met when a property leads to it.
 * `undefined` when there are none.
 */
export function slotsCheck(slots: readonly Slot[], shape: Shape): Check | undefined {
  if (slots.length === 0) return undefined
  const needed = slots.filter((slot) => slot.needed)
  let made: PropertyOrder<Met> | undefined
  return (value, judging) => {
    if (!isObject(value)) return
    // Made when first needed: of many profiles no record is ever seen.
    made ??= new PropertyOrder(metOf(slots, needed, shape))
    const order = made
    let seen = 0
    let before: { next: Met | undefined } = order.start
    for (const key in value) {
      const met = order.find(key, before)
      if (met === undefined) continue
      before = met
      const { slot } = met
      if (slot === undefined) continue
      seen |= met.bit
      const { alone } = met
      const held = value[key]
      if (alone !== undefined && held !== undefined && !Array.isArray(held)) {
        if (alone.check === undefined || !judging.enter(alone.stem, -1)) continue
        alone.check(held, judging)
        judging.leave()
      } else if (met.only) slot.run(value, judging, held)
      else if (slot.beside !== key || value[slot.keys[0]!] === undefined) slot.run(value, judging, undefined)
    }
    for (let index = 0; index < needed.length; index++) {
      if (index >= 30 || (seen & (1 << index)) === 0) needed[index]!.run(value, judging, undefined)
    }
  }
}

/** All properties that the value may have, so that one of which nothing is asked is met in its turn as well. */
function metOf(slots: readonly Slot[], needed: readonly Slot[], shape: Shape): Met[] {
  const known = new Map<string, Met>()
  const add = (key: string, slot: Slot | undefined, bit: number, only: boolean) =>
    known.set(key, { key: asProperty(key), next: undefined, slot, bit, only, alone: slot?.alone.get(key) })
  for (const { key, besideKey, shape: ofField } of shape.fields.values()) {
    add(key, undefined, 0, false)
    if (ofField.primitive) add(besideKey, undefined, 0, false)
  }
  if (shape.resource) add('resourceType', undefined, 0, false)
  for (const slot of slots) {
    // Beyond thirty, an element is simply asked for each time.
    const at = needed.indexOf(slot)
    const bit = at >= 0 && at < 30 ? 1 << at : 0
    for (const key of slot.keys) add(key, slot, bit, slot.keys.length === (slot.beside ? 2 : 1) && key !== slot.beside)
  }
  return [...known.values()]
}

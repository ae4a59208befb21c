import type { AccessPlan } from '#auth/access-plan.ts'
import { Values } from '../search/values.ts'

// What is spelled for a plan is the same in each of its statements: conditions of some thousand characters and thirty values. They are spelled
// once, and kept for as long as the plan is.

/** A part of statements, spelled for a plan, and the values that it has places for: the first ones of each statement that it is in. */
export interface Kept<Part> {
  part: Part
  values: Values
}

/**
 * A part of a plan's statements, with values for the rest of the statement to add to. `$1` is the token's hash.
 *
 * @param name says which part it is, with all that it depends on besides the plan
 * @param spell spells the part, for the moment of whatever statement it will be in
 */
export function keptPart<Part>(access: AccessPlan, name: string, spell: (values: Values) => Part): Kept<Part> {
  const { sight, caller, request, behind, tokenHash } = access
  // The copies of a plan for single requests share these two.
  const plan = sight ?? caller
  let parts = byPlan.get(plan)
  if (parts === undefined || parts.tokenHash !== tokenHash) {
    parts = { tokenHash, byName: new Map() }
    byPlan.set(plan, parts)
  }
  // Whether what ties the caller is told in the trail is part of the text.
  const key = `${request === undefined || behind ? '' : 'told '}${name}`
  let kept = parts.byName.get(key) as Kept<Part> | undefined
  if (kept === undefined) {
    const common = new Values([tokenHash ?? null])
    kept = { part: spell(common), values: common }
    remember(parts, key, kept)
  }
  return { part: kept.part, values: new Values([], kept.values) }
}

interface Parts {
  tokenHash: Buffer | undefined
  byName: Map<string, Kept<unknown>>
}

let byPlan = new WeakMap<object, Parts>()
/** How many parts are kept: some two kilobytes each, as texts are kept once. */
let count = 0
const atMost = 10_000

function remember({ byName }: Parts, key: string, kept: Kept<unknown>): void {
  if (count === atMost) {
    byPlan = new WeakMap()
    count = 0
    return
  }
  count += 1
  byName.set(key, kept)
}

/** Texts that plans of a kind share, as they differ in their values alone. */
const texts = new Map<string, string>()
const mostTexts = 1_000

/** The same text as was kept before: one in memory, and quickly found by. */
export function oneText(text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  if (texts.size >= mostTexts) texts.clear()
  texts.set(text, text)
  return text
}

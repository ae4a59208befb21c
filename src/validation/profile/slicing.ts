import type { Check } from '../base.ts'
import type { Finding, Judging } from '../judging.ts'
import type { Source } from '../reference.ts'
import { ProfileRefused } from '../refused.ts'
import { compileMatch, type DiscriminatorWorld, type Matches } from './discriminator.ts'
import type { Found } from './path.ts'
import type { Branch } from './tree.ts'

/** The items of one element under one parent, at the place of the parent. */
export type SliceCheck = (items: readonly Found[], judging: Judging, stem: string, list: boolean) => void

interface Slice {
  name: string
  matches: Matches
  min: number
  max: number
  tooFew: Finding
  tooMany: Finding
  /** What is said when it can't be told whether an item belongs. */
  untold: string
  check: Check | undefined
  slices: SliceCheck | undefined
}

/**
 * Compiles the slicing of an element: which slice each item belongs to, how many a slice may have, what it asks of them.
 * Spec: http://hl7.org/fhir/R4/profiling.html#slicing
 *
 * @param compileSlice the check of one item of a slice
 */
export function compileSlicing(
  sliced: Branch,
  source: Source,
  world: DiscriminatorWorld,
  compileSlice: (slice: Branch) => Check | undefined,
): SliceCheck | undefined {
  const { slicing, id, path } = sliced.element
  if (sliced.slices.length === 0) return undefined
  const { against, who } = source
  const { cites } = sliced.element
  const choice = path.endsWith('[x]')
  const discriminators = slicing?.discriminator ?? (choice ? [{ type: 'type', path: '$this' }] : [])
  if (discriminators.length === 0) throw new ProfileRefused(`${who} ${id}`, 'is sliced without a discriminator')
  const slices: Slice[] = sliced.slices.map((slice) => {
    const { min, max, sliceName = '', cites: ofSlice } = slice.element
    const fault = (says: string): Finding => ({
      against,
      cites: ofSlice,
      code: 'structure',
      details: 'slicing',
      about: sliceName,
      says: `${says} (${who})`,
    })
    return {
      name: sliceName,
      matches: compileMatch(slice, discriminators, who, world),
      ...{ min, max: max === '*' ? Number.POSITIVE_INFINITY : Number(max) },
      tooFew: { ...fault(`needs at least ${min} of slice ${sliceName}${hint(slice)}`), code: 'required' },
      tooMany: fault(max === '0' ? `must not have slice ${sliceName}` : `allows at most ${max} of slice ${sliceName}`),
      untold: `Slice ${sliceName} was not checked: the value set that tells it apart cannot be expanded here (${who}).`,
      check: compileSlice(slice),
      slices: compileSlicing(slice, source, world, compileSlice),
    }
  })
  const rules = slicing?.rules ?? 'open'
  const ordered = slicing?.ordered === true
  const names = slices.map(({ name }) => name).join(' | ')
  const unmatched: Finding = {
    against,
    cites,
    code: 'structure',
    details: 'slicing',
    says: `fits none of the slices ${names}, and no other is allowed (${who})`,
  }
  const late: Finding = {
    against,
    cites,
    code: 'structure',
    details: 'slicing',
    says: `stands before a slice; what fits no slice comes last (${who})`,
  }
  const disorder: Finding = {
    against,
    cites,
    code: 'structure',
    details: 'slicing',
    says: `is out of order; the slices come as ${names} (${who})`,
  }

  const nested = slices.some((slice) => slice.slices)

  return (items, judging, stem, list) => {
    const members: Found[][] | undefined = nested ? slices.map(() => []) : undefined
    const counts = slices.map(zero)
    // Of items that may belong, when it cannot be told.
    let maybe: number[] | undefined
    let latest = 0
    let open = -1
    for (let index = 0; index < items.length; index++) {
      const item = items[index]!
      let belongs = false
      for (let at = 0; at < slices.length; at++) {
        const slice = slices[at]!
        const belongsHere = slice.matches(item, judging)
        if (belongsHere === undefined) {
          // It may belong: neither its absence nor its presence can be held against the record.
          maybe ??= slices.map(zero)
          maybe[at]!++
          belongs = true
          judging.notChecked(slice.untold, 'value-set-not-expanded')
        }
        if (!belongsHere) continue
        if (!belongs && ordered) {
          if (at < latest) judging.report(disorder, stem, list ? index : -1)
          latest = at
        }
        belongs = true
        counts[at]!++
        if (members) members[at]!.push(item)
        if (slice.check && judging.enter(stem, list ? index : -1)) {
          slice.check(item.value, judging)
          judging.leave()
        }
      }
      if (!belongs && rules === 'closed') judging.report(unmatched, stem, list ? index : -1)
      if (!belongs && rules === 'openAtEnd' && open < 0) open = index
      if (belongs && open >= 0) {
        judging.report(late, stem, list ? open : -1)
        open = -1
      }
    }
    for (let at = 0; at < slices.length; at++) {
      const slice = slices[at]!
      // Where the whole element is absent and required, its cardinality says so.
      if (counts[at]! + (maybe?.[at] ?? 0) < slice.min) {
        if (items.length > 0 || sliced.element.min === 0) judging.report(slice.tooFew, stem)
      }
      if (counts[at]! > slice.max) judging.report(slice.tooMany, stem)
      if (members && slice.slices && members[at]!.length > 0) slice.slices(members[at]!, judging, stem, list)
    }
  }
}

const zero = () => 0

/** For extensions, the url is what a sender must add. */
function hint(slice: Branch): string {
  const profile = slice.element.type?.find(({ code }) => code === 'Extension')?.profile?.[0]
  return profile ? ` (extension ${profile})` : ''
}

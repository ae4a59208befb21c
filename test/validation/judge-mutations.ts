import type { Validator } from '#validation/validator.ts'
import type { Mutation } from './mutations.ts'

/** What became of the faults that were made. */
export interface Tally {
  made: number
  /** Faults that nothing was said of, and those told somewhere else. */
  missed: string[]
  elsewhere: string[]
  /** Faults of which more than one thing was said. */
  several: string[]
}

/** Judges each spoilt record, whose profile is the one that the record claims. */
export function judgeMutations(validator: Validator, file: string, mutations: readonly Mutation[]): Tally {
  const tally: Tally = { made: mutations.length, missed: [], elsewhere: [], several: [] }
  for (const { kind, place, resource } of mutations) {
    const { base, profile } = validator.validate(resource)
    const places = [...base, ...profile].map(({ expression }) => expression?.[0] ?? '')
    const name = `${kind}: ${file} ${place}`
    if (places.length === 0) tally.missed.push(name)
    else if (!places.some((told) => isAt(told, place))) tally.elsewhere.push(`${name}, told at ${places.join(' and ')}`)
    if (places.length > 1) tally.several.push(name)
  }
  return tally
}

/** Is it told of the fault's place, of something in it, or of the element that holds it? Of nothing further away. */
function isAt(told: string, place: string): boolean {
  const [steps, wanted] = [stepsOf(told), stepsOf(place)]
  const shared = Math.min(steps.length, wanted.length)
  if (wanted.length - steps.length > 1) return false
  return steps.slice(0, shared).every((step, index) => step === wanted[index] || isChoice(step, wanted[index]!))
}

/** `Patient.name[0]` in the steps Patient, name, [0]. */
function stepsOf(place: string): string[] {
  return place.match(/\[\d+\]|[^.[\]]+/g) ?? []
}

/** FHIRPath's `value` is `valueQuantity` in JSON. */
function isChoice(step: string, json: string): boolean {
  return json.startsWith(step) && /^[A-Z]/.test(json.slice(step.length))
}

/** Several tallies as one. */
export function sum(tallies: readonly Tally[]): Tally {
  return {
    made: tallies.reduce((made, tally) => made + tally.made, 0),
    missed: tallies.flatMap(({ missed }) => missed),
    elsewhere: tallies.flatMap(({ elsewhere }) => elsewhere),
    several: tallies.flatMap(({ several }) => several),
  }
}

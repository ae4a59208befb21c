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
    else if (!places.some((told) => told.startsWith(place) || place.startsWith(told) || told.endsWith(`.${place}`)))
      tally.elsewhere.push(name)
    if (places.length > 1) tally.several.push(name)
  }
  return tally
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

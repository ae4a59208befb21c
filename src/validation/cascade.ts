import type { Issue } from '#fhir/issue.ts'

/** An issue with what is needed to tell whether it only echoes another. */
export interface Said {
  issue: Issue
  place: string
  /** By which it is said only once. */
  key: string
  /** For an invariant: its expression, which names the elements it reads. */
  reads?: string
  /** The requirement that is said in place of the kind of fault, when all has been told apart by kinds. */
  cites?: string
}

/** Faults after which nothing more can sensibly be said of that place or of what is below it. */
const ofForm = new Set(['type', 'empty', 'format', 'TIME-01'])

/** Faults that make an invariant which reads the element fail with it. */
const ofValue = new Set([...ofForm, 'binding', 'unknown-code', 'unknown-element', 'cardinality'])

/**
 * One fault, one issue: leaves out what is said only because something else is wrong. Nothing is left out that would
 * still be wrong once the other fault is mended, as far as that can be told without mending it.
 */
export function withoutEchoes(said: readonly Said[], others: readonly Said[] = []): Issue[] {
  const all = others.length > 0 ? [...others, ...said] : said
  if (all.length < 2) return said.map(spoken)
  const form = all.filter(({ issue }) => ofForm.has(issue.details)).map(({ place }) => place)
  const values = all.filter(({ issue }) => ofValue.has(issue.details)).map(({ place }) => place)
  const unknown = all.filter(({ issue }) => issue.details === 'unknown-code').map(({ place }) => place)
  return said.filter((one) => !echoes(one, form, values, unknown)).map(spoken)
}

const spoken = ({ issue, cites }: Said): Issue => (cites === undefined ? issue : { ...issue, details: cites })

function echoes({ issue, place, reads }: Said, form: readonly string[], values: readonly string[], unknown: readonly string[]): boolean {
  const { details } = issue
  if (!ofForm.has(details) && form.some((fault) => place === fault || isBelow(place, fault))) return true
  // A member that is malformed can't be told to belong to a slice.
  if (details === 'slicing') return form.some((fault) => fault.startsWith(`${place}[`))
  // A code that does not exist is in no value set either.
  if (details === 'binding') return unknown.some((fault) => isBelow(fault, place))
  if (details !== 'invariant' || reads === undefined) return false
  return values.some((fault) => isBelow(fault, place) && readsElement(reads, fault.slice(place.length + 1)))
}

const isBelow = (place: string, above: string): boolean => place.startsWith(`${above}.`) || place.startsWith(`${above}[`)

/** Does the expression name the first element on the way to the fault? */
function readsElement(expression: string, way: string): boolean {
  const [name] = way.split(/[.[]/)
  return name !== undefined && name !== '' && new RegExp(`\\b${name}\\b`).test(expression)
}

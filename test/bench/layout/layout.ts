import type { ResourceJson } from '#storage/store.ts'

/** The searches that an application of this kind makes all day, each for one member or worker `n`. */
export const searches = [
  'plan-of-patient',
  'tasks-of-owner',
  'patient-by-identifier',
  'encounters-of-patient',
  'episodes-of-organization',
] as const
export type SearchName = (typeof searches)[number]

/** One way of laying out resources and what they are found by, in a database made for it. */
export interface Layout {
  name: string
  /** Writes new resources in one statement. */
  create(resources: readonly ResourceJson[]): Promise<void>
  /** Runs one of the searches and returns the ids found, in order. */
  search(name: SearchName, n: number): Promise<string[]>
  /** The same search's plan, as EXPLAIN ANALYZE tells it. */
  explain(name: SearchName, n: number): Promise<string>
}

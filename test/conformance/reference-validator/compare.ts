import { differences, type Explained } from './differences.ts'
import type { Fault } from './reference.ts'

/** What only one of the two validators holds against a record. */
export interface Difference extends Fault {
  name: string
  who: 'ours' | 'reference'
  because?: Explained
}

/**
 * The faults that only one of them tells. Faults at the same place are the same, and so are those of an element and its
 * parent: the one says that a list lacks something, the other says it of who holds the list.
 */
export function compare(name: string, ours: readonly Fault[], reference: readonly Fault[]): Difference[] {
  const only = (who: Difference['who'], mine: readonly Fault[], others: readonly Fault[]) =>
    mine.filter((fault) => !others.some((other) => near(fault.place, other.place))).map((fault) => explain({ ...fault, name, who }))
  return [...only('ours', ours, reference), ...only('reference', reference, ours)]
}

function near(one: string, other: string): boolean {
  return one === other || parent(one) === other || parent(other) === one
}

function parent(place: string): string {
  return place.replace(/(\.[^.]+|\[\d+\])$/, '')
}

function explain(difference: Difference): Difference {
  const because = differences.find(
    ({ who, code, name, says }) =>
      who === difference.who && code === difference.code && (name?.test(difference.name) ?? true) && (says?.test(difference.says) ?? true),
  )
  return { ...difference, because }
}

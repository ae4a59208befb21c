import type { Measured } from './hot-searches.ts'

/** A tree of an index grows by a level now and then, and a page of rows may lie on more blocks. */
const factor = 1.5
const some = 20

/** What is wrong with the plans at the larger of two sizes: a table read wholly, not the index meant, a cost that grows. */
export function judge(smaller: readonly Measured[], larger: readonly Measured[]): string[] {
  return larger.flatMap(({ name, by, blocks, indexes, wholly, lastPage }, place) => {
    const before = smaller[place]!.blocks
    return [
      ...wholly.map((table) => `${name} reads ${table} from end to end`),
      ...(indexes.includes(by) ? [] : [`${name} is not found by ${by} but by ${indexes.join(', ')}`]),
      ...(blocks > before * factor + some ? [`${name} looks at ${blocks} blocks, and at the smaller size at ${before}`] : []),
      ...(lastPage !== undefined && lastPage.blocks > blocks * factor + some
        ? [`${name} looks at ${lastPage.blocks} blocks for a page further on, and at ${blocks} for the first`]
        : []),
    ]
  })
}

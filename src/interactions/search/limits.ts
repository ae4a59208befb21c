/** How much one search may ask for; each has its own clear error. */
export const limits = {
  /** Parameters of any kind: beyond this they are not even read. */
  parameters: 128,
  /** Parameters that narrow the search. */
  clauses: 32,
  /** Values joined by commas in one parameter: a page of ids, with room. */
  values: 256,
  /** Characters of one parameter's value. */
  length: 8192,
  /** Keys of `_sort`. */
  sortKeys: 4,
  /** `_include` and `_revinclude` together. */
  includes: 16,
}

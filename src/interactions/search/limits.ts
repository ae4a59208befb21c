/** How much one search may ask for; each has its own clear error. */
export const limits = {
  /** Parameters of any kind: beyond this they are not even read. */
  parameters: 128,
  /** Parameters that narrow the search. */
  clauses: 32,
  /** Values joined by commas in one parameter: a page of ids, with room. */
  values: 256,
  /** Quantities joined by commas, each in every unit that it is compared in. */
  quantities: 1024,
  /** Codes that a value set or a hierarchy may stand for. */
  codes: 5000,
  /** Links from one resource to another in one parameter, chained or by `_has`. */
  links: 4,
  /** Types that one link of a chain may lead to when none is named. */
  chainTypes: 8,
  /** Characters of one parameter's value. */
  length: 8192,
  /** Keys of `_sort`. */
  sortKeys: 4,
  /** Parentheses inside each other in a `_filter`. */
  filterDepth: 8,
  /** `_include` and `_revinclude` together. */
  includes: 16,
}

/**
 * How a session plans. Every statement here finds its rows by a key, however many there are, so it is planned once for all
 * values and all sizes: by index and nested loop. Left to itself the planner plans most writes anew each time, or
 * takes the size of a table of this morning, or of a list it cannot see into, for a reason to read the whole of it.
 */
export const planning: Readonly<Record<string, string>> = {
  plan_cache_mode: 'force_generic_plan',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_seqscan: 'off',
  jit: 'off',
}

/** Settings as command line options of a session or a server. */
export function asOptions(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

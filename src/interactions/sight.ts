import type { AccessPlan } from '#auth/access-plan.ts'

/**
 * The caller's token with the server's own sight: a decision looks at the whole record and opens findings, whatever
 * the caller may read or write. What the caller asked for was permitted before; of what is seen this
 * way only what an operation is there to tell is answered.
 */
export function serverSight({ caller, tokenHash, sight, now, request }: AccessPlan): AccessPlan {
  const whole = { caller, tokenHash, allows: () => true, request, behind: true as const }
  if (sight === undefined) return whole
  // What is written stays the caller's own act, bound by what this caller may write.
  return { ...whole, now, sight: (permission, type) => (permission === 'r' || permission === 's' ? 'everything' : sight(permission, type)) }
}

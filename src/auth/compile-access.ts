import type { AccessPlan, Caller, Permission } from './access-plan.ts'
import { parseScope, words } from './scopes.ts'

/**
 * Compiles granted scopes into the plan that every storage call is handed. A scope that cannot be read grants nothing.
 *
 * @param tokenHash SHA-256 of the token; storage joins it, so that a revoked token finds nothing
 */
export function compileAccess(caller: Caller, scope: string, tokenHash: Buffer): AccessPlan {
  const everywhere = new Set<Permission>()
  const byType = new Map<string, Set<Permission>>()
  for (const text of words(scope)) {
    const granted = parseScope(text)
    if (!granted) continue
    const target = granted.type === '*' ? everywhere : (byType.get(granted.type) ?? new Set())
    for (const permission of granted.permissions) target.add(permission)
    if (granted.type !== '*') byType.set(granted.type, target)
  }
  return Object.freeze({
    caller: Object.freeze({ ...caller }),
    tokenHash,
    allows: (permission: Permission, type: string) => everywhere.has(permission) || byType.get(type)?.has(permission) === true,
    searchable: everywhere.has('s')
      ? undefined
      : new Set([...byType].filter(([, permissions]) => permissions.has('s')).map(([type]) => type)),
  })
}

import type { Permission } from '#auth/access-plan.ts'
import type { Interaction } from '../contract.ts'

/** A $-operation: one row of the table from which its route, its permission and its claim are made. */
export interface Operation {
  /** Without the dollar. */
  name: string
  /** Canonical of the OperationDefinition: HL7's own where the operation is HL7's. */
  definition: string
  levels: readonly ('system' | 'type' | 'instance')[]
  /** Types at whose address it stands; 'any' for every type; empty at the system level. */
  types: readonly string[] | 'any'
  verbs: readonly ('GET' | 'POST')[]
  /** Does it change anything? What does is never a GET. */
  affectsState: boolean
  /** What the token must allow, besides what the operation asks for by itself. `$type` is the type of the address. */
  needs: readonly { permission: Permission; type: string }[]
  /** It answers with what the caller may see of members' records, and so says if some of that may be withheld (CARES-CON-07). */
  ofRecords?: true
  run: Interaction
}

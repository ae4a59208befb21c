import type { Role } from '../access-plan.ts'

/** What of the tables is configured (section 10: "configurable"); asked when a plan is made, as the value in force may change. */
export interface TableSettings {
  /** Days for which a provider closes the record of a member who has left; absent: 30. */
  closeOutDays?: () => number
  /** Days after a service within which its claim is made, and who bills needs what it rests on (CARES-PAY-12); absent: 90. */
  claimDays?: () => number
  /** Roles that see what their organization sees, in place of their own table; absent: none. */
  wholeRoles?: () => readonly Role[]
}

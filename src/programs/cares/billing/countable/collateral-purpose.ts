import { law } from '../../../shared-requirements/law.ts'
import type { ServiceEvent } from '../../case/service-event.ts'
import type { CountableTest } from './countable-test.ts'

/** A contact with somebody else, or about a sibling, counts only when it was about managing the member's care. */
export const collateralPurpose: CountableTest = {
  cites: law['LAW-04'],
  look: ({ event }) =>
    isCollateral(event) && !event.purposeForMember
      ? { fault: 'a collateral or sibling contact without purpose-for-member', facts: [] }
      : { facts: [] },
}

/** Is it a contact with somebody else: said so by its mode, or by whom it was with, none of them member or parent? */
function isCollateral({ contactWith, mode }: ServiceEvent): boolean {
  if (mode === 'collateral') return true
  if (contactWith.some((who) => who === 'member' || who === 'parent-guardian')) return false
  return contactWith.some((who) => who === 'collateral' || who === 'sibling')
}

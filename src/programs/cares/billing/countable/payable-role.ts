import { isHeld } from '../../case/staff.ts'
import { stf } from '../../requirements/stf.ts'
import type { CountableTest } from './countable-test.ts'

/** The performer holds a role on the day whose work is payable (AMB-33). */
export const payableRole: CountableTest = {
  cites: stf['CARES-STF-06'],
  look({ performer, day, settings }) {
    if (performer === undefined) return { fault: 'the event names no performer by a known PractitionerRole', facts: [] }
    const facts = [performer.source]
    if (!isHeld(performer, day)) return { fault: 'the performer’s role is not held on the day', facts }
    const payable = settings.on('payable-roles', day)
    return performer.roles.some((role) => payable.includes(role))
      ? { facts }
      : { fault: `the performer’s role is not payable: ${performer.roles.join(', ') || 'none given'}`, facts }
  },
}

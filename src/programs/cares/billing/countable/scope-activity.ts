import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

/** At least one activity of the event is in the scope of services; case reviews, consent taking and the like are not (AMB-27). */
export const scopeActivity: CountableTest = {
  cites: pay['CARES-PAY-05'],
  look({ event, day, settings }) {
    const countable = settings.on('countable-activities', day)
    if (event.activities.some((activity) => Object.hasOwn(countable, activity))) return { facts: [] }
    return { fault: `no countable activity: ${event.activities.join(', ') || 'none given'}`, facts: [] }
  },
}

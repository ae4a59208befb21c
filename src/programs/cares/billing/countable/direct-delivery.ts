import { caresActivity } from '#generated/codes.ts'
import { law } from '../../../shared-requirements/law.ts'
import type { CountableTest } from './countable-test.ts'

const known: readonly string[] = caresActivity

/** Giving the medical, school or social service itself is not case management, nor is an activity outside the list. */
export const directDelivery: CountableTest = {
  cites: law['LAW-03'],
  look({ event, day, settings }) {
    if (event.direct) return { fault: 'flagged as direct delivery of the service itself', facts: [] }
    const countable = settings.on('countable-activities', day)
    const outside = event.activities.filter((activity) => !known.includes(activity) && !Object.hasOwn(countable, activity))
    return outside.length === 0 ? { facts: [] } : { fault: `activity outside the program's list: ${outside.join(', ')}`, facts: [] }
  },
}

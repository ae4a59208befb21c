import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

const done = { Encounter: 'finished', Procedure: 'completed' }

/** The work was done, and was not entered in error. */
export const finished: CountableTest = {
  cites: pay['CARES-PAY-05'],
  look: ({ event }) =>
    event.status === done[event.type]
      ? { facts: [] }
      : { fault: `status is ${event.status || 'missing'}, not ${done[event.type]}`, facts: [] },
}

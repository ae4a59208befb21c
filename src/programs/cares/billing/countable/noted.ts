import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

/** A note with text and author says what was done. */
export const noted: CountableTest = {
  cites: pay['CARES-PAY-05'],
  look: ({ event }) => (event.noted ? { facts: [] } : { fault: 'no service-note with text and author', facts: [] }),
}

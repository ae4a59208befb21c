import { qualifyingOn } from '../../case/coverage.ts'
import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

/** MassHealth Standard or CommonHealth covers the day, as the record now knows. */
export const covered: CountableTest = {
  cites: pay['CARES-PAY-10'],
  look({ day, file }) {
    const covers = qualifyingOn(file.coverages, day)
    if (covers.length > 0) return { facts: covers.map(({ source }) => source) }
    return { fault: 'no MassHealth Standard or CommonHealth covers the day', facts: file.coverages.map(({ source }) => source) }
  },
}

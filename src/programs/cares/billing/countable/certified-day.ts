import { anyCovers, certifiedAt, servicesAt } from '../../case/provider.ts'
import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

/** The first day for which the program pays at all (BULLETIN, Background). */
export const firstPayableDay = '2023-07-07'

/** The day is on or after 7 July 2023 and inside the certification of the team's location. */
export const certifiedDay: CountableTest = {
  cites: pay['CARES-PAY-02'],
  look({ provider, bases, day, file, settings }) {
    const facts = bases.flatMap((base) => servicesAt(file.services, provider, base).map(({ source }) => source))
    if (day < firstPayableDay) return { fault: `the day lies before ${firstPayableDay}`, facts }
    const periods = bases.flatMap((base) => certifiedAt(file.services, provider, base, settings))
    // A location that was never certified is the team's fault (CARES-PRV-07), not the day's.
    if (periods.length === 0 || anyCovers(periods, day)) return { facts }
    return { fault: 'the day lies outside the certification of the team’s location', facts }
  },
}

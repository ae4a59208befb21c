import { anyCovers, servicesAt, tcmPeriodsAt } from '../../case/provider.ts'
import { prv } from '../../requirements/prv.ts'
import type { CountableTest } from './countable-test.ts'

/** The team's location is enrolled for targeted case management on the day. */
export const tcmEnrolled: CountableTest = {
  cites: prv['CARES-PRV-03'],
  look({ provider, bases, day, file }) {
    const facts = bases.flatMap((base) => servicesAt(file.services, provider, base).map(({ source }) => source))
    return bases.some((base) => anyCovers(tcmPeriodsAt(file.services, provider, base), day))
      ? { facts }
      : { fault: 'no location of the team carries a TCM enrollment on the day', facts }
  },
}

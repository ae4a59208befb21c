import { anyCovers, certifiedAt } from '../../case/provider.ts'
import { prv } from '../../requirements/prv.ts'
import type { CountableTest } from './countable-test.ts'

/** The team is based at a location certified on the day; where it met the family does not matter (AMB-32). */
export const teamBase: CountableTest = {
  cites: prv['CARES-PRV-07'],
  look({ provider, performer, bases, day, file, settings }) {
    const facts = performer === undefined ? [] : [performer.source]
    const based = bases.some((base) => anyCovers(certifiedAt(file.services, provider, base, settings), day))
    return based ? { facts } : { fault: 'the performer’s active role is not based at a location certified on the day', facts }
  },
}

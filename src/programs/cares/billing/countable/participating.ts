import { anyCovers } from '../../case/provider.ts'
import { prv } from '../../requirements/prv.ts'
import type { CountableTest } from './countable-test.ts'

/** The provider takes part in MassHealth on the day. */
export const participating: CountableTest = {
  cites: prv['CARES-PRV-02'],
  look({ provider, day, file }) {
    const organization = provider === undefined ? undefined : file.providers.get(provider)
    const facts = organization === undefined ? [] : [organization.source]
    return anyCovers(organization?.participation ?? [], day)
      ? { facts }
      : { fault: 'the provider’s MassHealth participation does not hold the day', facts }
  },
}

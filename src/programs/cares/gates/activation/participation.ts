import { refuses } from '../../../vocabulary/finding.ts'
import { anyCovers } from '../../case/provider.ts'
import { prv } from '../../requirements/prv.ts'
import { type ActivationRule, atProvider } from './activation.ts'

/** The provider takes part in MassHealth on the effective date. */
export const participation: ActivationRule = ({ enrollment, effective, file }) => {
  const provider = enrollment.provider === undefined ? undefined : file.providers.get(enrollment.provider)
  if (anyCovers(provider?.participation ?? [], effective)) return []
  const says = `No period of MassHealth participation of the provider holds ${effective}.`
  return [refuses(prv['CARES-PRV-02'], 'business-rule', says, atProvider)]
}

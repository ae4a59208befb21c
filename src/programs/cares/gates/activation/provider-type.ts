import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import type { Provider } from '../../case/provider.ts'
import { prv } from '../../requirements/prv.ts'
import { type ActivationRule, atProvider } from './activation.ts'

const cites = prv['CARES-PRV-01']

const allowed = ['chc', 'aoh', 'hlhc', 'hospital-satellite', 'group-practice']
const satellites = ['hlhc', 'hospital-satellite']

/** Only health centers, acute outpatient hospitals with their satellites, and group practices take part. */
export const providerType: ActivationRule = ({ enrollment, file }) => {
  const provider = enrollment.provider === undefined ? undefined : file.providers.get(enrollment.provider)
  const parent = provider?.parent === undefined ? undefined : file.providers.get(provider.parent)
  return typeFindings(provider, parent, atProvider)
}

/** What is wrong with a provider's type, wherever it is asked; a satellite needs its acute outpatient hospital. */
export function typeFindings(provider: Provider | undefined, parent: Provider | undefined, at: string): Finding[] {
  const types = provider?.types.filter((type) => allowed.includes(type)) ?? []
  if (types.length === 0) {
    return [refuses(cites, 'business-rule', `The provider's type must be one of ${allowed.join(', ')}.`, at)]
  }
  if (!types.every((type) => satellites.includes(type))) return []
  if (provider?.parent === undefined) {
    return [refuses(cites, 'required', 'A satellite names its hospital in Organization.partOf.', at)]
  }
  if (parent?.types.includes('aoh')) return []
  return [refuses(cites, 'business-rule', 'The organization that a satellite is part of must be of type aoh.', at)]
}

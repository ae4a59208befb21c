import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { anyCovers, certifiedAt } from '../../case/provider.ts'
import { asn } from '../../requirements/asn.ts'
import { prv } from '../../requirements/prv.ts'
import { type ActivationRule, atLocation, atStart } from './activation.ts'

/** MassHealth has certified the service location in writing, and the enrollment does not begin before that. */
export const certification: ActivationRule = ({ enrollment, effective, file, settings }) => {
  const periods = certifiedAt(file.services, enrollment.provider, enrollment.serviceLocation, settings)
  if (anyCovers(periods, effective)) return []
  const says = `No approved certification of the service location, with effective date and notice, holds ${effective}.`
  const findings: Finding[] = [refuses(prv['CARES-PRV-06'], 'business-rule', says, atLocation)]
  if (periods.length > 0 && periods.every(({ start }) => start !== undefined && effective < start)) {
    const first = periods.map(({ start }) => start!).toSorted()[0]!
    const early = `The effective date may not lie before the certification, which begins on ${first}.`
    findings.push(refuses(asn['CARES-ASN-09'], 'value', early, atStart))
  }
  return findings
}

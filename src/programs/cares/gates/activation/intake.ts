import { refuses } from '../../../vocabulary/finding.ts'
import { intakeOf } from '../../case/anchor.ts'
import { asn } from '../../requirements/asn.ts'
import type { ActivationRule } from './activation.ts'

const at = "EpisodeOfCare.extension.where(url.endsWith('/intake-date'))"

/** At least one of referral, identification and intake is dated: the 60 days run from it. */
export const intake: ActivationRule = ({ enrollment, episode, file, today, settings }) => {
  const cites = asn['CARES-ASN-01']
  if (enrollment.intakeDate !== undefined && enrollment.intakeDate > today) {
    return [refuses(cites, 'value', 'The intake date lies in the future.', at)]
  }
  if (intakeOf(file.records, episode, settings) !== undefined) return []
  const says = 'No referral, identification or intake date is on record: record at least one, the clocks run from it.'
  return [refuses(cites, 'required', says, at)]
}

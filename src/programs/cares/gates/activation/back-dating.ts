import { daysBetween } from '../../../vocabulary/calendar.ts'
import { refuses } from '../../../vocabulary/finding.ts'
import { asn } from '../../requirements/asn.ts'
import { type ActivationRule, atStart } from './activation.ts'

/** The effective date reaches back from today by 30 days at most. */
export const backDating: ActivationRule = ({ effective, today, settings }) => {
  const allowed = settings.on('enrollment-back-dating-days', today)
  const back = daysBetween(effective, today)
  if (back <= allowed) return []
  const says = `The effective date lies ${back} days back; at most ${allowed} are allowed.`
  return [refuses(asn['CARES-ASN-09'], 'value', says, atStart)]
}

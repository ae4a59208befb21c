import { addDays } from '../../../vocabulary/calendar.ts'
import { refuses } from '../../../vocabulary/finding.ts'
import { asn } from '../../requirements/asn.ts'
import { type ActivationRule, atStart } from './activation.ts'

/** The family heard that the choice is theirs, and made it, by the effective date (AMB-47). */
export const choice: ActivationRule = ({ effective, file, settings }) => {
  const due = addDays(effective, settings.on('assignment-education-due-days', effective))
  if (file.choices.some(({ day, optionsOffered, made }) => day !== undefined && day <= due && optionsOffered > 0 && made)) return []
  const says = `No record of the options offered and the choice made is dated on or before ${due}.`
  return [refuses(asn['CARES-ASN-07'], 'business-rule', says, atStart)]
}

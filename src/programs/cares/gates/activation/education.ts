import { addDays } from '../../../vocabulary/calendar.ts'
import { refuses } from '../../../vocabulary/finding.ts'
import { asn } from '../../requirements/asn.ts'
import { type ActivationRule, atStart } from './activation.ts'

const faceToFace = ['in-person', 'telehealth']

/** The program was explained face to face, in person or by telehealth, by the effective date (AMB-47). */
export const education: ActivationRule = ({ effective, file, settings }) => {
  const due = addDays(effective, settings.on('assignment-education-due-days', effective))
  const held = file.education.some(
    ({ finished, day, mode }) => finished && day !== undefined && day <= due && faceToFace.includes(mode ?? ''),
  )
  if (held) return []
  const says = `No finished program education, in person or by telehealth, is dated on or before ${due}. A letter or voicemail does not do.`
  return [refuses(asn['CARES-ASN-05'], 'business-rule', says, atStart)]
}

import { addDays } from '../../../vocabulary/calendar.ts'
import { refuses } from '../../../vocabulary/finding.ts'
import { asn } from '../../requirements/asn.ts'
import { type ActivationRule, atStart } from './activation.ts'

/** Rights and responsibilities were explained by the effective date, in a language of the member (AMB-47). */
export const rights: ActivationRule = ({ effective, file, settings }) => {
  const due = addDays(effective, settings.on('assignment-education-due-days', effective))
  const spoken = file.member?.languages ?? []
  const explained = file.rights.some(
    ({ completed, day, languages }) =>
      completed && day !== undefined && day <= due && languages.some((used) => spoken.some((language) => isSame(used, language))),
  )
  if (explained) return []
  const says = `No completed talk about rights and responsibilities, in a language of Patient.communication, is dated on or before ${due}.`
  return [refuses(asn['CARES-ASN-06'], 'business-rule', says, atStart)]
}

/** `es` and `es-US` are one language to a family, whichever of the two was recorded more closely. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`)
}

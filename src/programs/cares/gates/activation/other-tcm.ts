import { overlaps } from '../../../vocabulary/calendar.ts'
import { refuses, warns } from '../../../vocabulary/finding.ts'
import { isOther } from '../../case/enrollment.ts'
import { asn } from '../../requirements/asn.ts'
import { type ActivationRule, atStart } from './activation.ts'

/** Another program's case management at the same time is named, and refused only when configured so (AMB-05). */
export const otherTcm: ActivationRule = ({ enrollment, effective, file, settings }) => {
  const standings = settings.on('tcm-programs', effective)
  const block = settings.on('tcm-enrollment-overlap', effective) === 'block'
  const programs = file.enrollments
    .filter((other) => isOther(other) && overlaps(other.period, enrollment.period))
    .flatMap(({ programs }) => programs)
    .filter((program) => (standings[program] ?? 'warns') !== 'partner')
  return [...new Set(programs)].toSorted().map((program) => {
    const says = `An episode of ${program} overlaps this enrollment; services on its service days will not count.`
    return block ? refuses(asn['CARES-ASN-09'], 'business-rule', says, atStart) : warns(asn['CARES-ASN-09'], 'business-rule', says, atStart)
  })
}

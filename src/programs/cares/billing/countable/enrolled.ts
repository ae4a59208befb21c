import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { covers, type Day } from '../../../vocabulary/calendar.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import { intakeOf } from '../../case/anchor.ts'
import { type Enrollment, isCares } from '../../case/enrollment.ts'
import type { Case } from '../../case.ts'
import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

/** The member is enrolled with this very provider on the day. */
export const enrolled: CountableTest = {
  cites: pay['CARES-PAY-05'],
  look({ provider, day, file, settings }) {
    const enrollment = enrollmentOn(file, provider, day, settings)
    return enrollment === undefined
      ? { fault: 'the member is not enrolled with this provider on the day', facts: [] }
      : { facts: [enrollment.source] }
  },
}

/**
 * The enrollment with a provider that holds a day; work before the effective date is not in it, unless configured to
 * count from the intake anchor on (AMB-50).
 */
export function enrollmentOn(file: Case, provider: string | undefined, day: Day, settings: Settings): Enrollment | undefined {
  const ours = file.enrollments.filter((enrollment) => isCares(enrollment) && enrollment.provider === provider)
  const holding = ours.find(({ period }) => covers(period, day))
  if (holding !== undefined || settings.on('pre-enrollment-work', day) === 'not-countable') return holding
  return ours.find((enrollment) => {
    const episode = file.records.find(
      (record): record is EpisodeOfCare => record.resourceType === 'EpisodeOfCare' && record.id === enrollment.id,
    )
    const anchor = episode && intakeOf(file.records, episode, settings)
    return anchor !== undefined && covers({ ...enrollment.period, start: anchor.day }, day)
  })
}

import { time } from '../../../shared-requirements/time.ts'
import { birthday, lastDayUnder } from '../../../vocabulary/age.ts'
import { addYears, type Day } from '../../../vocabulary/calendar.ts'
import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import type { Member } from '../../case/member.ts'
import { elg } from '../../requirements/elg.ts'
import { type ActivationRule, atStart } from './activation.ts'

const cites = elg['CARES-ELG-01']

/** The last day on which the program may serve a member: the day before the 21st birthday. */
export function lastEligibleDay(birthDate: Day, settings: Settings): Day {
  return lastDayUnder(birthDate, 21, settings)
}

/** The member is under 21 on every day of the enrollment. */
export const age: ActivationRule = ({ enrollment, effective, file, today, settings }) => {
  const birthDate = file.member?.birthDate
  if (birthDate === undefined) {
    return [refuses(time['TIME-07'], 'required', 'No birth date to the day is on record: an age cannot be known.', 'Patient.birthDate')]
  }
  const findings: Finding[] = implausible(birthDate, today)
  const turns = birthday(birthDate, 21, settings)
  if (effective >= turns) {
    findings.push(refuses(cites, 'business-rule', `The member is 21 from ${turns}: the last eligible day is the day before.`, atStart))
  }
  const { end } = enrollment.period
  if (end !== undefined && end >= turns) {
    const says = `The enrollment may not last beyond ${lastEligibleDay(birthDate, settings)}, the day before the 21st birthday.`
    findings.push(refuses(cites, 'business-rule', says, 'EpisodeOfCare.period.end'))
  }
  return findings
}

/** A birth date that cannot be one: in the future, or more than 130 years ago (TIME-07). */
export function implausible(birthDate: Day, today: Day): Finding[] {
  if (birthDate <= today && birthDate >= addYears(today, -130)) return []
  return [refuses(time['TIME-07'], 'value', 'The birth date is in the future or more than 130 years ago.', 'Patient.birthDate')]
}

/** Does the age alone allow care on this day? Undefined when the birth date is not known to the day. */
export function isYoungEnough(member: Member | undefined, day: Day, settings: Settings): boolean | undefined {
  return member?.birthDate === undefined ? undefined : day < birthday(member.birthDate, 21, settings)
}

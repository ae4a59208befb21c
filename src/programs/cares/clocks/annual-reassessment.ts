import { addDays, addYears, type Day } from '../../vocabulary/calendar.ts'
import { type Clock, dated, type Mark } from '../../vocabulary/clock.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { EnrollmentFile } from '../case/clock-case.ts'
import { asm } from '../requirements/asm.ts'

/**
 * The member is assessed again within a year of the last assessment. Each one starts the year anew from its own day, so
 * this clock is never met for long: it runs on to the next. An abbreviated evaluation counts, unless configured (AMB-03).
 */
export const annualReassessment: Clock<EnrollmentFile> = {
  cites: asm['CARES-ASM-06'],
  name: 'annual-reassessment',
  starts: (file, today, settings) => lastAssessment(file, today, settings),
  stops: () => undefined,
  due: ({ period }, last, settings) => otherBasis(settings.on('annual-basis', last), last, period.start),
  span: dated({ from: '2023-07-07', value: { years: 1 } }),
}

function lastAssessment({ assessments }: EnrollmentFile, today: Day, settings: Settings): Mark | undefined {
  const known = assessments.filter(({ day }) => day <= today)
  const first = known.findIndex(({ kind }) => kind !== 'abbreviated')
  if (first < 0) return undefined
  return known.slice(first).findLast(({ day, kind }) => kind !== 'abbreviated' || settings.on('abbreviated-resets-annual', day))
}

/** Configured readings of "at least once a year" (AMB-23): once in each calendar year, or in each year of enrollment. */
function otherBasis(basis: 'rolling' | 'calendar-year' | 'enrollment-anniversary', last: Day, start: Day | undefined): Day | undefined {
  if (basis === 'calendar-year') return `${Number(last.slice(0, 4)) + 1}-12-31`
  if (basis === 'rolling' || start === undefined) return undefined
  let years = 1
  while (addYears(start, years) <= last) years++
  return addDays(addYears(start, years + 1), -1)
}

import { addDays, type Day } from '../../vocabulary/calendar.ts'
import { type Clock, dated, type Mark } from '../../vocabulary/clock.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { EnrollmentFile } from '../case/clock-case.ts'
import type { Letter } from '../case/letter.ts'
import { asn } from '../requirements/asn.ts'

/**
 * The enrollment letter is sent by certified mail, and electronically where there is an address for it, within 30 days
 * before or after the effective day (AMB-09). A letter sent before that window does not count.
 */
export const enrollmentLetter: Clock<EnrollmentFile> = {
  cites: asn['CARES-ASN-11'],
  name: 'enrollment-letter',
  early: true,
  starts: ({ period, source }) => (period.start !== undefined && source !== undefined ? { day: period.start, source } : undefined),
  stops(file, _today, settings) {
    const inWindow = sentInWindow(file, settings)
    const mailed = inWindow.find(({ channel }) => channel === 'certified-mail')
    if (!hasElectronicAddress(file)) return mailed
    const wired = inWindow.find(({ channel }) => channel === 'electronic')
    if (mailed === undefined || wired === undefined) return undefined
    return mailed.day > wired.day ? mailed : wired
  },
  span: dated({ from: '2023-07-07', value: { days: 30 } }),
}

function sentInWindow({ letters, period }: EnrollmentFile, settings: Settings): Letter[] {
  const start = period.start
  if (start === undefined) return []
  const opens: Day = addDays(start, -settings.on('letter-window-before-days', start))
  return letters.filter(({ day }) => opens <= day).toSorted((one: Mark, other: Mark) => (one.day < other.day ? -1 : 1))
}

function hasElectronicAddress({ family }: EnrollmentFile): boolean {
  return family.electronic
}

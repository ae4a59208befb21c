import type { Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { covers } from '../../vocabulary/calendar.ts'
import type { Finding } from '../../vocabulary/finding.ts'
import type { Requirement } from '../../vocabulary/requirement.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { type ClockCase, clockCase, type EnrollmentFile } from '../case/clock-case.ts'
import { all, keyOf } from '../case/element.ts'
import { type ClockReading, readClocks } from '../clocks/index.ts'

/** One row whose last column says that time alone opens a finding. It reads a member's record on a day. */
export interface WatchRule {
  cites: Requirement
  /** Resource type of the record at fault. */
  about: Resource['resourceType']
  /** A gate warns of the same at the write; what the write opened closes when this finds it no more. */
  settlesWrites?: true
  judge(file: WatchCase, day: Day, settings: Settings): Finding[]
}

/** A member's record on a day, as these rules look at it. */
export interface WatchCase {
  records: readonly Resource[]
  clocks: ClockCase
  /** Every clock as it stands on the day. */
  readings: readonly ClockReading[]
  /** Enrollments in force on the day, each with the key that a finding names. */
  enrolled: readonly (EnrollmentFile & { key: string; start: Day })[]
}

/** Reads the record once for all rules. */
export function watchCase(records: readonly Resource[], day: Day, settings: Settings): WatchCase {
  const clocks = clockCase(records, settings)
  const inForce = new Set(
    all(records, 'EpisodeOfCare')
      .filter(({ status }) => status === 'active' || status === 'onhold')
      .map(keyOf),
  )
  return {
    records,
    clocks,
    readings: readClocks(clocks, day, settings),
    enrolled: clocks.enrollments.flatMap((file) => {
      const { key, period } = file
      if (key === undefined || period.start === undefined || !inForce.has(key) || !covers(period, day)) return []
      return { ...file, key, start: period.start }
    }),
  }
}

import type { Coverage, CoverageEligibilityResponse } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import { covers, type Day, type Period } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesOf, periodOf, referencesOf, sourceOf } from './fact-source.ts'

/** One insurance of the member. */
export interface CoverageFact {
  source: string
  id: string
  active: boolean
  /** Codes of `masshealth-coverage-type`; empty for other insurance. */
  types: string[]
  period: Period
}

/** One answer of the eligibility system (LAW-10). */
export interface EligibilityCheck {
  source: string
  made: Day
  /** Days that were asked about. */
  serviced: Period
  inforce: boolean
  coverages: string[]
}

export function coverageOf(coverage: Coverage): CoverageFact {
  return {
    source: sourceOf(coverage),
    id: coverage.id ?? '',
    active: coverage.status === 'active',
    types: codesOf(coverage.type, systems.masshealthCoverageType),
    period: periodOf(coverage.period),
  }
}

/** Undefined for an answer that is void or has no day. */
export function eligibilityCheckOf(response: CoverageEligibilityResponse): EligibilityCheck | undefined {
  const made = localDay(response.created)
  if (made === undefined || response.status !== 'active') return undefined
  const day = localDay(response.servicedDate)
  return {
    source: sourceOf(response),
    made,
    serviced: day === undefined ? periodOf(response.servicedPeriod) : { start: day, end: day },
    inforce: response.insurance?.some(({ inforce }) => inforce === true) ?? false,
    coverages: referencesOf(response.insurance?.map(({ coverage }) => coverage)),
  }
}

const qualifyingTypes = new Set(['standard', 'commonhealth'])

/** MassHealth Standard or CommonHealth, active: the cover that the program asks for (CARES-ELG-02). */
export function isQualifying(coverage: CoverageFact): boolean {
  return coverage.active && coverage.types.some((type) => qualifyingTypes.has(type))
}

/** The qualifying covers of a day. Other insurance beside them does not matter (CARES-ELG-02). */
export function qualifyingOn(coverages: readonly CoverageFact[], day: Day): CoverageFact[] {
  return coverages.filter((coverage) => isQualifying(coverage) && covers(coverage.period, day))
}

import type { MeasureReport } from '@medplum/fhirtypes'
import { requirementSystem } from '#fhir/issue.ts'
import { systems } from '#generated/codes.ts'
import { daysOf, type Instant, type Month } from '../../vocabulary/calendar.ts'
import type { MonthResult } from './month-eligibility.ts'
import { pmpmMeasure, reportId } from './month-report.ts'

const populations = 'http://terminology.hl7.org/CodeSystem/measure-population'

/** Counts answers as they come by, so that a long roster need not be kept. */
export interface RosterTally {
  add(result: MonthResult): void
  /** The summary: how many were asked about, how many are payable, how many failed each test. */
  report(about: { provider: string; month: Month; asOf: Instant }): MeasureReport
}

export function rosterTally(): RosterTally {
  let asked = 0
  let payable = 0
  const failures = new Map<string, number>()
  return {
    add(result) {
      asked++
      if (result.payable) payable++
      for (const { cites, pass } of result.tests) failures.set(cites.id, (failures.get(cites.id) ?? 0) + (pass ? 0 : 1))
    },
    report: ({ provider, month, asOf }) => ({
      resourceType: 'MeasureReport',
      id: reportId('roster', provider, month, asOf),
      status: 'complete',
      type: 'summary',
      measure: pmpmMeasure,
      date: asOf,
      reporter: { reference: provider },
      period: daysOf(month),
      group: [
        {
          code: { coding: [{ system: systems.pmpmAnswer, code: 'payable' }] },
          population: [population('denominator', asked), population('numerator', payable)],
        },
        ...[...failures].map(([row, count]) => ({
          code: { coding: [{ system: requirementSystem, code: row }] },
          population: [population('denominator', asked), population('numerator', asked - count)],
        })),
      ],
    }),
  }
}

function population(code: string, count: number) {
  return { code: { coding: [{ system: populations, code }] }, count }
}

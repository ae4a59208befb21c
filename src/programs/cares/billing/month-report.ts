import { createHash } from 'node:crypto'
import type { Extension, MeasureReport, MeasureReportGroup, MeasureReportGroupStratifierStratum } from '@medplum/fhirtypes'
import { canon, requirementSystem } from '#fhir/issue.ts'
import { systems } from '#generated/codes.ts'
import { daysOf, type Instant } from '../../vocabulary/calendar.ts'
import type { EventAnswer } from './judge-event.ts'
import type { MonthResult, MonthTest } from './month-eligibility.ts'

/** The measure that a month's answer is of. */
export const pmpmMeasure = `${canon}/Measure/cares-pmpm`

/** A month's answer as a FHIR resource, `cares-pmpm`. The same answer as of the same moment is the same bytes. */
export function monthReport(result: MonthResult, { asOf }: { asOf: Instant }): MeasureReport {
  const { member, provider, month, payable, tests, events, warnings } = result
  const facts = [...new Set([...tests.flatMap((test) => test.facts), ...warnings.map(({ fact }) => fact)])].toSorted()
  return {
    resourceType: 'MeasureReport',
    id: reportId('pmpm', member, provider, month, asOf),
    meta: { profile: [`${canon}/StructureDefinition/cares-pmpm`] },
    status: 'complete',
    type: 'individual',
    measure: pmpmMeasure,
    subject: { reference: `Patient/${member}` },
    date: asOf,
    reporter: { reference: provider },
    period: daysOf(month),
    group: [
      {
        ...(warnings.length > 0 ? { extension: warnings.flatMap(({ says, fact }) => [saying(says), naming(fact)]) } : {}),
        code: { coding: [{ system: systems.pmpmAnswer, code: 'payable' }] },
        measureScore: { value: payable ? 1 : 0 },
      },
      ...tests.map((test) => groupOf(test, events)),
    ],
    evaluatedResource: facts.map((reference) => ({ reference })),
  }
}

/** An id that follows from what is answered, so that asking again makes no second report. */
export function reportId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 40)
}

function groupOf(test: MonthTest, events: readonly EventAnswer[]): MeasureReportGroup {
  return {
    extension: [saying(test.says), ...test.facts.map(naming)],
    code: { coding: [{ system: requirementSystem, code: test.cites.id }] },
    measureScore: { value: test.pass ? 1 : 0 },
    // The events themselves, each with the rows that it fails, stand under the row that says what an event is.
    ...(test.cites.id === 'CARES-PAY-05' && events.length > 0
      ? { stratifier: [{ code: [{ text: 'service event' }], stratum: events.map(stratumOf) }] }
      : {}),
  }
}

function stratumOf({ event, countable, faults }: EventAnswer): MeasureReportGroupStratifierStratum {
  return {
    extension: [naming(event.source), ...faults.map(({ cites, says }) => saying(`${cites.id}: ${says}`))],
    value: { text: event.activities.join(', ') },
    measureScore: { value: countable ? 1 : 0 },
  }
}

function saying(valueString: string): Extension {
  return { url: `${canon}/StructureDefinition/says`, valueString }
}

function naming(reference: string): Extension {
  return { url: `${canon}/StructureDefinition/fact`, valueReference: { reference } }
}

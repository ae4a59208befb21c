import { createHash } from 'node:crypto'
import type { Extension, MeasureReport, MeasureReportGroup } from '@medplum/fhirtypes'
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
        ...(warnings.length > 0
          ? { extension: [saying(warnings.map(({ says }) => says)), ...warnings.map(({ fact }) => naming(fact))] }
          : {}),
        code: { coding: [{ system: systems.pmpmAnswer, code: 'payable' }] },
        measureScore: { value: payable ? 1 : 0 },
      },
      ...tests.map(testGroup),
      ...events.map(eventGroup),
    ],
    evaluatedResource: facts.map((reference) => ({ reference })),
  }
}

/** An id that follows from what is answered, so that asking again makes no second report. */
export function reportId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 40)
}

function testGroup({ cites, pass, says, facts }: MonthTest): MeasureReportGroup {
  return {
    extension: [saying([says]), ...facts.map(naming)],
    code: { coding: [{ system: requirementSystem, code: cites.id }] },
    measureScore: { value: pass ? 1 : 0 },
  }
}

/** An event of the month: what was done, whether it counts, and every row that it fails. */
function eventGroup({ event, countable, faults }: EventAnswer): MeasureReportGroup {
  const failed = faults.map(({ cites, says }) => `${cites.id}: ${says}.`)
  return {
    extension: [...(countable ? [] : [saying(failed)]), naming(event.source)],
    code: { coding: event.activities.map((code) => ({ system: systems.caresActivity, code })) },
    measureScore: { value: countable ? 1 : 0 },
  }
}

function saying(sentences: readonly string[]): Extension {
  return { url: `${canon}/StructureDefinition/says`, valueString: sentences.join(' ') }
}

function naming(reference: string): Extension {
  return { url: `${canon}/StructureDefinition/fact`, valueReference: { reference } }
}

import type { CarePlan } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { extensionOf } from '../case/fact-source.ts'

export const finalizedOnUrl = `${canon}/StructureDefinition/finalized-on`

/** The day on which this version of a plan was finished; undefined for one that never was. */
export function finalizedOn(plan: CarePlan): Day | undefined {
  return localDay(extensionOf(plan, 'finalized-on')?.valueDate)
}

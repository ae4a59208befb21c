import type { Condition, Resource } from '@medplum/fhirtypes'
import { all, codesFrom, keyOf, wordsOf } from './element.ts'
import { extensionOf } from './fact-source.ts'

/** A need of the member or of the parents, as the assessment found it. */
export interface Need {
  /** `Condition/id`. */
  source: string
  domains: string[]
  text?: string
  /** Still there: neither resolved nor entered in error. */
  open: boolean
  /** Why nothing is to be done, where the family and the team decided so. */
  noAction?: string
  resource: Condition
}

const closed = new Set(['inactive', 'remission', 'resolved'])
const wrong = new Set(['entered-in-error', 'refuted'])

/** The needs on record: health concerns filed under a domain of the plan. A diagnosis alone is none. */
export function needsOf(records: readonly Resource[]): Need[] {
  return all(records, 'Condition').flatMap((condition) => {
    const domains = codesFrom(condition.category, 'icp-domain')
    const concern = condition.category?.some(({ coding }) => coding?.some(({ code }) => code === 'health-concern'))
    if (domains.length === 0 || !concern) return []
    return {
      source: keyOf(condition),
      domains,
      text: wordsOf(condition.code),
      open: isOpen(condition),
      noAction: extensionOf(condition, 'no-action')?.valueString?.trim() || undefined,
      resource: condition,
    }
  })
}

/** Is the condition still there: neither resolved, inactive or in remission, nor refuted or entered in error? */
export function isOpen(condition: Condition): boolean {
  const clinical = condition.clinicalStatus?.coding?.some(({ code }) => code !== undefined && closed.has(code))
  const verification = condition.verificationStatus?.coding?.some(({ code }) => code !== undefined && wrong.has(code))
  return !clinical && !verification
}

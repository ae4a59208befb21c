import type { Extension } from '@medplum/fhirtypes'
import { extensionsOf, partOf } from './fact-source.ts'

/** How a plan says "none", "not applicable", or why somebody took no part (records.md, ICP). */
export interface Statement {
  about: string
  answer: string
  note?: string
}

/** The statements on a plan or a goal, in the order written; one without subject or answer says nothing. */
export function statementsOf(plan: { extension?: Extension[] }): Statement[] {
  return extensionsOf(plan, 'icp-statement').flatMap((extension) => {
    const about = partOf(extension, 'about')?.valueCode
    const answer = partOf(extension, 'answer')?.valueCode
    const note = partOf(extension, 'note')?.valueString?.trim()
    return about && answer ? [{ about, answer, ...(note ? { note } : {}) }] : []
  })
}

/** What the plan says about a thing; the first word on it counts. */
export function said(statements: readonly Statement[], about: string): Statement | undefined {
  return statements.find((statement) => statement.about === about)
}

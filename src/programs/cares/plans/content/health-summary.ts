import { refuses } from '../../../vocabulary/finding.ts'
import { answer } from '../../case/assessment.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** The six headings of the health summary: linkIds of the assessment, and what a statement is about. */
export const headings = [
  'medical-history',
  'behavioral-history',
  'personal-circumstances',
  'educational-circumstances',
  'behavioral-circumstances',
  'social-circumstances',
] as const

/** Each of the six headings of the health summary has content, or is said to have none known. */
export const healthSummary: ContentRule = {
  cites: icp['CARES-ICP-09'],
  judge({ statements, cited }) {
    return headings
      .filter((heading) => said(statements, heading) === undefined && answer(cited?.resource.item, heading) === undefined)
      .map((heading) =>
        refuses(
          this.cites,
          'required',
          `The health summary says nothing under ${heading}. Answer it in the assessment, or add an icp-statement about it with answer none-known.`,
          'CarePlan.supportingInfo',
        ),
      )
  },
}

import { type Finding, warns } from '../../../vocabulary/finding.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** At least one goal is in the family's own voice, and the legal decision-maker, where there is one, took part. */
export const familySteers: ContentRule = {
  cites: icp['CARES-ICP-03'],
  judge({ goals, family, contributors, on }) {
    const findings: Finding[] = []
    if (!goals.some(({ expressedBy }) => expressedBy?.startsWith('Patient/') || expressedBy?.startsWith('RelatedPerson/'))) {
      findings.push(
        warns(
          this.cites,
          'incomplete',
          'No goal is expressed by the member or the family. Name whose wish a goal is in Goal.expressedBy.',
          'CarePlan.goal',
        ),
      )
    }
    const deciders = family.kin.filter(({ guardianships }) =>
      guardianships.some(({ start, end }) => (start ?? on) <= on && on <= (end ?? on)),
    )
    if (deciders.length > 0 && !deciders.some(({ source }) => contributors.includes(source))) {
      findings.push(
        warns(
          this.cites,
          'incomplete',
          'The legal decision-maker is not among the contributors. Add the guardian to CarePlan.contributor.',
          'CarePlan.contributor',
        ),
      )
    }
    return findings
  },
}

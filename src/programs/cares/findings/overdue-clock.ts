import type { Resource } from '@medplum/fhirtypes'
import { opens } from '../../vocabulary/finding.ts'
import type { Requirement } from '../../vocabulary/requirement.ts'
import { annualReassessment } from '../clocks/annual-reassessment.ts'
import { beyond30Note } from '../clocks/beyond-30-note.ts'
import { monitoring } from '../clocks/monitoring.ts'
import { noDate } from '../clocks/no-date.ts'
import type { WatchRule } from './watch-rule.ts'

/**
 * The clocks whose row opens a finding from the day after the due day, and what to do about it. A referral without a date
 * (CARES-MON-09) is among them, as the row wants it not to be lost: it stays on the worklist until there is a date, a note or
 * a reason.
 */
export const overdueClocks: readonly WatchRule[] = [
  overdue(annualReassessment, 'EpisodeOfCare', 'No reassessment in time. Reassess the member.'),
  overdue(monitoring, 'EpisodeOfCare', 'The plan was not monitored in time. Review it with the family and the team.'),
  overdue(
    beyond30Note,
    'ServiceRequest',
    'The service is set for more than 30 days after the referral, and no case note says so. Write it.',
  ),
  overdue(
    noDate,
    'ServiceRequest',
    'The referral has no date for the service. Set one, note that none is known, or close it with the reason.',
  ),
]

function overdue(clock: { cites: Requirement; name: string }, about: Resource['resourceType'], says: string): WatchRule {
  return {
    cites: clock.cites,
    about,
    judge: ({ readings }) =>
      readings
        .filter(({ name, state, about: record }) => name === clock.name && state === 'overdue' && record.startsWith(`${about}/`))
        .map(({ due, about: record }) => opens(clock.cites, `${says} It was due on ${due}.`, record)),
  }
}

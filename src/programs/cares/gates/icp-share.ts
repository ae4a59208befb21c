import type { Communication } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { type Finding, forbids, refuses } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { isCoded } from '../case/element.ts'
import { memberIn } from '../case/fact-source.ts'
import { sharingBasis, sharingTypes } from '../case/sharing-basis.ts'
import { con } from '../requirements/con.ts'
import { icp } from '../requirements/icp.ts'

const shared = icp['CARES-ICP-06']

/**
 * CARES-ICP-06, CARES-CON-01: a plan that goes out goes to those who have a basis on the day: the family, those who care and pay
 * (unless the setting asks for a release of these as well), and whoever a release in force names. A school, a community body or a
 * state agency has it by a release alone (AMB-17).
 */
export const icpShare: Gate = {
  type: 'Communication',
  applies: (resource, previous) => isShare(resource) && !(previous !== undefined && isShare(previous) && saysTheSame(resource, previous)),
  needs: (resource) => ({ member: memberIn((resource as Communication).subject), types: sharingTypes, others: [], alongside: [] }),
  decide({ resource, today, settings }, record): Finding[] {
    const { recipient = [], sent } = resource as Communication
    if (recipient.length === 0) return [refuses(shared, 'required', 'A share says with whom: recipient.', 'Communication.recipient')]
    const day = localDay(sent) ?? today
    return recipient.flatMap((one, index) =>
      sharingBasis(one, record, day, settings) === undefined
        ? [
            forbids(
              con['CARES-CON-01'],
              'The plan may not go to this recipient: no release in force names it, and it has no other basis on that day.',
              `Communication.recipient[${index}]`,
            ),
          ]
        : [],
    )
  },
}

function isShare(resource: object): resource is Communication {
  const { resourceType, status, category } = resource as Communication
  return (
    resourceType === 'Communication' &&
    (status === 'completed' || status === 'in-progress') &&
    isCoded(category, 'communication-kind', 'icp-share')
  )
}

/** What was shared stays as it was judged, whatever ended since. */
function saysTheSame(one: Communication, other: Communication): boolean {
  return other.status === one.status && one.sent === other.sent && JSON.stringify(one.recipient) === JSON.stringify(other.recipient)
}

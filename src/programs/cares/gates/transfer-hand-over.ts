import type { Consent, Resource, Task } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { covers, type Day } from '../../vocabulary/calendar.ts'
import { type Finding, forbids } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, isCoded } from '../case/element.ts'
import { memberIn, periodOf, referenceOf } from '../case/fact-source.ts'
import { asn } from '../requirements/asn.ts'

/**
 * The record goes to the provider that a member transfers to only under a release that the family signed for it
 * (CARES-ASN-10). Handing over is the Task `transfer-hand-over`, owned by the new provider: it is not completed without.
 */
export const transferHandOver: Gate = {
  type: 'Task',
  applies: (resource, previous) =>
    isHandOver(resource) && resource.status === 'completed' && (previous as Task | undefined)?.status !== 'completed',
  needs: (resource) => ({ member: memberIn((resource as Task).for), types: ['Consent'], others: [], alongside: [] }),

  decide({ resource, today }, record): Finding[] {
    const receiver = referenceOf((resource as Task).owner)
    if (all(record, 'Consent').some((consent) => releasesTo(consent, receiver, today))) return []
    const says = 'No release of the family is in force today that names the provider who is to receive the record: it stays where it is.'
    return [forbids(asn['CARES-ASN-10'], says, 'Task.owner')]
  },
}

function isHandOver(resource: Resource): resource is Task {
  return resource.resourceType === 'Task' && isCoded(resource.code, 'task-kind', 'transfer-hand-over')
}

/** A signed release in force on the day whose receiving party is this one. */
function releasesTo({ category, status, dateTime, provision }: Consent, receiver: string | undefined, day: Day): boolean {
  const signed = localDay(dateTime)
  if (status !== 'active' || !isCoded(category, 'consent-kind', 'release') || signed === undefined || signed > day) return false
  if (receiver === undefined || provision === undefined || provision.type === 'deny') return false
  const { start = signed, end } = periodOf(provision.period)
  if (!covers({ start, ...(end ? { end } : {}) }, day)) return false
  return (provision.actor ?? []).some(
    ({ role, reference }) => role.coding?.some(({ code }) => code === 'IRCP') && referenceOf(reference) === receiver,
  )
}

import type { Resource } from '@medplum/fhirtypes'
import type { Day, Period } from '../../vocabulary/calendar.ts'
import { opens } from '../../vocabulary/finding.ts'
import { all, codesFrom } from '../case/element.ts'
import { periodOf, referenceOf } from '../case/fact-source.ts'
import { type StaffRole, staffRoleOf } from '../case/staff.ts'
import { coo } from '../requirements/coo.ts'
import { stf } from '../requirements/stf.ts'
import type { WatchRule } from './watch-rule.ts'

/** Codes of `cares-role` that answer for a member. */
const managing = ['care-coordinator', 'senior-care-manager']

/** On every enrolled day one person is the family's first-line contact: on the enrollment or on the team. */
export const firstLineContact: WatchRule = {
  cites: coo['CARES-COO-01'],
  about: 'EpisodeOfCare',
  judge({ records, enrolled }, day) {
    const without = enrolled.filter(({ careManager }) => !isThere(records, careManager, day))
    if (without.length === 0 || standing(records, day).some(({ roles }) => roles.includes('first-line-contact'))) return []
    return without.map(({ key }) =>
      opens(this.cites, 'Nobody is named as first-line contact. Name a care coordinator or senior care manager.', key),
    )
  },
}

/** On every enrolled day a care coordinator or senior care manager is assigned. */
export const coordinatorAssigned: WatchRule = {
  cites: stf['CARES-STF-13'],
  about: 'EpisodeOfCare',
  judge({ records, enrolled }, day) {
    const manages = (roles: readonly string[]) => roles.some((role) => managing.includes(role))
    const without = enrolled.filter(({ careManager }) => !manages(holdsOf(records, careManager, day)))
    if (without.length === 0 || standing(records, day).some(({ roles, holds }) => manages(roles) || manages(holds))) return []
    return without.map(({ key }) => opens(this.cites, 'Neither a care coordinator nor a senior care manager is assigned. Assign one.', key))
  },
}

/** Entries of the member's care teams in force on a day: the role in the team, and the roles that the person's post has. */
function standing(records: readonly Resource[], day: Day): { roles: string[]; holds: string[] }[] {
  return all(records, 'CareTeam')
    .filter(({ status }) => status === 'active' || status === undefined)
    .flatMap(({ participant }) => participant ?? [])
    .filter(({ period, member }) => holds(periodOf(period), day) && isThere(records, referenceOf(member), day))
    .map(({ role, member }) => ({ roles: codesFrom(role, 'cares-role'), holds: holdsOf(records, referenceOf(member), day) }))
}

/** Somebody is named, and where their post is on record it is held on the day. */
function isThere(records: readonly Resource[], who: string | undefined, day: Day): boolean {
  if (who === undefined) return false
  const post = postOf(records, who)
  return post === undefined || isInPost(post, day)
}

function holdsOf(records: readonly Resource[], who: string | undefined, day: Day): string[] {
  const post = who === undefined ? undefined : postOf(records, who)
  return post !== undefined && isInPost(post, day) ? post.roles : []
}

function postOf(records: readonly Resource[], who: string): StaffRole | undefined {
  // Asked for every name on a team: no key is made for each of the record's other resources.
  const role = records.find(({ resourceType, id }) => resourceType === 'PractitionerRole' && who === `PractitionerRole/${id}`)
  return role?.resourceType === 'PractitionerRole' ? staffRoleOf(role) : undefined
}

/** Nothing said of when a post was taken up or left leaves it held; switched off, it is not. */
function isInPost({ period, voided }: StaffRole, day: Day): boolean {
  return !voided && holds(period, day)
}

function holds({ start, end }: Period, day: Day): boolean {
  return (start ?? day) <= day && day <= (end ?? day)
}

import type { Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, codesFrom, isCoded, keyOf } from './element.ts'
import { referenceOf } from './fact-source.ts'

/** A senior care manager's review that was done. */
export interface Review {
  /** `Task/id`. */
  source: string
  /** What was reviewed, `Type/id`. */
  focus?: string
  /** Who reviewed, `Type/id`, and the roles that the record shows for them. */
  owner?: string
  roles: string[]
  on?: Day
}

/** The completed reviews on record. The reviewer's roles are read from the role itself and from the care teams. */
export function reviewsOf(records: readonly Resource[]): Review[] {
  return all(records, 'Task')
    .filter((task) => task.status === 'completed' && isCoded(task.code, 'task-kind', 'scm-review'))
    .map((task) => {
      const owner = referenceOf(task.owner)
      return {
        source: keyOf(task),
        focus: referenceOf(task.focus),
        owner,
        roles: owner === undefined ? [] : rolesOf(records, owner),
        on: localDay(task.executionPeriod?.end),
      }
    })
}

function rolesOf(records: readonly Resource[], owner: string): string[] {
  return [
    ...all(records, 'PractitionerRole').flatMap((role) => (keyOf(role) === owner ? codesFrom(role.code, 'cares-role') : [])),
    ...all(records, 'CareTeam').flatMap((team) =>
      (team.participant ?? []).flatMap(({ member, role }) => (referenceOf(member) === owner ? codesFrom(role, 'cares-role') : [])),
    ),
  ]
}

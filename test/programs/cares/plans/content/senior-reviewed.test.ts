import { describe, expect, test } from '@jest/globals'
import type { CareTeam, PractitionerRole, Task } from '@medplum/fhirtypes'
import { seniorReviewed } from '#programs/cares/plans/content/senior-reviewed.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { judge } from './judge.ts'

const gap = ['CARES-STF-10 refuses business-rule']
const review = (change: Partial<Task>) => changed<Task>(completeRecord(), 'Task/scm-review', (task) => ({ ...task, ...change }))

describe('CARES-STF-10: a senior care manager sees the plan through', () => {
  test('CARES-STF-10: reviewed by the day of finalization, not after', () => {
    const on = (end: string) => judge(seniorReviewed, review({ executionPeriod: { end } }))
    expect(on('2024-04-25T23:59:00-04:00')).toEqual([])
    expect(on('2024-04-26T00:00:00-04:00')).toEqual(gap)
  })

  test('CARES-STF-10: a review that is not done, or of something else, is none', () => {
    expect(judge(seniorReviewed, review({ status: 'in-progress' }))).toEqual(gap)
    expect(judge(seniorReviewed, review({ focus: { reference: 'CarePlan/another' } }))).toEqual(gap)
  })

  test('CARES-STF-10: a care coordinator’s review is not a senior care manager’s', () => {
    expect(judge(seniorReviewed, review({ owner: { reference: 'PractitionerRole/obi-role' } }))).toEqual(gap)
  })

  test('CARES-STF-10: the role is read from the post, or from the team', () => {
    const offTeam = changed<CareTeam>(completeRecord(), 'CareTeam/rosas-team', (team) => ({
      ...team,
      participant: team.participant!.filter(({ member }) => member?.reference !== 'PractitionerRole/ines-role'),
    }))
    expect(judge(seniorReviewed, offTeam)).toEqual([])
    expect(
      judge(
        seniorReviewed,
        changed<PractitionerRole>(offTeam, 'PractitionerRole/ines-role', ({ code: _, ...role }) => role),
      ),
    ).toEqual(gap)
    expect(
      judge(
        seniorReviewed,
        changed<PractitionerRole>(completeRecord(), 'PractitionerRole/ines-role', ({ code: _, ...role }) => role),
      ),
    ).toEqual([])
  })
})

import { describe, expect, test } from '@jest/globals'
import type { CareTeam, CareTeamParticipant, Patient } from '@medplum/fhirtypes'
import { contacts } from '#programs/cares/plans/content/contacts.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { ext, part, statement } from '../../../../people/spelling.ts'
import { judge, saying, set, withPlan } from './judge.ts'

const gap = ['CARES-ICP-08 refuses required']
const roleOf = ({ role }: CareTeamParticipant) => role![0]!.coding![0]!.code!
const team = (change: (team: CareTeam) => CareTeam, record = completeRecord()) => changed<CareTeam>(record, 'CareTeam/rosas-team', change)
const lacking = (...roles: string[]) =>
  team((one) => ({ ...one, participant: one.participant!.filter((entry) => !roles.includes(roleOf(entry))) }))

describe('CARES-ICP-08: the plan says whom to call', () => {
  test.each(['specialist', 'school', 'continuous-nursing'])(
    'CARES-ICP-08: a team without %s, and without a word on it, is a gap',
    (role) => {
      expect(judge(contacts, lacking(role))).toEqual(gap)
      const said = changed<CareTeam>(saying(statement(`team-${role}`, 'not-applicable')), 'CareTeam/rosas-team', (one) => ({
        ...one,
        participant: one.participant!.filter((entry) => roleOf(entry) !== role),
      }))
      expect(judge(contacts, said)).toEqual([])
      const none = (reason?: string) =>
        changed<CareTeam>(lacking(role), 'CareTeam/rosas-team', (one) => ({
          ...one,
          extension: [
            ext('category-none', {
              extension: [part('category', { valueCode: role }), ...(reason ? [part('reason', { valueString: reason })] : [])],
            }),
          ],
        }))
      expect(judge(contacts, none('Has none'))).toEqual([])
      expect(judge(contacts, none())).toEqual(gap)
    },
  )

  test('CARES-ICP-08: early intervention stands for the school of a small child', () => {
    const early = team((one) => ({
      ...one,
      participant: one.participant!.map((entry) =>
        roleOf(entry) === 'school'
          ? { ...entry, role: [{ coding: [{ ...entry.role![0]!.coding![0]!, code: 'early-intervention' }] }] }
          : entry,
      ),
    }))
    expect(judge(contacts, early)).toEqual([])
  })

  test('CARES-ICP-08: primary care on the member’s own record is primary care', () => {
    expect(judge(contacts, lacking('primary-care'))).toEqual([])
    const neither = changed<Patient>(lacking('primary-care'), 'Patient/rosa', ({ generalPractitioner: _, ...rosa }) => rosa)
    expect(judge(contacts, neither)).toEqual(gap)
  })

  test('CARES-ICP-08: the care manager is the first-line contact; without that entry, whom the enrollment names', () => {
    expect(judge(contacts, lacking('first-line-contact'))).toEqual([])
    expect(judge(contacts, lacking('first-line-contact', 'care-coordinator'))).toEqual(gap)
    expect(judge(contacts, lacking('senior-care-manager'), '2024-04-25', set('care-manager-role', 'scm-only'))).toEqual(gap)
  })

  test('CARES-ICP-08: whoever left the team before that day is not on it', () => {
    const until = (end: string) =>
      team((one) => ({
        ...one,
        participant: one.participant!.map((entry) =>
          roleOf(entry) === 'specialist' ? { ...entry, period: { start: '2024-03-15', end } } : entry,
        ),
      }))
    expect(judge(contacts, until('2024-04-25'))).toEqual([])
    expect(judge(contacts, until('2024-04-24'))).toEqual(gap)
  })

  test('CARES-ICP-08: a mother without any contact is a gap, the child itself is not asked', () => {
    const silent = changed(completeRecord(), 'RelatedPerson/rosas-mother', ({ telecom: _, ...person }: Patient) => person as never)
    expect(judge(contacts, silent)).toEqual(gap)
    expect(
      judge(
        contacts,
        changed<Patient>(completeRecord(), 'Patient/rosa', ({ telecom: _, ...rosa }) => rosa),
      ),
    ).toEqual([])
  })

  test('CARES-ICP-08: a plan without a team lacks its care manager and every partner', () => {
    expect(
      judge(
        contacts,
        withPlan((plan) => ({ ...plan, careTeam: [] })),
      ),
    ).toHaveLength(4)
  })
})

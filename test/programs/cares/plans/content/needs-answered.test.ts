import { describe, expect, test } from '@jest/globals'
import type { CareTeam, Condition, Goal, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import { needsAnswered } from '#programs/cares/plans/content/needs-answered.ts'
import { changed, completeRecord, without } from '../../../../people/complete-record.ts'
import { clinical, coded, concept, ext } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

const required = ['CARES-ICP-05 refuses required']
const stranger = ['CARES-ICP-05 refuses business-rule']
const need = (change: (need: Condition) => Condition, record: Resource[] = open()) =>
  changed<Condition>(record, 'Condition/need-rides', change)
/** Nobody's goal addresses the rides. */
const open = () => changed<Goal>(completeRecord(), 'Goal/goal-friends', ({ addresses: _, ...goal }) => goal)
const team = (change: (team: CareTeam) => CareTeam) => changed<CareTeam>(completeRecord(), 'CareTeam/rosas-team', change)

describe('CARES-ICP-05: every open need is answered by somebody on the team', () => {
  test('CARES-ICP-05: an open need has a goal, or a declared decision to do nothing', () => {
    expect(judge(needsAnswered, open())).toEqual(required)
    expect(
      judge(
        needsAnswered,
        need((one) => ({ ...one, extension: [ext('no-action', { valueString: 'Grandmother drives' })] })),
      ),
    ).toEqual([])
    expect(
      judge(
        needsAnswered,
        need((one) => ({ ...one, extension: [ext('no-action', { valueString: ' ' })] })),
      ),
    ).toEqual(required)
  })

  test('CARES-ICP-05: a need that is resolved, or was an error, asks for nothing; a diagnosis is not a need', () => {
    expect(
      judge(
        needsAnswered,
        need((one) => ({ ...one, clinicalStatus: coded(clinical, 'resolved') })),
      ),
    ).toEqual([])
    expect(
      judge(
        needsAnswered,
        need((one) => ({
          ...one,
          verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'entered-in-error'),
        })),
      ),
    ).toEqual([])
    expect(
      judge(
        needsAnswered,
        need((one) => ({ ...one, category: [concept('icp-domain', 'social')] })),
      ),
    ).toEqual([])
  })

  test('CARES-ICP-05: whoever does it is on the team on that day', () => {
    const until = (end: string) =>
      team((one) => ({
        ...one,
        participant: one.participant!.map((entry) =>
          entry.member?.reference === 'PractitionerRole/fern-role' ? { ...entry, period: { start: '2024-03-15', end } } : entry,
        ),
      }))
    expect(judge(needsAnswered, until('2024-04-25'))).toEqual([])
    expect(judge(needsAnswered, until('2024-04-24'))).toEqual([...stranger, ...stranger])
    const from = (start: string) =>
      team((one) => ({
        ...one,
        participant: one.participant!.map((entry) =>
          entry.member?.reference === 'PractitionerRole/ines-role' ? { ...entry, period: { start } } : entry,
        ),
      }))
    expect(judge(needsAnswered, from('2024-04-25'))).toEqual([])
    expect(judge(needsAnswered, from('2024-04-26'))).toEqual(stranger)
  })

  test('CARES-ICP-05: the person behind a role on the team, or the role by its name, is on the team', () => {
    const owner = (reference: string) => changed<Task>(completeRecord(), 'Task/fit-walker', (task) => ({ ...task, owner: { reference } }))
    expect(judge(needsAnswered, owner('Practitioner/obi'))).toEqual([])
    expect(judge(needsAnswered, owner('Practitioner/noor'))).toEqual(stranger)
    const byRole = (code: string) =>
      changed<Task>(completeRecord(), 'Task/fit-walker', ({ owner: _, ...task }) => ({
        ...task,
        performerType: [concept('cares-role', code)],
      }))
    expect(judge(needsAnswered, byRole('family-support'))).toEqual([])
    expect(judge(needsAnswered, byRole('dental'))).toEqual(stranger)
  })

  test('CARES-ICP-05: a school support needs somebody too; a step that was given up needs nobody', () => {
    const nobody = changed<ServiceRequest>(completeRecord(), 'ServiceRequest/school-nurse', ({ performer: _, ...one }) => one)
    expect(judge(needsAnswered, nobody)).toEqual(required)
    expect(
      judge(
        needsAnswered,
        changed<ServiceRequest>(nobody, 'ServiceRequest/school-nurse', (one) => ({ ...one, status: 'revoked' })),
      ),
    ).toEqual([])
  })

  test('CARES-ICP-05: without a team everybody is a stranger', () => {
    expect(new Set(judge(needsAnswered, without(completeRecord(), 'CareTeam/rosas-team')))).toEqual(new Set(stranger))
    expect(
      judge(
        needsAnswered,
        withPlan((plan) => ({ ...plan, activity: [] })),
      ),
    ).toEqual([])
  })
})

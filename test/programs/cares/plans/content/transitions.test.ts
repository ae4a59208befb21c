import { describe, expect, test } from '@jest/globals'
import type { CarePlan, EpisodeOfCare, Patient, Resource, ServiceRequest } from '@medplum/fhirtypes'
import { transitions } from '#programs/cares/plans/content/transitions.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { concept, ref, statement } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

const gap = ['CARES-ICP-15 refuses required']

/** Somebody born on a day, enrolled on a day. */
const born = (birthDate: string, enrolled = '2024-01-10'): Resource[] =>
  changed<EpisodeOfCare>(
    changed<Patient>(completeRecord(), 'Patient/rosa', (rosa) => ({ ...rosa, birthDate })),
    'EpisodeOfCare/rosas-enrollment',
    (episode) => ({ ...episode, period: { start: enrolled } }),
  )
const announced = (record: Resource[], on?: string): Resource[] => {
  const entry: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: 'adult-plan-due',
    status: 'active',
    intent: 'plan',
    code: concept('service-kind', 'adult-transition-plan-due'),
    subject: ref('Patient/rosa'),
    ...(on ? { occurrenceDateTime: on } : {}),
  }
  return withPlan(
    (plan) => ({ ...plan, activity: [...plan.activity!, { reference: ref('ServiceRequest/adult-plan-due') }] }),
    [...record, entry],
  )
}
const adultPlan: CarePlan = {
  resourceType: 'CarePlan',
  id: 'adult',
  status: 'active',
  intent: 'plan',
  category: [concept('careplan-kind', 'adult-transition')],
  subject: ref('Patient/rosa'),
}

describe('CARES-ICP-15: coming transitions, and the way to adulthood from 16 on', () => {
  test('CARES-ICP-15: the day before the 16th birthday nothing more is asked, on the birthday it is', () => {
    expect(judge(transitions, born('2008-01-31'), '2024-01-30')).toEqual([])
    expect(judge(transitions, born('2008-01-31'), '2024-01-31')).toEqual(gap)
  })

  test('CARES-ICP-15: born on 31 January 2008, the entry serves to 31 March 2024', () => {
    const record = announced(born('2008-01-31'), '2024-03-31')
    expect(judge(transitions, record, '2024-01-31')).toEqual([])
    expect(judge(transitions, record, '2024-03-31')).toEqual([])
    expect(judge(transitions, record, '2024-04-01')).toEqual(gap)
    expect(judge(transitions, [...record, adultPlan], '2024-04-01')).toEqual([])
  })

  test('CARES-ICP-15: enrolled after 16, the sixty days run from enrollment', () => {
    const record = announced(born('2008-01-31', '2024-05-10'), '2024-07-09')
    expect(judge(transitions, record, '2024-07-09')).toEqual([])
    expect(judge(transitions, record, '2024-07-10')).toEqual(gap)
  })

  test('CARES-ICP-15: an entry without its day announces nothing', () => {
    expect(judge(transitions, announced(born('2008-01-31')), '2024-02-15')).toEqual(gap)
  })

  test('CARES-ICP-15: a plan that is only a draft is not yet the plan', () => {
    expect(judge(transitions, [...born('2008-01-31'), { ...adultPlan, status: 'draft' }], '2024-02-15')).toEqual(gap)
  })

  test('CARES-ICP-15: none foreseen is said, and a transition has its day and its strategy', () => {
    const none = withPlan((plan) => ({ ...plan, activity: [] }))
    expect(judge(transitions, none)).toEqual(gap)
    expect(
      judge(
        transitions,
        withPlan((plan) => ({ ...plan, extension: [statement('transitions', 'none-foreseen')] }), none),
      ),
    ).toEqual([])
    expect(
      judge(
        transitions,
        changed<ServiceRequest>(completeRecord(), 'ServiceRequest/third-grade', ({ occurrenceDateTime: _, ...one }) => one),
      ),
    ).toEqual(gap)
  })
})

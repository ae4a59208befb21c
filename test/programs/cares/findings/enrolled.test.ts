import { describe, expect, test } from '@jest/globals'
import type { Patient, PractitionerRole, Resource } from '@medplum/fhirtypes'
import { concept, enrolledKit, ext, found, icpWith, letter, ref, release, stay, teamOf } from './watched.ts'

describe('CARES-ASN-03: a schedule of case review meetings 60 days after enrollment', () => {
  const kit = enrolledKit('2024-01-31')

  test('CARES-ASN-03: 31 January and 60 days is 31 March: nothing on that day, a finding on the next', () => {
    expect(found('CARES-ASN-03', kit, '2024-03-31')).toEqual([])
    expect(found('CARES-ASN-03', kit, '2024-04-01')).toEqual([stay])
  })

  test('a schedule in the plan is enough; one in a plan that was revoked is none', () => {
    const schedule = [ext('case-review-schedule', { valueTiming: { repeat: { frequency: 1, period: 3, periodUnit: 'mo' } } })]
    expect(found('CARES-ASN-03', [...kit, icpWith({ extension: schedule })], '2024-06-01')).toEqual([])
    expect(found('CARES-ASN-03', [...kit, icpWith({ extension: schedule, status: 'revoked' })], '2024-06-01')).toEqual([stay])
  })

  test('who is not enrolled on the day is owed none', () => {
    expect(found('CARES-ASN-03', enrolledKit('2024-01-31', '2024-05-31'), '2024-06-01')).toEqual([])
    expect(found('CARES-ASN-03', enrolledKit('2024-07-01'), '2024-06-01')).toEqual([])
  })
})

describe('CARES-ASN-11: the enrollment letter electronically as well', () => {
  const wired: Patient = {
    resourceType: 'Patient',
    id: 'kit',
    birthDate: '2016-02-29',
    telecom: [{ system: 'email', value: 'kit@home.example' }],
  }
  const kit = [...enrolledKit('2024-01-31').slice(1), wired]

  test('CARES-ASN-11: effective 31 January 2024: due 1 March, a finding on 2 March', () => {
    expect(found('CARES-ASN-11', kit, '2024-03-01')).toEqual([])
    expect(found('CARES-ASN-11', kit, '2024-03-02')).toEqual([stay])
  })

  test('sent, even late, it closes; paper does not, nor a message before the window of 30 days', () => {
    expect(found('CARES-ASN-11', [...kit, letter('ELECTRONIC', '2024-03-05')], '2024-03-05')).toEqual([])
    expect(found('CARES-ASN-11', [...kit, letter('MAILWRIT', '2024-02-05')], '2024-03-05')).toEqual([stay])
    expect(found('CARES-ASN-11', [...kit, letter('ELECTRONIC', '2024-01-01')], '2024-03-05')).toEqual([])
    expect(found('CARES-ASN-11', [...kit, letter('ELECTRONIC', '2023-12-31')], '2024-03-05')).toEqual([stay])
  })

  test('a family without an electronic address is owed none', () => {
    expect(found('CARES-ASN-11', enrolledKit('2024-01-31'), '2024-03-05')).toEqual([])
  })
})

describe('a coordinator on every enrolled day', () => {
  const kit = (manager?: string): Resource[] => {
    const [patient, referral, episode] = enrolledKit('2024-01-10')
    return [patient!, referral!, { ...episode!, careManager: manager === undefined ? undefined : ref(manager) } as Resource]
  }
  const post = (more: Partial<PractitionerRole> = {}): PractitionerRole => ({
    resourceType: 'PractitionerRole',
    id: 'cc',
    code: [concept('cares-role', 'care-coordinator')],
    ...more,
  })

  test('CARES-COO-01: nobody named is found; on the enrollment or on the team is enough', () => {
    expect(found('CARES-COO-01', kit(), '2024-02-01')).toEqual([stay])
    expect(found('CARES-COO-01', kit('PractitionerRole/cc'), '2024-02-01')).toEqual([])
    expect(found('CARES-COO-01', [...kit(), teamOf('first-line-contact')], '2024-02-01')).toEqual([])
    expect(found('CARES-COO-01', [...kit(), teamOf('dental')], '2024-02-01')).toEqual([stay])
  })

  test('CARES-STF-13: the last day of a coordinator is covered, the next is not', () => {
    const until = teamOf('care-coordinator', 'PractitionerRole/cc', { start: '2024-01-10', end: '2024-02-29' })
    expect(found('CARES-STF-13', [...kit(), until], '2024-02-29')).toEqual([])
    expect(found('CARES-STF-13', [...kit(), until], '2024-03-01')).toEqual([stay])
  })

  test('CARES-STF-13: a care manager counts by the roles of the post, while it is held', () => {
    const manager = kit('PractitionerRole/cc')
    expect(found('CARES-STF-13', manager, '2024-02-01')).toEqual([stay])
    expect(found('CARES-STF-13', [...manager, post()], '2024-02-01')).toEqual([])
    expect(found('CARES-STF-13', [...manager, post({ code: [concept('cares-role', 'senior-care-manager')] })], '2024-02-01')).toEqual([])
    expect(found('CARES-STF-13', [...manager, post({ code: [concept('cares-role', 'family-support')] })], '2024-02-01')).toEqual([stay])
    expect(found('CARES-STF-13', [...manager, post({ period: { end: '2024-01-31' } })], '2024-01-31')).toEqual([])
    expect(found('CARES-STF-13', [...manager, post({ period: { end: '2024-01-31' } })], '2024-02-01')).toEqual([stay])
    expect(found('CARES-STF-13', [...manager, post({ active: false })], '2024-02-01')).toEqual([stay])
  })
})

describe('CARES-CON-01: a release of information on file', () => {
  const kit = enrolledKit('2024-01-10')

  test('CARES-CON-01: owed from the effective day on, not the day before', () => {
    expect(found('CARES-CON-01', kit, '2024-01-09')).toEqual([])
    expect(found('CARES-CON-01', kit, '2024-01-10')).toEqual([stay])
  })

  test('signed or refused closes it; a draft, a mistake or one of a later day does not', () => {
    expect(found('CARES-CON-01', [...kit, release('active', '2024-01-09')], '2024-01-10')).toEqual([])
    expect(found('CARES-CON-01', [...kit, release('rejected', '2024-01-09')], '2024-01-10')).toEqual([])
    expect(found('CARES-CON-01', [...kit, release('draft', '2024-01-09')], '2024-01-10')).toEqual([stay])
    expect(found('CARES-CON-01', [...kit, release('entered-in-error', '2024-01-09')], '2024-01-10')).toEqual([stay])
    expect(found('CARES-CON-01', [...kit, release('active', '2024-01-11')], '2024-01-10')).toEqual([stay])
  })
})

describe('CARES-TRA-01: a plan for adult life from 16', () => {
  const turning16 = (birthDate: string, start = '2024-01-10') => [
    { resourceType: 'Patient', id: 'kit', birthDate } as Patient,
    ...enrolledKit(start).slice(1),
  ]
  const plan = icpWith({ id: 'adult', category: [concept('careplan-kind', 'adult-transition')] })

  test('CARES-TRA-01: 60 days after the birthday it is due, the day after it is found', () => {
    const kit = turning16('2008-02-01')
    expect(found('CARES-TRA-01', kit, '2024-04-01')).toEqual([])
    expect(found('CARES-TRA-01', kit, '2024-04-02')).toEqual([stay])
    expect(found('CARES-TRA-01', [...kit, plan], '2024-04-02')).toEqual([])
    expect(found('CARES-TRA-01', [...kit, { ...plan, status: 'draft' }], '2024-04-02')).toEqual([stay])
  })

  test('enrolled after 16, the days run from the enrollment; under 16 nothing is owed', () => {
    const kit = turning16('2005-02-01', '2024-01-31')
    expect(found('CARES-TRA-01', kit, '2024-03-31')).toEqual([])
    expect(found('CARES-TRA-01', kit, '2024-04-01')).toEqual([stay])
    expect(found('CARES-TRA-01', turning16('2010-01-01'), '2025-12-31')).toEqual([])
  })
})

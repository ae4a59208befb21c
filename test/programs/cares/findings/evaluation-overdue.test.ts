import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse, Resource, ServiceRequest } from '@medplum/fhirtypes'
import { evaluationOverdue } from '#programs/cares/findings/evaluation-overdue.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coding, extensionUrl, readyToEnroll } from '../ready-to-enroll.ts'

const referral: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'referral',
  status: 'active',
  intent: 'order',
  category: [coding('referral-kind', 'program-referral')],
  subject: { reference: 'Patient/aino' },
  performer: [{ reference: 'Organization/harbor' }],
  authoredOn: '2024-01-31',
}

const found = (today: string, record: Resource[], config?: unknown) =>
  evaluationOverdue(record, today, settingsFrom(config)).map(({ cites, at }) => `${cites.id} ${at}`)

const evaluatedOn = (day: string, change: Partial<QuestionnaireResponse> = {}): QuestionnaireResponse => {
  const { evaluation } = readyToEnroll()
  const item = evaluation.item!.map((one) => (one.linkId === 'date' ? { ...one, answer: [{ valueDate: day }] } : one))
  return { ...evaluation, item, ...change }
}

describe('CARES-ELG-04: an evaluation within 60 days of the referral', () => {
  const overdue = ['CARES-ELG-04 ServiceRequest/referral']

  test('31 January and 60 days is 31 March: nothing on that day, a finding on the next', () => {
    expect(found('2024-03-31', [referral])).toEqual([])
    expect(found('2024-04-01', [referral])).toEqual(overdue)
  })

  test('an evaluation closes it, whatever its result; one of an earlier story or not yet made does not', () => {
    expect(found('2024-04-01', [referral, evaluatedOn('2024-01-31')])).toEqual([])
    expect(found('2024-04-01', [referral, evaluatedOn('2024-04-01')])).toEqual([])
    expect(found('2024-04-01', [referral, evaluatedOn('2024-01-30')])).toEqual(overdue)
    expect(found('2024-04-01', [referral, evaluatedOn('2024-04-02')])).toEqual(overdue)
    expect(found('2024-04-01', [referral, evaluatedOn('2024-03-01', { status: 'in-progress' })])).toEqual(overdue)
  })

  test('the 60 days run from t0: from the day the provider identified the member, or another referral, if that came first', () => {
    const identified = (authoredOn: string, owner = 'harbor'): Resource => ({
      resourceType: 'Task',
      id: 'identified',
      status: 'completed',
      intent: 'order',
      code: coding('task-kind', 'member-identified'),
      owner: { reference: `Organization/${owner}` },
      authoredOn,
    })
    const also = { ...referral, extension: [{ url: extensionUrl('also-referred-on'), valueDate: '2024-01-30' }] }
    expect(found('2024-03-30', [referral, identified('2024-01-30')])).toEqual([])
    expect(found('2024-03-31', [referral, identified('2024-01-30')])).toEqual(overdue)
    expect(found('2024-03-31', [referral, identified('2024-02-01')])).toEqual([])
    expect(found('2024-03-31', [referral, identified('2024-01-30', 'hill')])).toEqual([])
    expect(found('2024-03-31', [also])).toEqual(overdue)
    expect(found('2024-03-30', [also])).toEqual([])
    // What was answered by an earlier evaluation does not count again.
    expect(found('2024-03-31', [referral, identified('2024-01-20'), evaluatedOn('2024-01-20')])).toEqual([])
    expect(found('2024-03-31', [referral, identified('2024-01-21'), evaluatedOn('2024-01-20')])).toEqual(overdue)
  })

  test('determined not eligible, a referral that stays open is told at once; determined anew as eligible it is not', () => {
    const not = (day: string) => {
      const evaluation = evaluatedOn(day)
      const item = evaluation.item!.map((one) =>
        one.linkId === 'determination' ? { ...one, answer: [{ valueCoding: { code: 'not-eligible' } }] } : one,
      )
      return { ...evaluation, id: 'not', item }
    }
    expect(found('2024-02-10', [referral, not('2024-02-10')])).toEqual(overdue)
    expect(found('2024-02-09', [referral, not('2024-02-10')])).toEqual([])
    expect(found('2024-02-10', [{ ...referral, status: 'revoked' }, not('2024-02-10')])).toEqual([])
    expect(found('2024-02-20', [referral, not('2024-02-10'), evaluatedOn('2024-02-19')])).toEqual([])
    expect(found('2024-02-20', [referral, evaluatedOn('2024-02-10'), not('2024-02-19')])).toEqual(overdue)
    // Of one day, whichever way they come: QuestionnaireResponse/not stands after QuestionnaireResponse/evaluation.
    expect(found('2024-02-20', [referral, evaluatedOn('2024-02-10'), not('2024-02-10')])).toEqual(overdue)
    expect(found('2024-02-20', [referral, not('2024-02-10'), evaluatedOn('2024-02-10')])).toEqual(overdue)
  })

  test('a closed referral waits for nothing; the number of days is configurable', () => {
    expect(found('2024-04-01', [{ ...referral, status: 'revoked' }])).toEqual([])
    expect(found('2024-03-02', [referral], { 'evaluation-due-days': [{ from: '2024-01-01', value: 30 }] })).toEqual(overdue)
  })
})

import { describe, expect, test } from '@jest/globals'
import type { Consent, Task } from '@medplum/fhirtypes'
import { transferHandOver } from '#programs/cares/gates/transfer-hand-over.ts'
import { concept, ref } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const today = '2024-06-10'
const handOver = (change: Partial<Task> = {}): Task => ({
  resourceType: 'Task',
  id: 'hand-over',
  status: 'completed',
  intent: 'order',
  code: concept('task-kind', 'transfer-hand-over'),
  for: ref('Patient/kit'),
  owner: ref('Organization/hill'),
  ...change,
})

type Provision = NonNullable<Consent['provision']>
const party = (code: string, who: string) => ({ role: { coding: [{ code }] }, reference: ref(who) })
const release = (provision: Partial<Provision> = {}, change: Partial<Consent> = {}): Consent => ({
  resourceType: 'Consent',
  id: 'release',
  status: 'active',
  scope: { text: 'privacy' },
  category: [concept('consent-kind', 'release')],
  patient: ref('Patient/kit'),
  dateTime: '2024-06-01',
  provision: { actor: [party('CST', 'Organization/harbor'), party('IRCP', 'Organization/hill')], ...provision },
  ...change,
})

const judge = (consents: Consent[], task = handOver()) => brief(decide(transferHandOver, task, consents, { today }))

describe('CARES-ASN-10: the record is released to the next provider only with the family’s consent', () => {
  const forbidden = ['CARES-ASN-10 forbids forbidden']

  test('without a release it is not, with one that names the receiver it is', () => {
    expect(judge([])).toEqual(forbidden)
    expect(judge([release()])).toEqual([])
    expect(judge([release({ actor: [party('IRCP', 'Organization/other')] })])).toEqual(forbidden)
    expect(judge([release({ actor: [party('CST', 'Organization/hill')] })])).toEqual(forbidden)
    expect(judge([release()], handOver({ owner: undefined }))).toEqual(forbidden)
  })

  test('the release is signed, in force and given: the first day and the last count', () => {
    expect(judge([release({}, { dateTime: today })])).toEqual([])
    expect(judge([release({}, { dateTime: '2024-06-11' })])).toEqual(forbidden)
    expect(judge([release({}, { dateTime: undefined })])).toEqual(forbidden)
    expect(judge([release({ period: { start: today, end: today } })])).toEqual([])
    expect(judge([release({ period: { start: '2024-06-11' } })])).toEqual(forbidden)
    expect(judge([release({ period: { end: '2024-06-09' } })])).toEqual(forbidden)
    for (const status of ['draft', 'inactive', 'rejected'] as const) expect(judge([release({}, { status })])).toEqual(forbidden)
    expect(judge([release({ type: 'deny' })])).toEqual(forbidden)
    expect(judge([release({}, { category: [concept('consent-kind', 'program-enrollment')] })])).toEqual(forbidden)
    expect(judge([release({}, { provision: undefined })])).toEqual(forbidden)
  })

  test('asking for it, and other tasks, are free; what was handed over is not judged again', () => {
    expect(judge([], handOver({ status: 'requested' }))).toEqual([])
    expect(judge([], handOver({ code: concept('task-kind', 'data-request') }))).toEqual([])
    expect(brief(decide(transferHandOver, handOver(), [], { today, previous: handOver() }))).toEqual([])
    expect(transferHandOver.needs(handOver())).toMatchObject({ member: 'kit', types: ['Consent'] })
  })
})

import { describe, expect, test } from '@jest/globals'
import type { Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import { programReferral } from '#programs/cares/gates/program-referral.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coding, readyToEnroll } from '../ready-to-enroll.ts'

const referral = (change: Partial<ServiceRequest> = {}): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: 'referral',
  meta: { versionId: '1' },
  status: 'active',
  intent: 'order',
  category: [coding('referral-kind', 'program-referral')],
  subject: { reference: 'Patient/aino' },
  authoredOn: '2024-04-10',
  performer: [{ reference: 'Organization/harbor' }],
  ...change,
})

function proposalOf(resource: Resource, previous?: Resource) {
  return { resource, previous, today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings: settingsFrom() }
}

function findings(resource: ServiceRequest, { previous, record = [] }: { previous?: Resource; record?: Resource[] } = {}) {
  return programReferral.decide(proposalOf(resource, previous), record)
}

function decide(resource: ServiceRequest, given: { previous?: Resource; record?: Resource[] } = {}) {
  return findings(resource, given).map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

describe('CARES-ASN-01: a referral into the program is dated', () => {
  test('today at the latest, counted where the member lives', () => {
    expect(decide(referral({ authoredOn: '2024-05-06' }))).toEqual([])
    expect(decide(referral({ authoredOn: '2024-05-07T03:59:00Z' }))).toEqual([])
    expect(decide(referral({ authoredOn: '2024-05-07T04:00:00Z' }))).toEqual(['CARES-ASN-01 refuses value'])
  })

  test('a transfer’s referral as well', () => {
    const transfer = referral({ category: [coding('referral-kind', 'transfer-referral')], authoredOn: undefined })
    expect(programReferral.applies(transfer)).toBe(true)
    expect(decide(transfer)).toEqual(['CARES-ASN-01 refuses required'])
  })

  test('with a day at all', () => {
    expect(decide(referral({ authoredOn: undefined }))).toEqual(['CARES-ASN-01 refuses required'])
    expect(decide(referral({ authoredOn: '2024-04' }))).toEqual(['CARES-ASN-01 refuses required'])
  })

  test('of a second open one the day is kept with the open one, once', () => {
    const kept = (second: Partial<ServiceRequest>, first: Partial<ServiceRequest> = {}) =>
      findings(referral({ id: 'second', ...second }), { record: [referral(first)] }).flatMap(({ keeps }) =>
        keeps === undefined
          ? []
          : [(keeps as ServiceRequest).extension?.map(({ url, valueDate }) => `${url.split('/').at(-1)} ${valueDate}`)],
      )
    const also = (valueDate: string) => ({ url: 'https://cares-fhir.example.org/StructureDefinition/also-referred-on', valueDate })
    expect(kept({ authoredOn: '2024-04-04' })).toEqual([['also-referred-on 2024-04-04']])
    expect(kept({ authoredOn: '2024-04-12T01:00:00Z' })).toEqual([['also-referred-on 2024-04-11']])
    expect(kept({ authoredOn: '2024-04-10' })).toEqual([])
    expect(kept({ authoredOn: undefined })).toEqual([])
    expect(kept({ authoredOn: '2024-04-04' }, { extension: [also('2024-04-04')] })).toEqual([])
    expect(kept({ authoredOn: '2024-04-05' }, { extension: [also('2024-04-04')] })).toEqual([
      ['also-referred-on 2024-04-04', 'also-referred-on 2024-04-05'],
    ])
    expect(programReferral.repeats!(proposalOf(referral({ id: 'second' })), [referral({ id: 'first' })])).toBe('ServiceRequest/first')
    expect(programReferral.repeats!(proposalOf(referral({ id: 'second' })), [])).toBeUndefined()
  })

  test('a second open one to the same provider is a duplicate; to another, or after a closed one, it is not', () => {
    const other = (change: Partial<ServiceRequest>) => ({ record: [referral({ id: 'first', ...change })] })
    expect(decide(referral(), other({}))).toEqual(['CARES-ASN-01 duplicate duplicate'])
    expect(decide(referral(), other({ performer: [{ reference: 'Organization/hill' }] }))).toEqual([])
    expect(decide(referral(), other({ status: 'completed' }))).toEqual([])
    expect(decide(referral(), other({ category: [coding('referral-kind', 'service-referral')] }))).toEqual([])
  })
})

describe('CARES-ELG-04: a referral is not closed in silence', () => {
  const open = { previous: referral() }
  const silent = ['CARES-ELG-04 refuses required']

  test('closed with neither evaluation nor reason it is refused', () => {
    for (const status of ['revoked', 'completed'] as const) expect(decide(referral({ status }), open)).toEqual(silent)
    expect(decide(referral({ status: 'revoked', note: [{ text: ' ' }] }), open)).toEqual(silent)
  })

  test('an evaluation, whatever its result, or a reason closes it', () => {
    const { evaluation } = readyToEnroll()
    expect(decide(referral({ status: 'revoked' }), { ...open, record: [evaluation] })).toEqual([])
    expect(decide(referral({ status: 'revoked' }), { ...open, record: [{ ...evaluation, status: 'in-progress' }] })).toEqual(silent)
    expect(decide(referral({ status: 'revoked', note: [{ text: 'The family moved away.' }] }), open)).toEqual([])
  })

  test('revoked, its Task of decision is rejected with it; another referral’s Task is not asked for', () => {
    const decision = (status: Task['status'], focus = 'referral'): Task => ({
      resourceType: 'Task',
      id: 'decision',
      status,
      intent: 'order',
      code: coding('task-kind', 'program-decision'),
      focus: { reference: `ServiceRequest/${focus}` },
    })
    const { evaluation } = readyToEnroll()
    const revoked = (task: Task) => decide(referral({ status: 'revoked' }), { ...open, record: [evaluation, task] })
    for (const status of ['requested', 'accepted', 'completed'] as const)
      expect(revoked(decision(status))).toEqual(['CARES-ELG-04 refuses business-rule'])
    expect(revoked(decision('rejected'))).toEqual([])
    expect(revoked(decision('requested', 'other'))).toEqual([])
    expect(decide(referral({ status: 'completed' }), { ...open, record: [evaluation, decision('accepted')] })).toEqual([])
    expect(programReferral.needs(referral()).types).toContain('Task')
  })

  test('a closed referral may still be corrected', () => {
    const closed = referral({ status: 'revoked' })
    expect(decide(closed, { previous: closed })).toEqual([])
  })
})

test('referrals to a service are not judged here', () => {
  expect([
    programReferral.applies(referral()),
    programReferral.applies(referral({ category: [coding('referral-kind', 'service-referral')] })),
  ]).toEqual([true, false])
})

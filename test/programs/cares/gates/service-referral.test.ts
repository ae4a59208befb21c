import { describe, expect, test } from '@jest/globals'
import type { Resource, ServiceRequest } from '@medplum/fhirtypes'
import { serviceReferral } from '#programs/cares/gates/service-referral.ts'
import { ext } from '../../../people/spelling.ts'
import { followedUp, noted, sentTo, visit } from '../clocks/read-one.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const judge = (request: ServiceRequest, record: Resource[] = [], previous: ServiceRequest = sentTo('2024-01-10')) =>
  brief(decide(serviceReferral, request, record, { previous }))

describe('CARES-MON-09: a referral is not closed in silence', () => {
  const closed = (status: ServiceRequest['status'], more: Partial<ServiceRequest> = {}) => sentTo('2024-01-10', { status, ...more })

  test('CARES-MON-09: revoked without a word is refused, with a word it passes', () => {
    expect(judge(closed('revoked'))).toEqual(['CARES-MON-09 refuses required'])
    expect(judge(closed('revoked', { note: [{ text: '  ' }] }))).toEqual(['CARES-MON-09 refuses required'])
    expect(judge(closed('revoked', { note: [{ text: 'Family declined' }] }))).toEqual([])
    expect(judge(closed('revoked'), [noted('case-note', '2024-02-01')])).toEqual([])
  })

  test('CARES-MON-09: an old note is no reason for closing', () => {
    const note = [{ text: 'Prefers mornings' }]
    expect(judge(closed('revoked', { note }), [], sentTo('2024-01-10', { note }))).toEqual(['CARES-MON-09 refuses required'])
    expect(judge(closed('revoked', { note: [...note, { text: 'Moved away' }] }), [], sentTo('2024-01-10', { note }))).toEqual([])
  })

  test('CARES-MON-09: completed with a visit, a follow-up or a word it passes, without any it is refused', () => {
    expect(judge(closed('completed'))).toEqual(['CARES-MON-09 refuses required'])
    expect(judge(closed('completed'), [visit('2024-01-30T10:00:00-05:00')])).toEqual([])
    expect(judge(closed('completed'), [visit('2024-01-30T10:00:00-05:00', { status: 'noshow' })])).toEqual([
      'CARES-MON-09 refuses required',
    ])
    expect(judge(closed('completed'), [followedUp('2024-02-10')])).toEqual([])
  })

  test('CARES-MON-09: what was closed before, and what was never meant, is left alone', () => {
    expect(judge(closed('revoked'), [], closed('revoked'))).toEqual([])
    expect(judge(closed('entered-in-error'))).toEqual([])
    expect(judge(closed('active'))).toEqual([])
  })

  test('CARES-MON-06: need allows no more than 30 days from the service', () => {
    const needed = (day: string) => sentTo('2024-01-10', { extension: [ext('needed-by', { valueDate: day })] })
    const booked = [visit('2024-01-30T10:00:00-05:00')]
    expect(judge(needed('2024-02-29'), booked)).toEqual([])
    expect(judge(needed('2024-03-01'), booked)).toEqual(['CARES-MON-06 refuses value'])
    expect(judge(needed('2024-03-01'))).toEqual([])
  })
})

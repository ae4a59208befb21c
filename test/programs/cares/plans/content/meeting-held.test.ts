import { describe, expect, test } from '@jest/globals'
import type { Appointment, AppointmentParticipant } from '@medplum/fhirtypes'
import { meetingHeld } from '#programs/cares/plans/content/meeting-held.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { concept, ext, statement } from '../../../../people/spelling.ts'
import { judge, saying, set } from './judge.ts'

const gap = ['CARES-ICP-01 refuses required']
const meeting = (change: (meeting: Appointment) => Appointment) =>
  changed<Appointment>(completeRecord(), 'Appointment/planning-meeting', change)
const without = (who: string) =>
  meeting((one) => ({ ...one, participant: one.participant.filter(({ actor }) => actor?.reference !== who) }))
const absent = (who: string, reason: string) =>
  meeting((one) => ({
    ...one,
    participant: one.participant.map(
      (entry): AppointmentParticipant =>
        entry.actor?.reference === who
          ? { ...entry, status: 'declined', extension: [ext('absence-reason', { valueCode: reason })] }
          : entry,
    ),
  }))

describe('CARES-ICP-01: the plan was built in a care planning meeting with the family', () => {
  test.each([
    ['2024-03-03T23:59:00-05:00', gap],
    ['2024-03-04T00:00:00-05:00', []],
    ['2024-04-25T23:59:00-04:00', []],
    ['2024-04-26T00:00:00-04:00', gap],
  ])('CARES-ICP-01: intake 4 March, finished 25 April: a meeting at %s gives %j', (start, expected) => {
    expect(
      judge(
        meetingHeld,
        meeting((one) => ({ ...one, start })),
      ),
    ).toEqual(expected)
  })

  test('CARES-ICP-01: a meeting that was only booked, or of another kind, is none', () => {
    expect(
      judge(
        meetingHeld,
        meeting((one) => ({ ...one, status: 'booked' })),
      ),
    ).toEqual(gap)
    expect(
      judge(
        meetingHeld,
        meeting((one) => ({ ...one, serviceType: [concept('meeting-kind', 'case-review')] })),
      ),
    ).toEqual(gap)
  })

  test.each(['Patient/rosa', 'RelatedPerson/rosas-mother'])('CARES-ICP-01: %s was there, or the reason is', (who) => {
    expect(judge(meetingHeld, without(who))).toEqual(gap)
    expect(judge(meetingHeld, absent(who, 'unavailable'))).toEqual([])
    expect(judge(meetingHeld, absent(who, 'forgot'))).toEqual(gap)
    expect(judge(meetingHeld, without(who), '2024-04-25', set('family-presence', 'either'))).toEqual([])
  })

  test('CARES-ICP-01: the plan itself may say why somebody took no part', () => {
    const quiet = changed<Appointment>(saying(statement('family-member', 'too-young')), 'Appointment/planning-meeting', (one) => ({
      ...one,
      participant: one.participant.slice(1),
    }))
    expect(judge(meetingHeld, quiet)).toEqual([])
  })

  test('CARES-ICP-01: one good meeting is enough', () => {
    const poor: Appointment = {
      resourceType: 'Appointment',
      id: 'poor',
      status: 'fulfilled',
      serviceType: [concept('meeting-kind', 'care-planning')],
      start: '2024-04-20T10:00:00-04:00',
      participant: [] as never,
    }
    expect(judge(meetingHeld, [...completeRecord(), poor])).toEqual([])
  })

  test('TIME-02: a plan finished before intake is refused, on the day of intake it is not', () => {
    const on = (day: string) =>
      judge(
        meetingHeld,
        meeting((one) => ({ ...one, start: '2024-03-04T10:00:00-05:00' })),
        day,
      )
    expect(on('2024-03-04')).toEqual([])
    expect(on('2024-03-03')).toEqual(['CARES-ICP-01 refuses business-rule', 'CARES-ICP-01 refuses required'])
  })
})

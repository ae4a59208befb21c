import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { clockTask } from '#programs/cares/clocks/clock-task.ts'
import { assessed, enrolledFrom, followedUp, readOne, referredOn, sentTo, visit } from './read-one.ts'

const record: Resource[] = [...referredOn('2023-12-15'), enrolledFrom('2024-01-02')]
const on = (day: string, records = record, name = 'initial-assessment') => clockTask(readOne(records, name, day))

describe('TIME-12: a clock as the Task that tells it', () => {
  test('TIME-12: it names its row, its state, its anchor, its due day, whose it is and who is to act', () => {
    expect(on('2024-02-14')).toMatchObject({
      meta: { profile: ['https://cares-fhir.example.org/StructureDefinition/cares-program-clock'] },
      status: 'requested',
      priority: 'urgent',
      code: { coding: [{ code: 'program-clock' }] },
      reasonCode: { coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/requirement', code: 'CARES-ASM-01' }] },
      businessStatus: { coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/clock-state', code: 'overdue' }] },
      focus: { reference: 'ServiceRequest/in' },
      for: { reference: 'Patient/kit' },
      owner: { reference: 'PractitionerRole/cc' },
      restriction: { period: { start: '2023-12-15', end: '2024-02-13' } },
      extension: [{ valueReference: { reference: 'EpisodeOfCare/stay' } }],
    })
  })

  test('TIME-12: the same clock keeps its id through every state, and another clock has another', () => {
    const met = on('2024-02-14', [...record, assessed('2024-02-01', 'initial')])
    expect(met.id).toBe(on('2024-01-01').id)
    expect(met.status).toBe('completed')
    expect(met.executionPeriod).toEqual({ end: '2024-02-01' })
    expect(on('2024-01-01', record, 'icp-finalized').id).not.toBe(met.id)
    expect(met.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/)
  })

  test('TIME-12: the same facts on the same day give the same bytes', () => {
    expect(JSON.stringify(on('2024-02-14'))).toBe(JSON.stringify(on('2024-02-14', [...record].reverse())))
  })

  test('TIME-12: a clock that has not started names what it is about', () => {
    const waiting = on('2024-02-14', [{ resourceType: 'Patient', id: 'kit' }, sentTo('2024-01-10')], 'referral-follow-up')
    expect(waiting).toMatchObject({ status: 'draft', focus: { reference: 'ServiceRequest/dentist' } })
    expect(waiting.restriction).toBeUndefined()
  })

  test('TIME-04: what speaks against relying on the due day is noted on the Task', () => {
    const configured = {
      'holiday-calendar': [{ from: '2020-01-01', value: { days: { '2023': ['2023-12-25'] } } }],
      'clock-roll': [{ from: '2020-01-01', value: 'weekend-holiday' }],
    }
    const noted = (settings?: object) => clockTask(readOne(record, 'initial-assessment', '2024-01-20', settings)).note?.[0]?.text
    expect(noted(configured)).toMatch(/^TIME-04: no holiday list is loaded for 2024/)
    expect(noted()).toBeUndefined()
  })

  test('CARES-MON-06: every fact that the answer rests on is named, with its version', () => {
    const versioned = [
      sentTo('2024-01-10'),
      { ...visit('2024-01-30T10:00:00-05:00'), meta: { versionId: '3' } },
      { ...followedUp('2024-02-02'), meta: { versionId: '2' } },
    ]
    const task = on('2024-03-01', [{ resourceType: 'Patient', id: 'kit' }, ...versioned] as Resource[], 'referral-follow-up')
    expect(task.input!.map(({ valueReference }) => valueReference!.reference)).toEqual([
      'Appointment/visit-2024-01-30/_history/3',
      'Task/ask/_history/2',
    ])
    expect(task.focus!.reference).toBe('Appointment/visit-2024-01-30')
  })
})

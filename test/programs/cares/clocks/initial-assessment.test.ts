import { describe, expect, test } from '@jest/globals'
import { ext } from '../../../people/spelling.ts'
import { assessed, enrolledFrom, referredOn, stand } from './read-one.ts'

const name = 'initial-assessment'

describe('CARES-ASM-01: the first assessment is complete within 60 days of intake', () => {
  test.each([
    ['2023-12-15', '2024-02-13'],
    ['2024-01-31', '2024-03-31'],
    ['2023-01-31', '2023-04-01'],
  ])('CARES-ASM-01: referred %s, due %s', (referred, due) => {
    expect(stand(referredOn(referred), name, referred)).toBe(`running, due ${due}`)
  })

  test('CARES-ASM-01: due soon from 14 days before, on time to the end of the day, overdue the day after', () => {
    const record = referredOn('2023-12-15')
    expect(stand(record, name, '2024-01-29')).toBe('running, due 2024-02-13')
    expect(stand(record, name, '2024-01-30')).toBe('due-soon, due 2024-02-13')
    expect(stand(record, name, '2024-02-13')).toBe('due-soon, due 2024-02-13')
    expect(stand(record, name, '2024-02-14')).toBe('overdue, due 2024-02-13')
  })

  test('CARES-ASM-01: completed at 23:59 on the last day is in time, a minute later is late', () => {
    const done = (authored: string) => stand([...referredOn('2023-12-15'), assessed(authored, 'initial')], name, '2024-03-01')
    expect(done('2024-02-13T23:59:00-05:00')).toBe('met, due 2024-02-13')
    expect(done('2024-02-14T00:00:00-05:00')).toBe('met-late, due 2024-02-13')
    expect(done('2024-02-14T04:59:00Z')).toBe('met, due 2024-02-13')
  })

  test('CARES-ASM-01: before it was done it was not done, however late we look it up', () => {
    const record = [...referredOn('2023-12-15'), assessed('2024-02-10', 'initial')]
    expect(stand(record, name, '2024-02-09')).toBe('due-soon, due 2024-02-13')
    expect(stand(record, name, '2024-02-10')).toBe('met, due 2024-02-13')
  })

  test.each(['in-progress', 'stopped', 'entered-in-error'] as const)('CARES-ASM-01: one that is %s stops nothing', (status) => {
    expect(stand([...referredOn('2023-12-15'), assessed('2024-01-10', 'initial', status)], name, '2024-02-14')).toBe(
      'overdue, due 2024-02-13',
    )
  })

  test('CARES-ASM-01: a later amendment does not move the day on which it was first complete', () => {
    const amended = assessed('2024-04-02', 'initial', 'amended')
    const kept = { ...amended, extension: [...amended.extension!, ext('first-completed-on', { valueDate: '2024-02-01' })] }
    expect(stand([...referredOn('2023-12-15'), kept], name, '2024-05-01')).toBe('met, due 2024-02-13')
  })

  test('CARES-ASM-01: an abbreviated evaluation is never the first assessment', () => {
    expect(stand([...referredOn('2023-12-15'), assessed('2024-01-10', 'abbreviated')], name, '2024-02-14')).toBe('overdue, due 2024-02-13')
  })

  test('CARES-ASN-01: the earliest of referral, identification and intake starts it', () => {
    const identified = {
      resourceType: 'Task' as const,
      id: 'found',
      status: 'completed' as const,
      intent: 'order' as const,
      code: { coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/task-kind', code: 'member-identified' }] },
      for: { reference: 'Patient/kit' },
      owner: { reference: 'Organization/chc' },
      authoredOn: '2024-03-04',
    }
    const intake = (day: string) => ({ ...enrolledFrom('2024-03-20'), extension: [ext('intake-date', { valueDate: day })] })
    expect(stand([...referredOn('2024-03-10'), identified, intake('2024-03-12')], name, '2024-03-10')).toBe('running, due 2024-05-03')
    expect(stand([...referredOn('2024-03-10'), identified, intake('2024-03-03')], name, '2024-03-10')).toBe('running, due 2024-05-02')
    expect(
      stand([...referredOn('2024-03-10'), identified, intake('2024-03-12')], name, '2024-03-12', {
        'icp-anchor': [{ from: '2023-01-01', value: 'intake' }],
      }),
    ).toBe('running, due 2024-05-11')
  })

  test('CARES-ASN-08: a family that declined is owed none', () => {
    const declined = {
      resourceType: 'Consent' as const,
      id: 'no',
      status: 'rejected' as const,
      scope: { text: 'treatment' },
      category: [{ coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/consent-kind', code: 'program-enrollment' }] }],
      patient: { reference: 'Patient/kit' },
      dateTime: '2024-01-05',
    }
    expect(stand([...referredOn('2023-12-15'), declined], name, '2024-01-04')).toBe('running, due 2024-02-13')
    expect(stand([...referredOn('2023-12-15'), declined], name, '2024-01-05')).toBe('not-applicable')
    expect(
      stand(
        [...referredOn('2023-12-15'), declined, { ...declined, id: 'yes', status: 'active', dateTime: '2024-01-09' }],
        name,
        '2024-01-10',
      ),
    ).toBe('running, due 2024-02-13')
  })

  test('TIME-12: an enrollment that ended owes nothing more, and keeps what was late', () => {
    const ended = (end: string) => stand([...referredOn('2023-12-15'), enrolledFrom('2024-01-01', end)], name, '2024-06-01')
    expect(ended('2024-02-13')).toBe('not-applicable, due 2024-02-13')
    expect(ended('2024-02-14')).toBe('overdue, due 2024-02-13')
  })

  test('TIME-08: on its last day an enrollment is still one', () => {
    const record = [...referredOn('2023-12-15'), enrolledFrom('2024-01-01', '2024-02-10')]
    expect(stand(record, name, '2024-02-10')).toBe('due-soon, due 2024-02-13')
    expect(stand(record, name, '2024-02-11')).toBe('not-applicable, due 2024-02-13')
  })
})

import { describe, expect, test } from '@jest/globals'
import type { Consent, Patient, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { cares } from '#programs/cares/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { concept, enrolledKit, ext, found, ref, stay } from './watched.ts'

// Born on 1 July 2016, Kit is 18 on 1 July 2034: 90 days before is 2 April, 30 days before 1 June.
const row = 'CARES-CON-06'
const born = (birthDate: string): Resource[] => {
  const patient: Patient = { resourceType: 'Patient', id: 'kit', birthDate }
  return [patient, ...enrolledKit('2024-01-31').slice(1)]
}
const kit = born('2016-07-01')
const said = (records: readonly Resource[], day: string, configured?: object) =>
  cares
    .watch!.findings(records, day, settingsFrom(configured))
    .flatMap(({ cites, says, urgent }) => (cites.id === row ? [{ says, urgent }] : []))

const guardian = (kind: string, period?: object): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  id: 'ma',
  patient: ref('Patient/kit'),
  extension: [
    ext('legal-authority', {
      extension: [{ url: 'kind', valueCode: kind }, ...(period === undefined ? [] : [{ url: 'period', valuePeriod: period }])],
    }),
  ],
})
const consent = (id: string, signer: string, dateTime: string, status: Consent['status'] = 'active'): Consent => ({
  resourceType: 'Consent',
  id,
  status,
  scope: {},
  category: [concept('consent-kind', 'release')],
  patient: ref('Patient/kit'),
  dateTime,
  performer: [ref(signer)],
})

describe('CARES-CON-06: the team is warned before control passes', () => {
  test('CARES-CON-06: 91 days before nothing; on the 90th day a Task, and on the day after', () => {
    expect(found(row, kit, '2034-04-01')).toEqual([])
    expect(found(row, kit, '2034-04-02')).toEqual([stay])
    expect(found(row, kit, '2034-04-03')).toEqual([stay])
  })

  test('CARES-CON-06: 31 days before as before; on the 30th day and after it says so anew, urgently', () => {
    const [before, on, after] = ['2034-05-31', '2034-06-01', '2034-06-02'].map((day) => said(kit, day)[0]!)
    expect(before).toMatchObject({ says: expect.stringMatching(/^Within 90 days, on 2034-07-01/), urgent: false })
    expect(on).toMatchObject({ says: expect.stringMatching(/^Within 30 days, on 2034-07-01/), urgent: true })
    expect(after).toEqual(on)
  })

  test('CARES-CON-06: on the last day of childhood it warns still; from the birthday on what others signed has ended', () => {
    const signed = [...kit, consent('by-ma', 'RelatedPerson/ma', '2030-01-01')]
    expect(said(signed, '2034-06-30')[0]!.says).toMatch(/^Within 30 days/)
    for (const day of ['2034-07-01', '2034-07-02'])
      expect(said(signed, day)).toMatchObject([{ says: expect.stringMatching(/^The member is 18 since 2034-07-01/), urgent: true }])
    expect(said(kit, '2034-07-01')).toEqual([])
  })

  test('born on 29 February, with the birthday of a common year on 1 March: 90 days before is 1 December', () => {
    expect(found(row, born('2016-02-29'), '2033-11-30')).toEqual([])
    expect(found(row, born('2016-02-29'), '2033-12-01')).toEqual([stay])
  })

  test('the days are configured', () => {
    const configured = { 'control-passes-days': [{ from: '2020-01-01', value: [10] }] }
    expect(found(row, kit, '2034-06-20', configured)).toEqual([])
    expect(said(kit, '2034-06-21', configured)).toMatchObject([{ urgent: true }])
  })

  test('who is not enrolled is not warned of', () => {
    expect(found(row, [kit[0]!, ...enrolledKit('2024-01-31', '2034-05-31').slice(1)], '2034-06-15')).toEqual([])
  })
})

describe('CARES-CON-06: what settles it', () => {
  const signed = [...kit, consent('by-ma', 'RelatedPerson/ma', '2030-01-01')]

  test('a court’s guardian on the birthday settles it, before and after; a parent, or a guardianship that ends before, does not', () => {
    for (const day of ['2034-06-15', '2034-07-15']) {
      expect(found(row, [...signed, guardian('court-guardian')], day)).toEqual([])
      expect(found(row, [...signed, guardian('parent')], day)).toEqual([stay])
      expect(found(row, [...signed, guardian('court-guardian', { end: '2034-06-30' })], day)).toEqual([stay])
    }
  })

  test('the member’s own consent from the birthday on settles it; one of the day before, a draft or a revoked one does not', () => {
    const with_ = (dateTime: string, status?: Consent['status']) => [...signed, consent('own', 'Patient/kit', dateTime, status)]
    expect(found(row, with_('2034-07-01'), '2034-07-15')).toEqual([])
    expect(found(row, with_('2034-06-30'), '2034-07-15')).toEqual([stay])
    expect(found(row, with_('2034-07-01', 'draft'), '2034-07-15')).toEqual([stay])
    expect(found(row, with_('2034-07-01', 'inactive'), '2034-07-15')).toEqual([stay])
  })
})

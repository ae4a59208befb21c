import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { emergencyExceptions } from '#programs/cares/emergency/exceptions.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'

// Whose word opens what is protected to an ambulance, and for how long: as the statement that reads has it for any release.
const member = { resourceType: 'Patient', id: 'm', birthDate: '2006-06-15' }
const reference = (text: string) => ({ reference: text })
const signedBy = (signer: string | undefined, more: object = {}) => ({
  resourceType: 'Consent',
  status: 'active',
  category: [{ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code: 'emergency-exception' }] }],
  patient: reference('Patient/m'),
  dateTime: '2024-01-01',
  ...(signer !== undefined && { performer: [reference(signer)] }),
  provision: { type: 'permit', securityLabel: [{ code: 'HIV' }] },
  ...more,
})
const guardian = {
  resourceType: 'RelatedPerson',
  id: 'guardian',
  patient: reference('Patient/m'),
  period: { start: '2024-06-16' },
  extension: [{ url: `${canon}/StructureDefinition/legal-authority`, extension: [{ url: 'kind', valueCode: 'court-guardian' }] }],
}
const opened = (records: object[], day: string) => [
  ...new Set(emergencyExceptions(records as unknown as Resource[], day, settingsFrom()).flatMap(({ labels }) => labels)),
]

describe('CARES-EMG-02, CARES-CON-06: exceptions for emergencies', () => {
  const mothers = signedBy('RelatedPerson/mother')

  test.each([
    ['a parent’s, on the day before the member is 18', [member, mothers], '2024-06-14', ['HIV']],
    ['a parent’s, on the birthday', [member, mothers], '2024-06-15', []],
    ['the member’s own, afterwards', [member, signedBy('Patient/m')], '2024-06-15', ['HIV']],
    ['a parent’s, before the court appoints a guardian', [member, mothers, guardian], '2024-06-15', []],
    ['a parent’s, under guardianship', [member, mothers, guardian], '2024-06-16', ['HIV']],
    ['nobody’s', [member, signedBy(undefined)], '2024-06-14', []],
    ['a parent’s, for somebody of whom it is not known how old they are', [{ ...member, birthDate: undefined }, mothers], '2024-06-14', []],
    ['one before its signature', [member, mothers], '2023-12-31', []],
    ['one that was revoked', [member, signedBy('RelatedPerson/mother', { status: 'inactive' })], '2024-06-14', []],
  ])('%s', (_title, records, day, labels) => {
    expect(opened(records, day)).toEqual(labels)
  })
})

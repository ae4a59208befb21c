import { expect, test } from '@jest/globals'
import type { CaresCoverage, CaresEnrollment, CaresPatient } from '#generated/profiles/index.ts'
import { example } from './compiled.ts'

// What is asserted here is asserted by the type checker: each line below would not compile if the type were laxer.

test('a member without a birth date is no CaresPatient', () => {
  const { identifier, name, gender, birthDate } = example('Patient/noor') as CaresPatient
  const whole: CaresPatient = { resourceType: 'Patient', identifier, name, gender, birthDate }
  // @ts-expect-error birthDate is required by the profile
  const partial: CaresPatient = { resourceType: 'Patient', identifier, name, gender }
  expect(Object.keys(whole)).toContain('birthDate')
  expect(Object.keys(partial)).not.toContain('birthDate')
})

test('cover without a subscriber ID or a period is no CaresCoverage', () => {
  const { subscriberId, period, ...rest } = example('Coverage/noors-coverage') as CaresCoverage
  const whole: CaresCoverage = { ...rest, subscriberId, period }
  // @ts-expect-error subscriberId and period are required by the profile
  const partial: CaresCoverage = rest
  expect([whole.subscriberId, partial.subscriberId]).toEqual(['100482216073', undefined])
})

test('an enrollment with nobody accountable is no CaresEnrollment', () => {
  const { managingOrganization, ...rest } = example('EpisodeOfCare/noors-enrollment') as CaresEnrollment
  const whole: CaresEnrollment = { ...rest, managingOrganization }
  // @ts-expect-error managingOrganization is required by the profile
  const partial: CaresEnrollment = rest
  expect([whole.managingOrganization.reference, partial.managingOrganization]).toEqual(['Organization/merrimack', undefined])
})

import { expect, test } from '@jest/globals'
import { billingNeeds, providerNeeds } from '#programs/cares/billing/needs.ts'
import { caseOf } from '#programs/cares/case.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { enrollmentFrom, service } from '../ready-to-enroll.ts'

test('TIME-09: a month’s events are asked for by the moments at which it begins and ends where the member lives', () => {
  const { members, types, within } = billingNeeds('aino', '2024-03', settingsFrom())
  expect(members).toEqual(['aino'])
  expect(within).toEqual({ types: ['Encounter', 'Procedure'], from: '2024-03-01T05:00:00.000Z', to: '2024-04-01T04:00:00.000Z' })
  for (const type of ['Patient', 'EpisodeOfCare', 'Coverage', 'Claim', ...within.types]) expect(types).toContain(type)
})

test.each([
  ['2024-02', false],
  ['2024-03', true],
  ['2024-04', true],
])('AMB-50: what the intake anchor rests on is asked for where it may count, on a day of %s', (month, asked) => {
  const settings = settingsFrom({ 'pre-enrollment-work': [{ from: '2024-03-31', value: 'countable-from-t0' }] })
  const { types } = billingNeeds('aino', month, settings)
  for (const type of ['ServiceRequest', 'Task', 'Consent']) expect(types.includes(type)).toBe(asked)
})

test('CARES-PAY-06: the staff and services of every provider in the record are asked for, not only of the one named', () => {
  const elsewhere = service('x', 'regular-contact', '2024-03-20', {
    serviceProvider: { reference: 'Organization/hill' },
    participant: [{ individual: { reference: 'PractitionerRole/hill-manager' } }],
  })
  const needs = providerNeeds([caseOf([enrollmentFrom('2024-01-01')]), caseOf([elsewhere])], 'Organization/lake')
  const organizations = ['Organization/harbor', 'Organization/hill', 'Organization/lake']
  expect(needs.others).toEqual([...organizations, 'PractitionerRole/hill-manager'])
  expect(needs.alongside).toEqual(organizations.map((reference) => ({ type: 'HealthcareService', param: 'organization', reference })))
})

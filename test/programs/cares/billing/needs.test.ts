import { expect, test } from '@jest/globals'
import { billingNeeds, providerNeeds } from '#programs/cares/billing/needs.ts'
import { enrollmentFrom, service } from '../ready-to-enroll.ts'

test('TIME-09: a month’s events are asked for by the moments at which it begins and ends where the member lives', () => {
  const { members, types, within } = billingNeeds('aino', '2024-03')
  expect(members).toEqual(['aino'])
  expect(within).toEqual({ types: ['Encounter', 'Procedure'], from: '2024-03-01T05:00:00.000Z', to: '2024-04-01T04:00:00.000Z' })
  for (const type of ['Patient', 'EpisodeOfCare', 'Coverage', 'Claim', ...within.types]) expect(types).toContain(type)
})

test('CARES-PAY-06: the staff and services of every provider in the record are asked for, not only of the one named', () => {
  const elsewhere = service('x', 'regular-contact', '2024-03-20', {
    serviceProvider: { reference: 'Organization/hill' },
    participant: [{ individual: { reference: 'PractitionerRole/hill-manager' } }],
  })
  const needs = providerNeeds([enrollmentFrom('2024-01-01'), elsewhere], 'Organization/lake')
  const organizations = ['Organization/harbor', 'Organization/hill', 'Organization/lake']
  expect(needs.others).toEqual([...organizations, 'PractitionerRole/hill-manager'])
  expect(needs.alongside).toEqual(organizations.map((reference) => ({ type: 'HealthcareService', param: 'organization', reference })))
})

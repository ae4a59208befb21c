import { describe, expect, test } from '@jest/globals'
import { authorsOf } from '#storage/access/authors.ts'
import { tiesOf } from '#storage/access/ties.ts'
import type { ResourceJson } from '#storage/store.ts'

const to = (reference: string) => ({ reference })
const base = 'https://here.example/fhir'
const authors = (resource: { resourceType: string; [name: string]: unknown }) => authorsOf({ id: 'x', ...resource } as ResourceJson, base)

describe('who made a record', () => {
  test.each([
    ['CarePlan', { author: to('Organization/o') }],
    ['Condition', { recorder: to('Organization/o') }],
    ['Observation', { performer: [to('Organization/o')] }],
    ['Procedure', { performer: [{ actor: to('Organization/o') }] }],
    ['Encounter', { serviceProvider: to('Organization/o') }],
    ['Encounter', { participant: [{ individual: to('Organization/o') }] }],
    ['Communication', { sender: to('Organization/o') }],
    ['QuestionnaireResponse', { author: to('Organization/o') }],
    ['DocumentReference', { author: [to('Organization/o')] }],
    ['ServiceRequest', { requester: to('Organization/o') }],
    ['Provenance', { agent: [{ who: to('Organization/o') }] }],
    ['Claim', { provider: to(`${base}/Organization/o`) }],
    ['Task', { requester: to('Organization/o/_history/2') }],
  ])('of a %s: %j', (resourceType, more) => {
    expect(authors({ resourceType, ...more })).toEqual(['Organization/o'])
  })

  test.each([
    ['ServiceRequest', { performer: [to('Organization/o')] }],
    ['CareTeam', { participant: [{ member: to('Organization/o') }] }],
    ['Appointment', { participant: [{ actor: to('Organization/o') }] }],
    ['Patient', { managingOrganization: to('Organization/o') }],
    ['Consent', { performer: [to('Patient/p')] }],
    ['CarePlan', { author: to('https://elsewhere.example/fhir/Organization/o') }],
    ['CarePlan', { author: { display: 'somebody' } }],
    ['Encounter', { participant: 'nobody' }],
  ])('not of a %s: %j', (resourceType, more) => {
    expect(authors({ resourceType, ...more })).toEqual([])
  })
})

describe('a request for authorization ties whom it asks, and names what it cites', () => {
  const claim = (more: object = {}) =>
    tiesOf(
      {
        ...{ resourceType: 'Claim', id: 'x', status: 'active', use: 'preauthorization', insurer: to('Organization/tpa') },
        ...{ supportingInfo: [{ valueReference: to('CarePlan/a') }, { valueString: 'b' }], referral: to('ServiceRequest/c'), ...more },
      } as ResourceJson,
      base,
    ).map(({ ground, party, codes }) => [ground, party, codes])

  test('while it is active', () => {
    expect(claim()).toEqual([['authorization', 'Organization/tpa', ['CarePlan/a', 'ServiceRequest/c']]])
    for (const more of [{ status: 'cancelled' }, { status: 'draft' }, { use: 'claim' }, { insurer: { display: 'TPA' } }])
      expect([more, claim(more)]).toEqual([more, []])
  })
})

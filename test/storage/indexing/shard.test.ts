import { describe, expect, test } from '@jest/globals'
import { memberOf, shardOf } from '#storage/indexing/shard.ts'

const child = { reference: 'Patient/child' }
const mother = { reference: 'Patient/mother' }

describe('whose record a resource belongs to', () => {
  test.each([
    ['Patient', {}, 'own'],
    ['Patient', { link: [{ other: mother, type: 'seealso' }] }, 'own'],
    ['CarePlan', { subject: child, activity: [{ detail: { performer: [mother] } }] }, 'child'],
    ['Task', { for: child, focus: { reference: 'CarePlan/1' }, owner: { reference: 'PractitionerRole/1' } }, 'child'],
    ['Coverage', { policyHolder: mother, subscriber: mother, beneficiary: child, payor: [mother] }, 'child'],
    ['Communication', { subject: child, sender: mother, recipient: [mother] }, 'child'],
    ['EpisodeOfCare', { patient: child }, 'child'],
    ['QuestionnaireResponse', { author: mother, subject: child }, 'child'],
    ['RelatedPerson', { patient: child }, 'child'],
    ['Appointment', { participant: [{ actor: { reference: 'PractitionerRole/1' } }, { actor: child }, { actor: mother }] }, 'child'],
    ['MeasureReport', { subject: child }, 'child'],
    ['Consent', { patient: child, performer: [mother] }, 'child'],
    ['Composition', { author: [mother], subject: child }, 'child'],
    ['Provenance', { target: [{ reference: 'CarePlan/1' }, child] }, 'child'],
    ['AuditEvent', { entity: [{ what: child }] }, 'child'],
    // Nobody's record: what no patient is named by, or many are.
    ['Organization', {}, 'own'],
    ['Observation', { subject: { reference: 'Group/g' } }, 'own'],
    ['Observation', { subject: { reference: '#contained' } }, 'own'],
    ['Observation', { subject: { reference: 'https://elsewhere.example.org/fhir/Patient/child' } }, 'own'],
    ['Observation', { subject: { identifier: { value: '1' } } }, 'own'],
    ['Group', { member: [{ entity: child }, { entity: mother }] }, 'own'],
    ['Bundle', { entry: [{ resource: { resourceType: 'Patient', id: 'child' } }] }, 'own'],
    ['PractitionerRole', { practitioner: { reference: 'Practitioner/1' } }, 'own'],
    ['Unheard', { subject: child }, 'own'],
  ])('%s %j is in the shard %s', (resourceType, rest, shard) => {
    expect(shardOf({ resourceType, id: 'own', ...rest })).toBe(shard)
  })

  test('a patient of this server named by its absolute URL is that patient', () => {
    const base = 'https://ehr.example.org/fhir/R4'
    expect(shardOf({ resourceType: 'Goal', id: 'own', subject: { reference: `${base}/Patient/child` } }, base)).toBe('child')
  })

  test("nobody's record is told from the record of a member with the same id", () => {
    expect(memberOf({ resourceType: 'Observation', id: 'child' })).toBeUndefined()
    expect(memberOf({ resourceType: 'Observation', id: 'child', subject: child })).toBe('child')
    expect(memberOf({ resourceType: 'Patient', id: 'child' })).toBe('child')
  })

  test('broken references belong to nobody rather than break', () => {
    for (const subject of [null, 'Patient/child', [], {}, { reference: 7 }, { reference: null }]) {
      expect(shardOf({ resourceType: 'Condition', id: 'own', subject })).toBe('own')
    }
  })
})

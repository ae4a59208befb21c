import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { changed, type Loose, patient } from './people.ts'

const validator = createValidator({ structures: coreDefinitions() })
const faults = (resource: unknown) => validator.validate(resource).base.map(({ details, expression }) => [details, expression?.[0]])

const server = 'https://a.example/fhir'
const composition = {
  resourceType: 'Composition',
  id: 'c1',
  status: 'final',
  type: { text: 'x' },
  subject: { reference: 'Patient/p1' },
  date: '2024-02-29',
  author: [{ display: 'x' }],
  title: 'x',
  section: [{ title: 'x', entry: [{ reference: 'Patient/p1' }] }],
}
const document = {
  resourceType: 'Bundle',
  type: 'document',
  identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:00000000-0000-4000-8000-000000000001' },
  timestamp: '2024-02-29T00:00:00Z',
  entry: [
    { fullUrl: `${server}/Composition/c1`, resource: composition },
    { fullUrl: `${server}/Patient/p1`, resource: patient },
  ],
}

describe('documents', () => {
  test('one that holds what its Composition points to', () => expect(faults(document)).toEqual([]))

  test.each<[string, (copy: Loose) => void, [string, string][]]>([
    [
      'a reference that leads nowhere',
      (d) => (d.entry[0].resource.subject.reference = 'Patient/p2'),
      [['reference-target', 'Bundle.entry[0].resource.subject.reference']],
    ],
    [
      'a section entry that is not there',
      (d) => d.entry[0].resource.section[0].entry.push({ reference: 'Observation/o1' }),
      [['reference-target', 'Bundle.entry[0].resource.section[0].entry[1].reference']],
    ],
    [
      'a urn that is not there',
      (d) => (d.entry[0].resource.subject.reference = 'urn:uuid:00000000-0000-4000-8000-000000000009'),
      [['reference-target', 'Bundle.entry[0].resource.subject.reference']],
    ],
    [
      'an entry on another server',
      (d) => (d.entry[1].fullUrl = 'https://b.example/fhir/Patient/p1'),
      [
        ['reference-target', 'Bundle.entry[0].resource.subject.reference'],
        ['reference-target', 'Bundle.entry[0].resource.section[0].entry[0].reference'],
      ],
    ],
    [
      'another version',
      (d) => {
        d.entry[0].resource.subject.reference = 'Patient/p1/_history/2'
        d.entry[1].resource.meta = { versionId: '1' }
      },
      [['reference-target', 'Bundle.entry[0].resource.subject.reference']],
    ],
    ['no Composition first', (d) => d.entry.reverse(), [['invariant', 'Bundle']]],
    ['no identifier', (d) => delete d.identifier, [['invariant', 'Bundle']]],
    ['no date', (d) => delete d.timestamp, [['invariant', 'Bundle']]],
    [
      'a relative fullUrl',
      (d) => {
        d.entry[1].fullUrl = 'Patient/p1'
        d.entry[0].fullUrl = 'urn:uuid:00000000-0000-4000-8000-000000000002'
      },
      [['full-url', 'Bundle.entry[1].fullUrl']],
    ],
  ])('%s', (_, change, expected) => expect(faults(changed(document, change))).toEqual(expected))

  test('the version that is meant', () => {
    const versioned = changed(document, (d) => {
      d.entry[0].resource.subject.reference = 'Patient/p1/_history/1'
      d.entry[1].resource.meta = { versionId: '1' }
    })
    expect(faults(versioned)).toEqual([])
  })

  test('nothing stands in it that no reference leads to or from, but a style sheet and who made what', () => {
    const stray = (resource: object) =>
      faults(
        changed(document, (d) => d.entry.push({ fullUrl: `${server}/${(resource as { resourceType: string }).resourceType}/s`, resource })),
      )
    const told = [['document', 'Bundle.entry[2]']]
    expect(stray({ ...patient, id: 's' })).toEqual(told)
    expect(stray({ resourceType: 'Binary', id: 's', contentType: 'text/css' })).toEqual([])
    const about = (reference: string) => ({ resourceType: 'Basic', id: 's', code: { text: 'x' }, subject: { reference } })
    expect(stray(about('Patient/p1'))).toEqual([])
    expect(stray(about('Patient/other'))).toEqual(told)
  })

  test('an absolute reference may lead out of the document', () => {
    expect(
      faults(changed(document, (d) => (d.entry[0].resource.author = [{ reference: 'https://b.example/fhir/Practitioner/1' }]))),
    ).toEqual([])
  })
})

describe('results of a search', () => {
  const found = (...entry: object[]) => ({ resourceType: 'Bundle', type: 'searchset', total: entry.length, entry })
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'informational' }] }

  test('matches with ids, an outcome without', () => {
    expect(faults(found({ resource: patient, search: { mode: 'match' } }, { resource: outcome, search: { mode: 'outcome' } }))).toEqual([])
  })
  test.each<[string, object, string]>([
    ['a match without an id', { resource: { resourceType: 'Patient' }, search: { mode: 'match' } }, 'Bundle.entry[0].resource'],
    ['an outcome that is none', { resource: patient, search: { mode: 'outcome' } }, 'Bundle.entry[0].resource'],
    ['an outcome as a match', { resource: outcome, search: { mode: 'match' } }, 'Bundle.entry[0].resource'],
  ])('%s', (_, entry, place) => expect(faults(found(entry))).toEqual([['search-mode', place]]))
})

describe('fullUrl and id', () => {
  const one = (fullUrl: string, id?: string) => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl, resource: { resourceType: 'Patient', ...(id ? { id } : {}) } }],
  })
  test('the URL of a record needs the id of the record', () =>
    expect(faults(one(`${server}/Patient/p1`))).toEqual([['full-url', 'Bundle.entry[0].fullUrl']]))
  test('another id is told and not refused', () => {
    expect(faults(one(`${server}/Patient/p1`, 'p2'))).toEqual([])
    expect(validator.validate(one(`${server}/Patient/p1`, 'p2')).warnings.map(({ details }) => details)).toEqual(['full-url'])
  })
})

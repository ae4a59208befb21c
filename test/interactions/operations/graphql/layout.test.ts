import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Asker, openAsker, records } from './asker.ts'

let asker: Asker
beforeAll(async () => {
  asker = await openAsker(records)
})
afterAll(() => asker.caller.opened.close())

// Ada's names are those of the specification's example, and so are the answers.
describe('flattening (http://hl7.org/fhir/R4/graphql.html#flattening)', () => {
  test.each([
    [
      '@flatten leaves a field out and makes lists of what is in it',
      '{ identifier @flatten { system value } active name @flatten { text given family } }',
      {
        system: ['urn:oid:1.2.36.146.595.217.0.1'],
        value: ['12345'],
        active: true,
        given: ['Peter', 'James', 'Jim', 'Peter', 'James'],
        family: ['Chalmers', 'Windsor'],
      },
    ],
    [
      '@first takes the first of each list',
      '{ name @flatten { text given @first family } }',
      { given: ['Peter', 'Jim', 'Peter'], family: ['Chalmers', 'Windsor'] },
    ],
    [
      '@singleton makes a single value of what was flattened',
      '{ identifier @flatten { system @singleton value @singleton } active name @flatten @first { text given family @singleton } }',
      { system: 'urn:oid:1.2.36.146.595.217.0.1', value: '12345', active: true, given: ['Peter', 'James'], family: 'Chalmers' },
    ],
    [
      '@slice adds an element to the names',
      '{ name @flatten @slice(path: "use") { given family @singleton } }',
      {
        'given.official': ['Peter', 'James'],
        'family.official': 'Chalmers',
        'given.usual': ['Jim'],
        'given.maiden': ['Peter', 'James'],
        'family.maiden': 'Windsor',
      },
    ],
    [
      '@slice adds the place in the list to the names',
      '{ name @flatten @slice(path: "$index") { given @first @singleton family } }',
      { 'given.0': 'Peter', 'family.0': ['Chalmers'], 'given.1': 'Jim', 'given.2': 'Peter', 'family.2': ['Windsor'] },
    ],
    [
      '@slice without @flatten names the items themselves',
      '{ telecom(fhirpath: "use.exists()") @slice(path: "use") { value } }',
      { 'telecom.home': [{ value: '555-0101' }], 'telecom.work': [{ value: '555-0102' }] },
    ],
    ['a single element that is flattened makes no list', '{ maritalStatus @flatten { text } }', { text: 'never married' }],
    [
      'a resource that is referred to is flattened too',
      '{ managingOrganization @flatten { resource @flatten { ... on Organization { name } } } }',
      { name: 'Clinic' },
    ],
  ])('%s', async (_what, query, expected) => {
    expect(await asker.data(query, { of: 'Patient/ada' })).toEqual(expected)
  })

  test.each([
    ['several values where one is wanted', '{ name @flatten { family @singleton } }'],
    ['values of two kinds under one name', '{ active name @flatten { active: given } }'],
  ])('refuses %s', async (_what, query) => {
    expect((await asker.refusal(query, { of: 'Patient/ada' })).status).toBe(400)
  })
})

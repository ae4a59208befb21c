import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readAddress } from '#interactions/bundle-entries.ts'
import { linksOf, withLinks } from '#interactions/references.ts'

describe('links of a resource (http://hl7.org/fhir/R4/http.html#trules)', () => {
  const uuid = 'urn:uuid:11111111-1111-4111-8111-111111111111'

  test('references and uris are links, an identifier’s value is a text', () => {
    const resource = { subject: { reference: uuid }, content: [{ attachment: { url: uuid } }], identifier: [{ value: uuid }], note: uuid }
    expect(withLinks(resource, (link) => (link === uuid ? 'Patient/1' : link))).toEqual({
      subject: { reference: 'Patient/1' },
      content: [{ attachment: { url: 'Patient/1' } }],
      identifier: [{ value: uuid }],
      note: uuid,
    })
  })

  test('what does not change is the very same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(withLinks(value, (link) => link)).toBe(value)
      }),
    )
  })

  test('each is found once', () => {
    expect(linksOf([{ reference: 'a' }, { x: { reference: 'a' } }, { reference: 'b' }])).toEqual(new Set(['a', 'b']))
  })
})

describe('addresses of entries (http://hl7.org/fhir/R4/http.html#summary)', () => {
  const base = 'http://localhost/fhir/R4'
  const read = (url: string) => {
    const address = readAddress(base, url)
    return address && { ...address, query: address.query.toString() }
  }

  test.each([
    ['Patient', { type: 'Patient', query: '' }],
    ['/Patient/1', { type: 'Patient', id: '1', query: '' }],
    [`${base}/Patient/1`, { type: 'Patient', id: '1', query: '' }],
    ['Patient/1/_history', { type: 'Patient', id: '1', history: true, query: '' }],
    ['Patient/1/_history/2', { type: 'Patient', id: '1', version: '2', query: '' }],
    ['Patient?name=a&name=b', { type: 'Patient', query: 'name=a&name=b' }],
    ['Patient/1/$everything?_count=2', { type: 'Patient', id: '1', operation: 'everything', query: '_count=2' }],
    ['Patient/1/Observation', { type: 'Patient', id: '1', compartmentType: 'Observation', query: '' }],
    ['metadata', { type: 'metadata', query: '' }],
  ])('%s', (url, expected) => {
    expect(read(url)).toEqual(expected)
  })

  test.each([
    'http://elsewhere.example/Patient/1',
    'javascript:alert(1)',
    'patient',
    'Patient/a b',
    'Patient/1/2/3/4',
    'urn:uuid:x',
    '../Patient',
  ])('%s is none', (url) => {
    expect(readAddress(base, url)).toBeUndefined()
  })
})

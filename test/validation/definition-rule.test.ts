import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'

const validator = createValidator({ structures: coreDefinitions() })
const faults = (resource: unknown) => validator.validate(resource).base.map(({ details, expression }) => `${details} ${expression?.[0]}`)

const codeSystem = (more: object) => ({ resourceType: 'CodeSystem', status: 'draft', content: 'complete', name: 'X', ...more })
const filtered = (system: string, property: string, op: string, value: string) => ({
  resourceType: 'ValueSet',
  status: 'draft',
  name: 'X',
  compose: { include: [{ system, filter: [{ property, op, value }] }] },
})
const parameter = (base: string[], expression: string) => ({
  resourceType: 'SearchParameter',
  ...{ url: 'http://a.example/x', name: 'X', status: 'draft', description: 'x', code: 'x', type: 'string', base, expression },
})
const sct = 'http://snomed.info/sct'

describe('definitions that contradict themselves are refused', () => {
  test.each<[string, unknown, string]>([
    ['a supplement that does not say so', codeSystem({ supplements: 'http://a.example/cs' }), 'supplement CodeSystem.content'],
    ['concepts where none are present', codeSystem({ content: 'not-present', concept: [{ code: 'a' }] }), 'content CodeSystem.concept'],
    [
      'a property twice',
      codeSystem({
        property: [
          { code: 'a', type: 'code' },
          { code: 'a', type: 'string' },
        ],
      }),
      'duplicate CodeSystem.property[1]',
    ],
    [
      'a value of another type than declared',
      codeSystem({ property: [{ code: 'a', type: 'boolean' }], concept: [{ code: 'x', property: [{ code: 'a', valueString: 'y' }] }] }),
      'type CodeSystem.concept[0].property[0].value',
    ],
    [
      'a filter by selectability that is no boolean',
      filtered('http://a.example', 'notSelectable', '=', '1'),
      'filter ValueSet.compose.include[0].filter[0].value',
    ],
    [
      'a SNOMED CT concept that is none',
      filtered(sct, 'concept', 'is-a', 'something'),
      'filter ValueSet.compose.include[0].filter[0].value',
    ],
    [
      'an expression with two concepts and nothing between',
      filtered(sct, 'constraint', '=', '234234 << 234234'),
      'filter ValueSet.compose.include[0].filter[0].value',
    ],
    [
      'an expression whose brackets do not close',
      filtered(sct, 'constraint', '=', '<< (404684003 OR 64572001'),
      'filter ValueSet.compose.include[0].filter[0].value',
    ],
    [
      'a search expression of another type',
      parameter(['Patient'], 'Organization.name | Organization.alias'),
      'search-expression SearchParameter.expression',
    ],
  ])('%s', (_, resource, expected) => expect(faults(resource)).toEqual([expected]))

  test.each<[string, unknown]>([
    ['a supplement', codeSystem({ supplements: 'http://a.example/cs', content: 'supplement' })],
    [
      'properties as declared',
      codeSystem({
        property: [{ code: 'a', type: 'dateTime' }],
        concept: [{ code: 'x', property: [{ code: 'a', valueDateTime: '2024' }] }],
      }),
    ],
    ['a concept', filtered(sct, 'concept', 'is-a', '404684003')],
    ['an expression', filtered(sct, 'constraint', '=', '<< 404684003 |Clinical finding| : 363698007 = << 39057004')],
    ['an expression with brackets', filtered(sct, 'constraint', '=', '<< (404684003 OR 64572001) MINUS 12345678')],
    ['a filter of another system', filtered('http://loinc.org', 'SCALE_TYP', '=', 'Doc')],
    ['a search expression', parameter(['Patient', 'Person'], "Patient.name | Person.name.where(use = 'Organization.x')")],
    ['a search expression of any resource', parameter(['Resource'], 'Patient.name')],
  ])('%s is accepted', (_, resource) => expect(faults(resource)).toEqual([]))
})

describe('what data types ask in words', () => {
  const person = (more: object) => ({ resourceType: 'Person', ...more })
  test.each<[string, unknown, string[]]>([
    [
      'a URI as an identifier has its scheme',
      person({ identifier: [{ system: 'urn:ietf:rfc:3986', value: '1.2.3' }] }),
      ['format Person.identifier[0].value'],
    ],
    ['a URI as an identifier', person({ identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3' }] }), []],
    ['an extension by a relative url', person({ extension: [{ url: 'x', valueCode: 'a' }] }), ['extension-url Person.extension[0].url']],
    [
      'a part of an extension by its own name',
      person({ extension: [{ url: 'http://a.example/x', extension: [{ url: 'x', valueCode: 'a' }] }] }),
      [],
    ],
    ['an attachment of its size', person({ photo: { contentType: 'text/plain', data: 'YWI=', size: 2 } }), []],
    [
      'an attachment of another size',
      person({ photo: { contentType: 'text/plain', data: 'YWI=', size: 4 } }),
      ['attachment-size Person.photo.size'],
    ],
  ])('%s', (_, resource, expected) => expect(faults(resource)).toEqual(expected))

  test('a reference that names another type than the Bundle holds under that id', () => {
    const id = '00000000-0000-4000-8000-000000000001'
    const bundle = (resourceType: string) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { resource: { resourceType: 'Patient', generalPractitioner: [{ reference: `Practitioner/${id}` }] } },
        { fullUrl: `urn:uuid:${id}`, resource: { resourceType, id, name: resourceType === 'Organization' ? 'x' : [{ text: 'x' }] } },
      ],
    })
    expect(faults(bundle('Practitioner'))).toEqual([])
    expect(faults(bundle('Organization'))).toEqual(['reference-target Bundle.entry[0].resource.generalPractitioner[0]'])
  })
})

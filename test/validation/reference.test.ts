import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { Judging } from '#validation/judging.ts'
import { createReferences } from '#validation/reference.ts'
import { Shapes } from '#validation/shape.ts'

const references = createReferences(new Shapes(coreDefinitions()), () => undefined)
const typeOf = (reference: string) => references.typeOf({ reference }, new Judging())

// http://hl7.org/fhir/R4/references.html#literal
describe('the type that a literal reference names', () => {
  test.each([
    ['Patient/1', 'Patient'],
    ['Patient/1/_history/2', 'Patient'],
    ['https://x.example/fhir/Patient/a-b.C', 'Patient'],
    ['https://x.example/fhir/Patient/1/_history/2', 'Patient'],
    ['http://x.example/Organization/Patient/1', 'Patient'],
    [`Patient/${'a'.repeat(64)}`, 'Patient'],
    ['Patient?identifier=x|1', 'Patient'],
    ['/Patient/1', 'Patient'],
  ])('%s: %s', (reference, type) => {
    expect(typeOf(reference)).toBe(type)
  })

  test.each([
    'Patient',
    'Patient/',
    '/1',
    'patient/1',
    'Nothing/1',
    'xPatient/1',
    `Patient/${'a'.repeat(65)}`,
    'Patient/1/_history/',
    'Patient/1/2',
    'Patient/a b',
    'urn:uuid:00000000-0000-4000-8000-000000000001',
    '#a',
    '',
  ])('%s names none', (reference) => {
    expect(typeOf(reference)).toBeUndefined()
  })
})

import { describe, expect, test } from '@jest/globals'
import { readReference } from '#storage/indexing/reference.ts'

const base = 'https://ehr.example.org/fhir/R4'

describe('what a reference points to (http://hl7.org/fhir/R4/references.html#literal)', () => {
  test.each([
    ['Patient/1', { type: 'Patient', id: '1' }],
    ['Patient/1/_history/3', { type: 'Patient', id: '1' }],
    [`${base}/Patient/1`, { type: 'Patient', id: '1' }],
    [`${base}/Patient/1/_history/2`, { type: 'Patient', id: '1' }],
    ['https://elsewhere.example.org/fhir/Patient/1', { url: 'https://elsewhere.example.org/fhir/Patient/1' }],
    [`${base}x/Patient/1`, { url: `${base}x/Patient/1` }],
    ['urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', { url: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0' }],
    ['http://example.org/Questionnaire/q|2.0', { url: 'http://example.org/Questionnaire/q|2.0' }],
    ['patient/1', { url: 'patient/1' }],
    [`Patient/${'x'.repeat(65)}`, { url: `Patient/${'x'.repeat(65)}` }],
    ['#contained', undefined],
    ['', undefined],
  ])('%s', (text, target) => {
    expect(readReference(text, base)).toEqual(target)
  })

  test('without a base every absolute URL is elsewhere', () => {
    expect(readReference(`${base}/Patient/1`)).toEqual({ url: `${base}/Patient/1` })
  })
})

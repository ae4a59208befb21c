import { describe, expect, test } from '@jest/globals'
import { earnedLabels } from '#programs/sensitivity/earned-labels.ts'

const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm'
const coded = (system: string, code: string) => ({ resourceType: 'Condition', code: { coding: [{ system, code }] } })
const labels = (resource: object, programs: string[] = [], sender?: string) => [...earnedLabels(resource, programs, sender)].sort()

describe('CARES-CON-07: codes earn labels', () => {
  test.each([
    ['F09', []],
    ['F10', ['ETH']],
    ['F11.20', ['ETH']],
    ['F16.159', ['ETH']],
    // Tobacco is nobody's secret.
    ['F17.210', []],
    ['F18.10', ['ETH']],
    ['F19.939', ['ETH']],
    ['F20.9', ['PSY']],
    ['F43.23', ['PSY']],
    ['F48.9', ['PSY']],
    ['F69', ['PSY']],
    // Autism, intellectual disability and attention are everyday matters of this program.
    ['F70', []],
    ['F84.0', []],
    ['F90.2', []],
    ['F91.3', ['PSY']],
    ['F95.2', []],
    ['B20', ['HIV']],
    ['B200', []],
    ['Z21', ['HIV']],
    ['O98.711', ['HIV', 'SEX']],
    ['O99.320', ['ETH', 'SEX']],
    ['Z34.90', ['SEX']],
    ['A54.01', ['STD']],
    ['A65', []],
    ['E10.9', []],
  ])('ICD-10-CM %s: %j', (code, earned) => {
    expect(labels(coded(icd10, code))).toEqual(earned)
  })

  test('a code of another system is another code', () => {
    expect(labels(coded('urn:mine', 'B20'))).toEqual([])
  })

  test.each([
    ['F1120', ['ETH']],
    ['f11.20', ['ETH']],
    ['B9735', ['HIV']],
    ['O98711', ['HIV', 'SEX']],
    ['F17210', []],
    ['F840', []],
    ['F112.0', []],
  ])('ICD-10-CM as claims spell it, %s: %j', (code, earned) => {
    expect(labels(coded(icd10, code))).toEqual(earned)
  })

  test.each([
    ['urn:oid:2.16.840.1.113883.6.90', 'B20', ['HIV']],
    ['http://hl7.org/fhir/sid/icd-10', 'F20.0', ['PSY']],
    ['urn:oid:2.16.840.1.113883.6.96', '86406008', ['HIV']],
    ['urn:oid:2.16.840.1.113883.6.1', '56888-1', ['HIV']],
    ['urn:oid:2.16.840.1.113883.6.88', '1819', ['ETH']],
    ['urn:oid:2.16.840.1.113883.6.285', 'H0020', ['ETH']],
    ['urn:oid:2.16.840.1.113883.6.9', 'B20', []],
  ])('a system by another of its names, %s|%s: %j', (system, code, earned) => {
    expect(labels(coded(system, code))).toEqual(earned)
  })

  test('HCPCS in both spellings', () => {
    const [http, https] = ['http', 'https'].map((word) => coded(`${word}://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets`, 'H0020'))
    expect([labels(http!), labels(https!)]).toEqual([['ETH'], ['ETH']])
  })

  test('wherever they stand: a component, a contained resource, an extension', () => {
    const coding = [{ system: 'http://loinc.org', code: '56888-1' }]
    expect(labels({ resourceType: 'Observation', component: [{ code: { coding } }] })).toEqual(['HIV'])
    expect(labels({ resourceType: 'Claim', contained: [{ resourceType: 'Condition', code: { coding } }] })).toEqual(['HIV'])
    expect(labels({ resourceType: 'Goal', extension: [{ url: 'urn:x', valueCodeableConcept: { coding } }] })).toEqual(['HIV'])
  })

  test('a label that stands there already, and words, earn none', () => {
    const meta = { security: [{ system: icd10, code: 'B20' }] }
    expect(labels({ resourceType: 'Condition', meta, code: { text: 'B20' }, text: { div: 'B20' } })).toEqual([])
  })
})

describe('42 CFR 2.11: the source earns the label', () => {
  const program = 'Organization/detox'
  const by = (reference: string) => ({ resourceType: 'DocumentReference', custodian: { reference } })

  test('what names a program, relative or absolute', () => {
    expect(labels(by(program), [program])).toEqual(['42CFRPart2'])
    expect(labels(by(`https://here.example/fhir/R4/${program}`), [program])).toEqual(['42CFRPart2'])
    expect(labels(by(`${program}/_history/3`), [program])).toEqual(['42CFRPart2'])
    expect(labels(by(`https://here.example/fhir/R4/${program}/_history/3`), [program])).toEqual(['42CFRPart2'])
  })

  test('what a program sends', () => {
    expect(labels(by('Organization/other'), [program], program)).toEqual(['42CFRPart2'])
  })

  test('not another organization, whose name only ends alike', () => {
    expect(labels(by('Organization/not-detox'), [program], 'Organization/detox2')).toEqual([])
  })
})

describe('CARES-CON-05: a consent that a minor gave alone is theirs', () => {
  const consent = (kind: string, signer: string) => ({
    resourceType: 'Consent',
    patient: { reference: 'Patient/m' },
    category: [{ coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/consent-kind', code: kind }] }],
    performer: [{ reference: signer }],
    provision: { code: [{ coding: [{ system: icd10, code: 'B20' }] }], actor: [{ reference: { reference: 'Organization/detox' } }] },
  })

  test.each([
    ['minor-consented', 'Patient/m', ['ADOL']],
    ['part2', 'Patient/m', ['ADOL']],
    ['hiv', 'Patient/m', ['ADOL']],
    ['hiv', 'https://here.example/fhir/R4/Patient/m', ['ADOL']],
    ['hiv', 'Patient/m/_history/2', ['ADOL']],
    ['hiv', 'Patient/not-m', []],
    ['hiv', 'RelatedPerson/mother', []],
    ['release', 'Patient/m', []],
  ])('%s signed by %s: %j; what it releases earns nothing', (kind, signer, earned) => {
    expect(labels(consent(kind, signer), ['Organization/detox'])).toEqual(earned)
  })
})

test('what is no FHIR at all earns nothing and throws nothing', () => {
  for (const odd of [{}, { resourceType: 'Consent', category: 7, performer: [null] }, { code: [null, 'x', { coding: [3] }] }])
    expect(labels(odd)).toEqual([])
})

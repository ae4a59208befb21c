import { describe, expect, test } from '@jest/globals'
import { inPatientCompartment, patientCompartment } from '#fhir/definitions/compartments.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'

describe('the search parameters that are known', () => {
  const params = searchParams()

  test('every R4 resource type has its own and the common ones', () => {
    // R4 4.0.1 lists 148 types; Resource and DomainResource are abstract, and not among these.
    expect(params.size).toBe(147)
    for (const [type, own] of params) {
      for (const code of ['_id', '_lastUpdated', '_profile', '_security', '_source', '_tag'])
        expect([type, own.has(code)]).toEqual([type, true])
    }
  })

  test('each leads somewhere, and none needs the interpreter', () => {
    const astray = [...params].flatMap(([type, own]) =>
      [...own.values()]
        .filter(({ type, paths, fhirpath }) => type !== 'composite' && (fhirpath || paths.length === 0))
        .map(({ code }) => `${type}.${code}`),
    )
    expect(astray).toEqual([])
  })

  test('what is of another release, special or without an expression is left out', () => {
    expect(params.get('DeviceDefinition')?.has('classification')).toBe(false)
    expect(params.get('Location')?.has('near')).toBe(false)
    expect(params.get('Patient')?.has('_text')).toBe(false)
  })

  test("this project's own is there", () => {
    expect(params.get('Task')?.get('due')).toEqual({
      code: 'due',
      url: 'https://cares-fhir.example.org/SearchParameter/task-due',
      type: 'date',
      targets: [],
      paths: [{ steps: [{ name: 'restriction' }, { name: 'period' }, { name: 'end' }], type: 'dateTime' }],
    })
  })

  test('what a start-up pays for them stays small once they are cached', () => {
    searchParams([])
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now()
      // Another set of the same size, so that nothing is remembered in the process.
      searchParams([
        {
          resourceType: 'SearchParameter',
          url: 'http://x/y',
          name: 'y',
          status: 'active',
          description: 'y',
          code: 'y',
          base: ['Basic'],
          type: 'token',
          expression: 'Basic.code',
        },
      ])
      return performance.now() - began
    })
    expect(Math.min(...times)).toBeLessThan(50)
  })
})

describe('the patient compartment (http://hl7.org/fhir/R4/compartmentdefinition-patient.html)', () => {
  test('a resource is in it by these parameters', () => {
    expect(patientCompartment().get('CarePlan')).toEqual(['patient', 'performer'])
    expect(patientCompartment().get('Task')).toEqual(['patient', 'focus'])
  })

  test.each(['Patient', 'CarePlan', 'Task', 'EpisodeOfCare', 'Consent', 'RelatedPerson'])('%s may be part of a record', (type) => {
    expect(inPatientCompartment(type)).toBe(true)
  })

  test.each(['Organization', 'Practitioner', 'Location', 'Bundle', 'Unheard'])('%s may not', (type) => {
    expect(inPatientCompartment(type)).toBe(false)
  })

  test('each of its parameters is one that can be searched by', () => {
    for (const [type, codes] of patientCompartment()) {
      for (const code of codes) expect([type, code, searchParams().get(type)?.get(code)?.type]).toEqual([type, code, 'reference'])
    }
  })
})

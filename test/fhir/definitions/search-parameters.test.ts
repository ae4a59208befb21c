import { describe, expect, test } from '@jest/globals'
import { compartments, inPatientCompartment, patientCompartment } from '#fhir/definitions/compartments.ts'
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

  test('what is of another release, or without an expression is left out', () => {
    expect(params.get('DeviceDefinition')?.has('classification')).toBe(false)
    expect(params.get('Patient')?.has('_text')).toBe(false)
  })

  test('a place is two numbers of one element', () => {
    expect(params.get('Location')?.get('near')).toEqual({
      code: 'near',
      url: 'http://hl7.org/fhir/SearchParameter/Location-near',
      type: 'composite',
      targets: [],
      paths: [],
      elements: [
        {
          steps: [{ name: 'position' }],
          components: [
            { type: 'number', paths: [{ steps: [{ name: 'latitude' }], type: 'decimal' }] },
            { type: 'number', paths: [{ steps: [{ name: 'longitude' }], type: 'decimal' }] },
          ],
        },
      ],
      special: 'near',
    })
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

  test('plain codes are of the systems of their required value set, and of none where it binds nobody', () => {
    const implied = (type: string, code: string) => params.get(type)?.get(code)?.implied
    expect(implied('Task', 'status')).toEqual([{ system: 'http://hl7.org/fhir/task-status' }])
    expect(implied('Composition', 'confidentiality')).toEqual([{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality' }])
    expect(implied('Task', 'intent')?.[0]).toEqual({ system: 'http://hl7.org/fhir/task-intent', codes: ['unknown'] })
    expect(implied('CodeSystem', 'code')).toBeUndefined()
    // A concept says its system itself.
    expect(implied('Condition', 'clinical-status')).toBeUndefined()
    const without = [...params.values()].flatMap((own) =>
      [...own.values()].filter((one) => one.paths.some((path) => path.type === 'code') && one.type === 'token' && !one.implied),
    )
    expect(without.map(({ url }) => url.split('/').at(-1))).toEqual([
      'CodeSystem-code',
      'CodeSystem-language',
      'ConceptMap-source-code',
      'ConceptMap-target-code',
      'DocumentReference-language',
      'OperationDefinition-code',
      'SearchParameter-code',
      'ValueSet-code',
    ])
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
})

describe("R4's compartments (http://hl7.org/fhir/R4/compartmentdefinition.html)", () => {
  test('these types have one', () => {
    expect([...compartments().keys()].sort()).toEqual(['Device', 'Encounter', 'Patient', 'Practitioner', 'RelatedPerson'])
  })

  test.each([
    ['Encounter', 'DocumentManifest', ['related-ref']],
    ['RelatedPerson', 'Coverage', ['policy-holder', 'subscriber', 'payor']],
    ['Practitioner', 'Encounter', ['practitioner', 'participant']],
    ['Device', 'Observation', ['subject', 'device']],
    ['Encounter', 'Patient', undefined],
    ['Practitioner', 'Task', undefined],
    // What owns it is no matter of parameters.
    ['Encounter', 'Encounter', undefined],
  ])('in that of the %s a %s is by %j', (owner, type, codes) => {
    expect(compartments().get(owner)!.get(type)).toEqual(codes)
  })

  test('each parameter is one that can be searched by and may name the owner', () => {
    for (const [owner, types] of compartments()) {
      for (const [type, codes] of types) {
        for (const code of codes) {
          const param = searchParams().get(type)?.get(code)
          const mayName = param?.targets.length === 0 || param?.targets.includes(owner)
          expect([owner, type, code, param?.type, mayName]).toEqual([owner, type, code, 'reference', true])
        }
      }
    }
  })
})

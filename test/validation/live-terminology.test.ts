import { beforeEach, describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import type { Validator } from '#validation/validator.ts'

const structures = coreDefinitions()
const url = 'http://a.example/vs'
const system = 'http://a.example/colours'
const valueSet = { resourceType: 'ValueSet', id: 'v', url, status: 'active', compose: { include: [{ system }] } }
const codeSystem = (...codes: string[]) => ({
  ...{ resourceType: 'CodeSystem', id: 'c', url: system, status: 'active', content: 'complete' },
  concept: codes.map((code) => ({ code })),
})
const profile = {
  ...{
    resourceType: 'StructureDefinition',
    id: 'p',
    url: 'http://a.example/p',
    name: 'P',
    status: 'active',
    kind: 'resource',
    abstract: false,
  },
  ...{ type: 'Basic', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic', derivation: 'constraint' },
  differential: { element: [{ id: 'Basic.code', path: 'Basic.code', binding: { strength: 'required', valueSet: url } }] },
}

let validator: Validator
beforeEach(() => {
  validator = createValidator({ structures })
  validator.live.put('StructureDefinition/p', profile)
})

/** Whether a colour is refused, accepted or not checked. */
function colour(code: string): string {
  const { profile: faults, warnings } = validator.validate({
    resourceType: 'Basic',
    meta: { profile: [profile.url] },
    code: { coding: [{ system, code }] },
  })
  if (faults.length > 0) return 'refused'
  return warnings.some(({ details }) => details === 'value-set-not-expanded') ? 'not checked' : 'accepted'
}

describe('value sets and code systems that come and go while the server runs', () => {
  test('a binding follows each change', () => {
    expect([colour('red'), colour('blue')]).toEqual(['not checked', 'not checked'])
    validator.live.put('ValueSet/v', valueSet)
    expect(colour('red')).toBe('not checked')
    validator.live.put('CodeSystem/c', codeSystem('red'))
    expect([colour('red'), colour('blue')]).toEqual(['accepted', 'refused'])
    validator.live.put('CodeSystem/c', codeSystem('blue'))
    expect([colour('red'), colour('blue')]).toEqual(['refused', 'accepted'])
    validator.live.remove('CodeSystem/c')
    expect(colour('red')).toBe('not checked')
    validator.live.put('ValueSet/v', { ...valueSet, compose: { include: [{ system, concept: [{ code: 'red' }] }] } })
    expect([colour('red'), colour('blue')]).toEqual(['accepted', 'refused'])
    validator.live.remove('ValueSet/v')
    expect(colour('blue')).toBe('not checked')
  })

  test('what R4 says cannot be replaced, but a code system of which only a name is here can be brought', () => {
    const gender = { ...valueSet, url: 'http://hl7.org/fhir/ValueSet/administrative-gender' }
    validator.live.put('ValueSet/v', gender)
    validator.live.put('CodeSystem/c', { ...codeSystem('M'), url: 'http://hl7.org/fhir/administrative-gender' })
    expect(validator.validate({ resourceType: 'Patient', gender: 'female' }).base).toEqual([])
    expect(validator.validate({ resourceType: 'Patient', gender: 'red' }).base).toHaveLength(1)
    const snomed = 'http://snomed.info/sct'
    expect(validator.terminology.codeSystem(snomed)).toBeUndefined()
    validator.live.put('CodeSystem/s', { ...codeSystem('73211009'), url: snomed })
    expect(validator.terminology.codeSystem(snomed)?.concepts.has('73211009')).toBe(true)
  })

  test('of two with one canonical the one that was put last speaks, and the other again when that one goes', () => {
    validator.live.put('ValueSet/v', valueSet)
    validator.live.put('CodeSystem/c', codeSystem('red'))
    validator.live.put('CodeSystem/d', codeSystem('blue'))
    expect([colour('red'), colour('blue')]).toEqual(['refused', 'accepted'])
    validator.live.remove('CodeSystem/d')
    expect([colour('red'), colour('blue')]).toEqual(['accepted', 'refused'])
  })

  test('a binding of R4 itself follows as well', () => {
    const dicom = 'http://dicom.nema.org/resources/ontology/DCM'
    const study = (code: string) => ({
      ...{ resourceType: 'ImagingStudy', status: 'available', subject: { reference: 'Patient/x' } },
      series: [{ uid: '1', modality: { system: dicom, code } }],
    })
    const warned = (code: string) => validator.validate(study(code)).warnings.map(({ details }) => details)
    expect(warned('CT')).toEqual(['value-set-not-expanded'])
    const modalities = 'http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html'
    validator.live.put('ValueSet/v', { ...valueSet, url: modalities, compose: { include: [{ system: dicom, concept: [{ code: 'CT' }] }] } })
    expect([warned('CT'), warned('XX')]).toEqual([[], ['binding']])
  })
})

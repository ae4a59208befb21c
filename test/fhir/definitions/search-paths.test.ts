import { describe, expect, test } from '@jest/globals'
import { ElementTypes } from '#fhir/definitions/element-types.ts'
import { searchPaths } from '#fhir/definitions/search-paths.ts'

const types = new ElementTypes()

/** Paths in one line each: steps, type, and what they are narrowed to. */
function paths(type: string, expression: string): string[] | undefined {
  return searchPaths(expression, type, types)?.map(({ steps, type: found, target }) => {
    const way = steps.map(
      ({ name, at, where }) => name + (where ? `{${where.property}=${where.value}}` : '') + (at === undefined ? '' : `[${at}]`),
    )
    return `${way.join('.')}: ${found}${target ? ` to ${target}` : ''}`
  })
}

describe('search expressions as JSON paths', () => {
  test.each([
    ['Patient', 'Patient.birthDate', ['birthDate: date']],
    ['Patient', 'Resource.meta.tag', ['meta.tag: Coding']],
    ['Patient', 'Patient.name.family | Practitioner.name.family', ['name.family: string']],
    ['Patient', 'Practitioner.name', []],
    ['Patient', 'Patient.nothing', []],
    [
      'Observation',
      'Observation.effective',
      ['effectiveDateTime: dateTime', 'effectivePeriod: Period', 'effectiveTiming: Timing', 'effectiveInstant: instant'],
    ],
    [
      'Observation',
      '(Observation.value as Quantity) | (Observation.value as CodeableConcept).text',
      ['valueQuantity: Quantity', 'valueCodeableConcept.text: string'],
    ],
    ['Observation', 'Observation.value.ofType(Quantity)', ['valueQuantity: Quantity']],
    ['Observation', 'Observation.value.as(Period).start', ['valuePeriod.start: dateTime']],
    ['Observation', 'Observation.subject.where(resolve() is Patient)', ['subject: Reference to Patient']],
    ['Patient', "Patient.telecom.where(system='phone').value", ['telecom{system=phone}.value: string']],
    ['Patient', "Patient.extension('http://x/y').value.ofType(code)", ['extension{url=http://x/y}.valueCode: code']],
    ['Bundle', 'Bundle.entry[0].resource', ['entry[0].resource: Resource']],
    ['Patient', 'Patient.name.first().given', ['name[0].given: string']],
    ['InsurancePlan', 'name | alias', ['name: string', 'alias: string']],
    // Elements that are defined elsewhere in the same resource.
    ['Questionnaire', 'Questionnaire.item.item.code', ['item.item.code: Coding']],
    [
      'ValueSet',
      '(ValueSet.expansion.contains.code | ValueSet.compose.include.concept.code)',
      ['expansion.contains.code: code', 'compose.include.concept.code: code'],
    ],
  ])('%s: %s', (type, expression, expected) => {
    expect(paths(type, expression)).toEqual(expected)
  })

  test.each([
    'Patient.name.exists()',
    "Patient.name.where(use = 'a' and family = 'b')",
    'Patient.name.given[0]',
    "Patient.name.where(use='a').where(text='b')",
    'Patient.name.family + Patient.name.given',
    'Patient.name.',
    'Patient.name.where(',
    '',
    'descendants()',
  ])('%j is left to FHIRPath', (expression) => {
    expect(paths('Patient', expression)).toBeUndefined()
  })
})

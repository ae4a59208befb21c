import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { readCoreDefinitions } from '#fhir/definitions/cache.ts'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { changed, observation, patient } from './people.ts'
import { profileOf } from './profile-of.ts'

/** An extension that may stand in these contexts, and what is found when it stands somewhere. */
function judge(expressions: string[], resource: unknown, type = 'element') {
  const extension = profileOf('Extension', [{ id: 'Extension.value[x]', type: [{ code: 'boolean' }] }], 'placed')
  const validator = createValidator({
    structures: coreDefinitions(),
    profiles: [{ ...extension, context: expressions.map((expression) => ({ type, expression })) }],
  })
  return validator.validate(resource).profile.map(({ details, expression }) => `${details} ${expression?.[0]}`)
}

const placed = { url: 'http://test.example/StructureDefinition/placed', valueBoolean: true }
const onPatient = changed(patient, (p) => (p.extension = [placed]))
const onName = changed(patient, (p) => (p.name[0].extension = [placed]))
const onContact = changed(patient, (p) => (p.contact[0].extension = [placed]))
const onBirthDate = changed(patient, (p) => (p._birthDate = { extension: [placed] }))
const onContained = changed(observation, (o) => {
  o.contained = [changed(onPatient, (p) => (p.id = 'c'))]
  o.subject.reference = '#c'
})

describe('an extension stands where its definition allows it', () => {
  test.each<[string, string[], unknown]>([
    ['a resource', ['Patient'], onPatient],
    ['a kind of resource', ['DomainResource'], onPatient],
    ['one of several', ['Observation', 'Patient'], onPatient],
    ['a data type', ['HumanName'], onName],
    ['an element by its path', ['Patient.name'], onName],
    ['any element', ['Element'], onName],
    ['a resource, which is an element as well', ['Element'], onPatient],
    ['a backbone element', ['Patient.contact'], onContact],
    ['a primitive by its path', ['Patient.birthDate'], onBirthDate],
    ['a primitive by its type', ['date'], onBirthDate],
    ['a contained resource', ['Patient'], onContained],
  ])('%s', (_, expressions, resource) => expect(judge(expressions, resource)).toEqual([]))

  test.each<[string, string[], unknown, string]>([
    ['another resource', ['Observation'], onPatient, 'Patient.extension[0]'],
    ['an element of the resource', ['Patient'], onName, 'Patient.name[0].extension[0]'],
    ['another element', ['Patient.telecom'], onName, 'Patient.name[0].extension[0]'],
    ['another primitive', ['Patient.gender'], onBirthDate, 'Patient.birthDate.extension[0]'],
    ['the container of its resource', ['Observation'], onContained, 'Observation.contained[0].extension[0]'],
  ])('and not on %s', (_, expressions, resource, place) => expect(judge(expressions, resource)).toEqual([`extension-context ${place}`]))

  test('contexts that are not judged hold nothing against it', () => {
    expect(judge(['name.exists()'], onPatient, 'fhirpath')).toEqual([])
    expect(judge(['http://a.example/x'], onPatient, 'extension')).toEqual([])
    expect(judge(['CanonicalResource'], onPatient)).toEqual([])
  })
})

test("R4's own definitions stand where their extensions may", () => {
  const validator = createValidator({ structures: coreDefinitions() })
  const misplaced = ['profiles-types', 'extension-definitions', 'search-parameters'].flatMap((file) =>
    readCoreDefinitions<Resource>(file).flatMap((resource) => {
      const { base, profile } = validator.validate(resource)
      return [...base, ...profile].filter(({ details }) => details === 'extension-context').map(({ diagnostics }) => diagnostics)
    }),
  )
  expect(misplaced).toEqual([])
})

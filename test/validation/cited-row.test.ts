import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { outcomeOf } from '#fhir/issue.ts'
import { createValidator } from '#validation/create.ts'
import { loadValidator } from '#validation/load.ts'
import { definitions, example } from '../profiles/compiled.ts'
import { changed, type Loose, patient } from './people.ts'
import { profileOf, type Rule } from './profile-of.ts'

const validator = loadValidator({ packages: 'none' })
const canon = 'https://cares-fhir.example.org'

/** `row place` of each fault that a change to an example makes. */
const found = (file: string, change: (resource: Loose) => void): string[] =>
  validator.validate(changed(example(file), change)).profile.map(({ details, expression }) => `${details} ${expression?.[0]}`)

describe('a fault against a profile names the requirement that the profile cites', () => {
  test.each<[string, string, (resource: Loose) => void, string]>([
    ['of the invariant', 'Coverage/noors-coverage', (c) => (c.subscriberId = '12345'), 'LAW-10 Coverage.subscriberId'],
    ['of an invariant on a day', 'Coverage/noors-coverage', (c) => (c.period.start = '2024-01'), 'TIME-01 Coverage.period.start'],
    [
      'of the element that is missing',
      'Coverage/noors-coverage',
      (c) => (c.period = { end: '2034-01-01' }),
      'TIME-08 Coverage.period.start',
    ],
    [
      'of the element that is not allowed',
      'CarePlan/tavians-aftercare-plan',
      (p) => (p.activity = [{ detail: { status: 'completed' } }]),
      'CARES-ICP-05 CarePlan.activity[0].detail',
    ],
    [
      'of the profile, where the element that it speaks of cites none',
      'CareTeam/noors-team',
      (t) => delete t.participant[0].role,
      'CARES-ICP-08 CareTeam.participant[0].role',
    ],
    ['of a slice', 'Composition/tavians-aftercare-document', (d) => d.section.pop(), 'CARES-REM-11 Composition.section'],
  ])('%s', (_, file, change, row) => expect(found(file, change)).toContain(row))

  test('and is spelled with the system of requirements; other faults with that of errors', () => {
    const { profile } = validator.validate(changed(example('Coverage/noors-coverage'), (c) => (c.subscriberId = '12345')))
    expect(outcomeOf(profile).issue[0]!.details).toEqual({ coding: [{ system: `${canon}/CodeSystem/requirement`, code: 'LAW-10' }] })
    const { base } = validator.validate({ ...patient, gender: 'x' })
    expect(outcomeOf(base).issue[0]!.details).toEqual({ coding: [{ system: `${canon}/CodeSystem/error`, code: 'binding' }] })
  })
})

describe('what a profile only inherits does not offend its requirement', () => {
  const rules: Rule[] = [
    { id: 'Patient.photo', min: 1 },
    { id: 'Patient.link', min: 1 },
    { id: 'Patient.maritalStatus', min: 1, requirements: 'LAW-10' },
  ]
  const profile = { ...profileOf('Patient', rules), description: 'What it is for (CARES-ICP-01).' }
  const judge = (more: object) => {
    const one = createValidator({ structures: coreDefinitions(), profiles: [{ ...profile, ...more }] })
    return one
      .validate(patient, [profile.url])
      .profile.map(({ details, expression }) => `${details} ${expression?.[0]}`)
      .sort()
  }

  test('only elements of its differential answer to its own row; an element’s row goes first', () => {
    expect(judge({ differential: { element: [{ id: 'Patient.photo', path: 'Patient.photo', min: 1 }] } })).toEqual([
      'CARES-ICP-01 Patient.photo',
      'LAW-10 Patient.maritalStatus',
      'cardinality Patient.link',
    ])
  })

  test('two profiles with the same fault: the row of the one that cites it', () => {
    const other = { ...profileOf('Patient', rules.slice(0, 1), 'other') }
    const both = createValidator({
      structures: coreDefinitions(),
      profiles: [other, { ...profile, differential: { element: [{ id: 'Patient.photo', path: 'Patient.photo' }] } }],
    })
    const { profile: faults } = both.validate(patient, [other.url, profile.url])
    expect(faults.filter(({ expression }) => expression?.[0] === 'Patient.photo').map(({ details }) => details)).toEqual(['CARES-ICP-01'])
  })
})

test('every row that our profiles cite is a code of the requirements', () => {
  const [system] = definitions('CodeSystem').filter(({ id }) => id === 'requirement')
  const rows = new Set(system!.concept!.map(({ code }) => code))
  const cited = definitions('StructureDefinition').flatMap(({ snapshot }) =>
    snapshot!.element.flatMap(({ requirements, constraint = [] }) => [requirements, ...constraint.map((one) => one.requirements)]),
  )
  const named = cited.filter((row) => row !== undefined)
  expect(named.length).toBeGreaterThan(80)
  expect(named.filter((row) => !rows.has(row))).toEqual([])
})

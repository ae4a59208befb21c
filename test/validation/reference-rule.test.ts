import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { ProfileRefused } from '#validation/refused.ts'
import { changed, type Loose, observation, patient } from './people.ts'
import { profileOf } from './profile-of.ts'

const structures = coreDefinitions()
const photographed = profileOf('Patient', [{ id: 'Patient.photo', min: 1 }], 'photographed')
const child = { ...photographed, url: `${photographed.url}-child`, baseDefinition: photographed.url }
const group = 'http://hl7.org/fhir/StructureDefinition/Group'

/** Judges by a profile that says this of Observation.subject; `details place` of each fault. */
function faultsOf(type: object, resource: Loose, targets?: (reference: string) => Loose | undefined): string[] {
  const profile = profileOf('Observation', [{ id: 'Observation.subject', type: [{ code: 'Reference', ...type }] }], 'about')
  const validator = createValidator({ structures, profiles: [photographed, child, profile] })
  const { base, profile: against } = validator.validate(
    JSON.parse(JSON.stringify(resource).replaceAll('PROFILE', profile.url)),
    resource.resourceType === 'Observation' ? [profile.url] : [],
    targets,
  )
  expect(base).toEqual([])
  return against.map(({ details, expression }) => `${details} ${expression?.[0]}`)
}

const about = (reference: string, more: object = {}) => ({ ...observation, ...more, subject: { reference } })
const withPhoto = { ...patient, photo: [{ title: 'x' }] }
const inBundle = (...resources: Loose[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ ...observation, meta: { profile: ['PROFILE'] } }, ...resources].map((resource) => ({
    fullUrl: `https://test.example/fhir/${resource.resourceType}/${resource.id}`,
    resource,
  })),
})
const atTarget = ['reference-target Bundle.entry[0].resource.subject']

describe('what a reference points to, by the profile that is asked of it', () => {
  const asked = { targetProfile: [photographed.url] }

  test('in the same Bundle', () => {
    expect(faultsOf(asked, inBundle(patient))).toEqual(atTarget)
    expect(faultsOf(asked, inBundle(withPhoto))).toEqual([])
    expect(faultsOf(asked, inBundle())).toEqual([])
  })

  test('contained', () => {
    const holding = (target: Loose) => about('#c', { contained: [{ ...target, id: 'c' }] })
    expect(faultsOf(asked, holding(patient))).toEqual(['reference-target Observation.subject'])
    expect(faultsOf(asked, holding(withPhoto))).toEqual([])
  })

  test('kept elsewhere, when the caller has it at hand', () => {
    const stored = (target: Loose) => (reference: string) => (reference === 'Patient/p1' ? target : undefined)
    expect(faultsOf(asked, about('Patient/p1'), stored(patient))).toEqual(['reference-target Observation.subject'])
    expect(faultsOf(asked, about('Patient/p1'), stored(withPhoto))).toEqual([])
    expect(faultsOf(asked, about('Patient/p2'), stored(patient))).toEqual([])
    expect(faultsOf(asked, about('Patient/p1'))).toEqual([])
  })

  test('one of several profiles is enough, and so is the type alone where that is allowed', () => {
    expect(faultsOf({ targetProfile: [photographed.url, group] }, inBundle(patient))).toEqual(atTarget)
    expect(faultsOf({ targetProfile: [photographed.url, 'http://hl7.org/fhir/StructureDefinition/Patient'] }, inBundle(patient))).toEqual(
      [],
    )
    expect(faultsOf({ targetProfile: [photographed.url, 'http://test.example/unknown'] }, inBundle(patient))).toEqual([])
  })

  test('one fault, one issue: a target that claims the profile, or one based on it, is judged where it stands', () => {
    for (const claimed of [photographed.url, child.url])
      expect(faultsOf(asked, inBundle(changed(patient, (p) => (p.meta = { profile: [claimed] }))))).toEqual([
        'cardinality Bundle.entry[1].resource.photo',
      ])
  })

  test('records that point to each other come to an end', () => {
    const linked = profileOf(
      'Patient',
      [{ id: 'Patient.link.other', type: [{ code: 'Reference', targetProfile: ['http://test.example/StructureDefinition/linked'] }] }],
      'linked',
    )
    const validator = createValidator({ structures, profiles: [linked] })
    const person = (id: string, other: string) => ({
      ...patient,
      id,
      meta: id === 'a' ? { profile: [linked.url] } : undefined,
      link: [{ type: 'seealso', other: { reference: `Patient/${other}` } }],
    })
    const entry = [person('a', 'b'), person('b', 'c'), person('c', 'a')].map((resource) => ({
      resource: JSON.parse(JSON.stringify(resource)),
    }))
    const { base, profile } = validator.validate({ resourceType: 'Bundle', type: 'collection', entry })
    expect([base, profile]).toEqual([[], []])
  })

  test('a chain is followed three steps and no further, however long it is', () => {
    const chain = profileOf(
      'Patient',
      [
        { id: 'Patient.link.other', type: [{ code: 'Reference', targetProfile: ['http://test.example/StructureDefinition/chain'] }] },
        { id: 'Patient.name', max: '1' },
      ],
      'chain',
    )
    const validator = createValidator({ structures, profiles: [chain] })
    const link = (other: number) => [{ type: 'seealso', other: { reference: `Patient/${other}` } }]
    const faulty = (at: number, length: number) => {
      const entry = Array.from({ length }, (_, id) => ({
        resource: {
          ...patient,
          id: String(id),
          ...(id === 0 && { meta: { profile: [chain.url] } }),
          name: id === at ? [{ text: 'x' }, { text: 'y' }] : [{ text: 'x' }],
          ...(id + 1 < length && { link: link(id + 1) }),
        },
      }))
      return validator.validate({ resourceType: 'Bundle', type: 'collection', entry }).profile.length
    }
    expect([1, 2, 3, 4].map((at) => faulty(at, 6))).toEqual([1, 1, 1, 0])
    expect(faulty(4_999, 5_000)).toBe(0)
  })
})

describe('how a reference leads there (aggregation)', () => {
  const contained = about('#c', { contained: [{ ...patient, id: 'c' }] })
  test.each<[string[], string, Loose, boolean]>([
    [['contained'], 'contained', contained, true],
    [['contained'], 'elsewhere', about('Patient/p1'), false],
    [['referenced'], 'contained', contained, false],
    [['referenced'], 'elsewhere', about('Patient/p1'), true],
    [['referenced'], 'in the Bundle', inBundle(patient), true],
    [['bundled'], 'in the Bundle', inBundle(patient), true],
    [['bundled'], 'not in the Bundle', inBundle(), false],
    [['bundled'], 'elsewhere', about('Patient/p1'), false],
    [['contained', 'bundled'], 'contained', contained, true],
    [['bundled'], 'by identifier only', { ...observation, subject: { identifier: { value: 'x' } } }, true],
  ])('%j: %s', (aggregation, _, resource, right) => {
    expect(faultsOf({ aggregation }, resource).length).toBe(right ? 0 : 1)
  })
})

describe('whether a reference names a version', () => {
  test.each<[string, string, boolean]>([
    ['specific', 'Patient/p1/_history/2', true],
    ['specific', 'Patient/p1', false],
    ['independent', 'Patient/p1', true],
    ['independent', 'Patient/p1/_history/2', false],
    ['either', 'Patient/p1/_history/2', true],
    ['either', 'Patient/p1', true],
  ])('%s: %s', (versioning, reference, right) => {
    expect(faultsOf({ versioning }, about(reference))).toEqual(right ? [] : ['reference-target Observation.subject'])
  })

  test.each([{ versioning: 'sometimes' }, { aggregation: ['nearby'] }])('%j is refused with the element', (type) => {
    expect(() => faultsOf(type, observation)).toThrow(ProfileRefused)
    expect(() => faultsOf(type, observation)).toThrow(/Observation\.subject/)
  })
})

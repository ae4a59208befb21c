import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { changed, patient } from './people.ts'
import { profileOf } from './profile-of.ts'

const structures = coreDefinitions()
const url = 'http://test.example/StructureDefinition/posted'

/** As somebody sends it: only what differs from R4's Patient. */
const posted = {
  resourceType: 'StructureDefinition',
  url,
  name: 'Posted',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient.photo', path: 'Patient.photo', min: 1 }] },
}
const requiring = (name: string, version?: string) => ({
  ...posted,
  version,
  differential: { element: [{ id: `Patient.${name}`, path: `Patient.${name}`, min: 1 }] },
})
const claiming = (canonical: string) => changed(patient, (p) => (p.meta = { profile: [canonical] }))

function setUp() {
  const validator = createValidator({ structures, profiles: [{ ...profileOf('Patient', [], 'ours') }] })
  const found = (canonical: string) => {
    const { profile, warnings } = validator.validate(claiming(canonical))
    return [...profile, ...warnings].map(({ details, expression }) => `${details} ${expression?.[0]}`)
  }
  return { live: validator.live, found }
}

describe('definitions that come while the server runs', () => {
  test('are judged by from the next judgement on, in each version, until they are withdrawn', () => {
    const { live, found } = setUp()
    expect(found(url)).toEqual(['profile-not-known Patient'])
    live.put('StructureDefinition/1', posted)
    expect(found(url)).toEqual(['cardinality Patient.photo'])
    live.put('StructureDefinition/1', requiring('link'))
    expect(found(url)).toEqual(['cardinality Patient.link'])
    live.put('StructureDefinition/2', requiring('maritalStatus', '2'))
    expect(found(`${url}|2`)).toEqual(['cardinality Patient.maritalStatus'])
    live.remove('StructureDefinition/2')
    expect(found(`${url}|2`)).toEqual(['profile-not-known Patient'])
    live.put('StructureDefinition/1', { ...posted, status: 'retired' })
    expect(found(url)).toEqual(['profile-not-known Patient'])
  })

  test('a profile that is based on another follows its base', () => {
    const { live, found } = setUp()
    const child = { ...posted, url: `${url}-child`, baseDefinition: url, differential: { element: [] } }
    live.put('StructureDefinition/1', posted)
    live.put('StructureDefinition/2', child)
    expect(found(child.url)).toEqual(['cardinality Patient.photo'])
    live.put('StructureDefinition/1', requiring('link'))
    expect(found(child.url)).toEqual(['cardinality Patient.link'])
    live.remove('StructureDefinition/1')
    expect(found(child.url)).toEqual(['profile-refused Patient'])
  })

  test('an extension is judged by its posted definition', () => {
    const { live } = setUp()
    const { live: _, ...validator } = createValidator({ structures })
    const definition = {
      ...posted,
      url: `${url}-extension`,
      kind: 'complex-type',
      type: 'Extension',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
      context: [{ type: 'element', expression: 'Patient' }],
      differential: {
        element: [
          { id: 'Extension.url', path: 'Extension.url', fixedUri: `${url}-extension` },
          { id: 'Extension.value[x]', path: 'Extension.value[x]', min: 1, type: [{ code: 'boolean' }] },
        ],
      },
    }
    expect(live.trouble(definition)).toEqual([])
    const judge = (value: object) =>
      validator.validate(changed(patient, (p) => (p.extension = [{ url: definition.url, ...value }]))).profile.map(({ details }) => details)
    expect(judge({ valueString: 'x' })).toEqual([])
    _.put('StructureDefinition/e', definition)
    expect(judge({ valueString: 'x' })).toEqual(['type'])
    expect(judge({ valueBoolean: true })).toEqual([])
  })
})

describe('trouble with a definition that somebody wants to store', () => {
  const { live, found } = setUp()
  const said = (definition: unknown, besides: unknown[] = []) =>
    live.trouble(definition, besides).map(({ details, expression, diagnostics }) => `${details} ${expression?.[0]} ${diagnostics}`)

  test('none for one that can be used; nothing takes effect by asking', () => {
    expect(said(posted)).toEqual([])
    expect(found(url)).toEqual(['profile-not-known Patient'])
  })

  test('the element of it is named, and where it stands', () => {
    const element = [
      { id: 'Patient', path: 'Patient' },
      { id: 'Patient.nickname', path: 'Patient.nickname', min: 1 },
    ]
    expect(said({ ...posted, differential: { element } })).toEqual([
      `profile-refused StructureDefinition.differential.element[1] The profile cannot be used. ${url} Patient.nickname: its base has no element nickname there.`,
    ])
  })

  test.each<[string, object, RegExp]>([
    [
      'an invariant that is no FHIRPath',
      { constraint: [{ key: 't-1', severity: 'error', human: 'x', expression: 'photo.exists(' }] },
      /invariant t-1/,
    ],
    ['a word that is not known', { fixedWord: 1, mysterious: true }, /mysterious is not known here/],
    ['slices that nothing tells apart', { slicing: { rules: 'open' } }, /is sliced without a discriminator/],
  ])('%s', (_, words, says) => {
    const slice = 'slicing' in words ? [{ id: 'Patient.photo:a', path: 'Patient.photo', sliceName: 'a' }] : []
    const [first] = said({ ...posted, differential: { element: [{ id: 'Patient.photo', path: 'Patient.photo', ...words }, ...slice] } })
    expect(first).toMatch(says)
    expect(first).toMatch(/^profile-refused StructureDefinition\.differential\.element\[0\] /)
  })

  test('a base that comes with it counts', () => {
    const child = { ...posted, url: `${url}-child`, baseDefinition: url }
    expect(said(child)[0]).toMatch(/its base .* is not known here/)
    expect(said(child, [posted, child])).toEqual([])
  })

  test('what R4 or this server defines cannot be replaced', () => {
    for (const taken of ['http://hl7.org/fhir/StructureDefinition/vitalsigns', 'http://test.example/StructureDefinition/ours'])
      expect(said({ ...posted, url: taken })[0]).toMatch(/^taken StructureDefinition\.url /)
  })

  test('what has no effect here is no trouble: other resources, logical models, retired profiles', () => {
    const broken = { ...posted, baseDefinition: 'http://test.example/none' }
    expect(said({ ...broken, status: 'retired' })).toEqual([])
    expect(said({ ...broken, kind: 'logical' })).toEqual([])
    expect(said({ ...broken, derivation: 'specialization' })).toEqual([])
    expect(said(patient)).toEqual([])
    expect(said(broken)).toHaveLength(1)
  })
})

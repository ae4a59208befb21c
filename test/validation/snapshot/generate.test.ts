import { describe, expect, test } from '@jest/globals'
import type { SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import { slimStructure } from '#fhir/definitions/structure.ts'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { ProfileRefused } from '#validation/refused.ts'
import { withSnapshot } from '#validation/snapshot/generate.ts'

const core = coreDefinitions()

/** A profile that says only what it changes, as an author writes it; ids may be left out. */
function profile(type: string, differential: readonly Partial<SlimElement>[], more: Partial<SlimStructure> = {}): SlimStructure {
  return slimStructure({
    resourceType: 'StructureDefinition',
    url: `http://test.example/StructureDefinition/${more.name ?? 'one'}`,
    name: 'one',
    kind: 'resource',
    type,
    derivation: 'constraint',
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    differential: { element: differential },
    ...more,
  })
}

/** The snapshot's elements by id. */
function made(one: SlimStructure, others: readonly SlimStructure[] = []): Map<string, SlimElement> {
  const lookup = (canonical: string) => others.find(({ url }) => url === canonical) ?? core.structure(canonical)
  return new Map(withSnapshot(one, lookup).snapshot!.element.map((element) => [element.id, element]))
}

const refusal = (one: SlimStructure, others: readonly SlimStructure[] = []): string => {
  try {
    made(one, others)
  } catch (error) {
    if (error instanceof ProfileRefused) return error.message
    throw error
  }
  return 'accepted'
}

const types = (element: SlimElement | undefined) => element?.type?.map(({ code }) => code)

describe('the snapshot of a profile that has only a differential', () => {
  test('says of an element what the differential says, and the rest as its base', () => {
    const elements = made(profile('Patient', [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }]))
    expect(elements.get('Patient.birthDate')).toMatchObject({ min: 1, max: '1', type: [{ code: 'date' }] })
    expect(elements.get('Patient.name')).toMatchObject({ min: 0, max: '*' })
    expect([...elements.keys()]).toEqual(
      core.structure('http://hl7.org/fhir/StructureDefinition/Patient')!.snapshot!.element.map(({ id }) => id),
    )
  })

  test('adds invariants to those of the base, which keeps its own: another under the same key comes besides', () => {
    const constraint = [
      { key: 'pat-1', severity: 'error' as const, expression: 'true' },
      { key: 't-1', severity: 'error' as const, expression: 'name.exists()' },
    ]
    const { constraint: found } = made(profile('Patient', [{ id: 'Patient.contact', path: 'Patient.contact', constraint }])).get(
      'Patient.contact',
    )!
    expect(found!.map(({ key, expression }) => [key, expression])).toEqual([
      ['pat-1', 'name.exists() or telecom.exists() or address.exists() or organization.exists()'],
      ['pat-1', 'true'],
      ['t-1', 'name.exists()'],
    ])
  })

  test('steps into a data type, and lists its elements in their order', () => {
    const elements = made(profile('Patient', [{ id: 'Patient.name.family', path: 'Patient.name.family', min: 1 }]))
    const below = [...elements.keys()].filter((id) => id.startsWith('Patient.name.'))
    expect(below).toEqual(
      ['id', 'extension', 'use', 'text', 'family', 'given', 'prefix', 'suffix', 'period'].map((name) => `Patient.name.${name}`),
    )
    expect(elements.get('Patient.name.family')).toMatchObject({ min: 1, path: 'Patient.name.family', type: [{ code: 'string' }] })
  })

  test('begins a slice as the element that it slices, but asks for none; reslices stand below it', () => {
    const elements = made(
      profile('Patient', [
        {
          id: 'Patient.identifier',
          path: 'Patient.identifier',
          min: 1,
          slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' },
        },
        { id: 'Patient.identifier:a', path: 'Patient.identifier', sliceName: 'a', max: '1' },
        { id: 'Patient.identifier:a.system', path: 'Patient.identifier.system', min: 1, fixedUri: 'urn:a' },
        { id: 'Patient.identifier:a/b', path: 'Patient.identifier', sliceName: 'a/b', max: '1' },
      ]),
    )
    expect(elements.get('Patient.identifier:a')).toMatchObject({ min: 0, max: '1', sliceName: 'a', type: [{ code: 'Identifier' }] })
    expect(elements.get('Patient.identifier:a')).not.toHaveProperty('slicing')
    expect(elements.get('Patient.identifier:a.system')).toMatchObject({ fixedUri: 'urn:a', path: 'Patient.identifier.system' })
    expect([...elements.keys()].filter((id) => /^Patient\.identifier:[^.]*$/.test(id))).toEqual([
      'Patient.identifier:a',
      'Patient.identifier:a/b',
    ])
  })

  test('reads valueQuantity as the slice of value[x], which is closed when that is required', () => {
    const optional = made(profile('Observation', [{ id: 'Observation.valueQuantity', path: 'Observation.valueQuantity', max: '1' }]))
    expect(types(optional.get('Observation.value[x]:valueQuantity'))).toEqual(['Quantity'])
    expect(optional.get('Observation.value[x]')).toMatchObject({
      min: 0,
      slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' },
    })
    expect(types(optional.get('Observation.value[x]'))).toHaveLength(11)
    const required = made(profile('Observation', [{ id: 'Observation.valueQuantity', path: 'Observation.valueQuantity', min: 1 }]))
    expect(required.get('Observation.value[x]')).toMatchObject({ min: 1, slicing: { rules: 'closed' } })
    expect(types(required.get('Observation.value[x]'))).toEqual(['Quantity'])
  })

  test('narrows the choice itself within a slice', () => {
    const elements = made(
      profile('Observation', [
        {
          id: 'Observation.component',
          path: 'Observation.component',
          slicing: { discriminator: [{ type: 'value', path: 'code' }], rules: 'open' },
        },
        { id: 'Observation.component:a', path: 'Observation.component', sliceName: 'a' },
        { id: 'Observation.component:a.valueQuantity', path: 'Observation.component.valueQuantity', min: 1 },
      ]),
    )
    expect(elements.get('Observation.component:a.value[x]')).toMatchObject({ min: 1, type: [{ code: 'Quantity' }] })
    expect(types(elements.get('Observation.component.value[x]'))).toHaveLength(11)
  })

  test('slices extensions by url without being told, and lets them be found below a primitive', () => {
    const elements = made(
      profile('Patient', [
        {
          id: 'Patient.birthDate.extension:time',
          path: 'Patient.birthDate.extension',
          sliceName: 'time',
          min: 1,
          type: [{ code: 'Extension', profile: ['http://hl7.org/fhir/StructureDefinition/patient-birthTime'] }],
        },
        {
          id: 'Patient.extension:place',
          path: 'Patient.extension',
          sliceName: 'place',
          max: '1',
          type: [{ code: 'Extension', profile: ['http://hl7.org/fhir/StructureDefinition/patient-birthPlace'] }],
        },
      ]),
    )
    for (const id of ['Patient.extension', 'Patient.birthDate.extension'])
      expect(elements.get(id)!.slicing).toMatchObject({ discriminator: [{ type: 'value', path: 'url' }], rules: 'open' })
    expect(elements.get('Patient.birthDate.extension:time')).toMatchObject({ min: 1, sliceName: 'time' })
  })

  test('writes out what a contentReference refers to before it says something of it', () => {
    const elements = made(profile('Questionnaire', [{ id: 'Questionnaire.item.item.text', path: 'Questionnaire.item.item.text', min: 1 }]))
    expect(elements.get('Questionnaire.item.item.text')).toMatchObject({ min: 1 })
    expect(elements.get('Questionnaire.item.item.linkId')).toMatchObject({ min: 1 })
    expect(elements.get('Questionnaire.item.text')).toMatchObject({ min: 0 })
  })

  test('is based on another profile that has only a differential, and on profiles on types', () => {
    const period = profile('Period', [{ id: 'Period.start', path: 'Period.start', min: 1 }], { name: 'period', kind: 'complex-type' })
    const parent = profile(
      'Encounter',
      [{ id: 'Encounter.period', path: 'Encounter.period', type: [{ code: 'Period', profile: [period.url] }] }],
      { name: 'parent' },
    )
    const child = profile('Encounter', [{ id: 'Encounter.period.end', path: 'Encounter.period.end', min: 1 }], {
      baseDefinition: parent.url,
    })
    const elements = made(child, [period, parent])
    expect(elements.get('Encounter.period.start')).toMatchObject({ min: 1 })
    expect(elements.get('Encounter.period.end')).toMatchObject({ min: 1 })
  })

  test('finds the ids that the author left out', () => {
    const elements = made(
      profile('Patient', [
        { path: 'Patient.identifier', slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' } },
        { path: 'Patient.identifier', sliceName: 'a', min: 1 },
        { path: 'Patient.identifier.system', fixedUri: 'urn:a' },
      ]),
    )
    expect(elements.get('Patient.identifier:a.system')).toMatchObject({ fixedUri: 'urn:a' })
    expect(elements.get('Patient.identifier:a')).toMatchObject({ min: 1 })
  })
})

describe('a differential that does not fit its base is refused, with the element', () => {
  const one = 'http://test.example/StructureDefinition/one'
  test.each<[string, Partial<SlimElement>, string]>([
    [
      'an element that is not there',
      { id: 'Patient.nickname', path: 'Patient.nickname' },
      'Patient.nickname: its base has no element nickname there',
    ],
    [
      'fewer than the base',
      { id: 'Patient.link.other', path: 'Patient.link.other', min: 0 },
      "Patient.link.other: min 0 is less than its base's 1",
    ],
    [
      'more than the base',
      { id: 'Patient.birthDate', path: 'Patient.birthDate', max: '2' },
      "Patient.birthDate: max 2 is more than its base's 1",
    ],
    [
      'more asked for than allowed',
      { id: 'Patient.name', path: 'Patient.name', min: 2, max: '1' },
      'Patient.name: min 2 is more than max 1',
    ],
    [
      'a type that the base does not allow',
      { id: 'Patient.deceased[x]', path: 'Patient.deceased[x]', type: [{ code: 'string' }] },
      'Patient.deceased[x]: its base does not allow type string',
    ],
    [
      'a type of a choice that is none',
      { id: 'Patient.deceasedString', path: 'Patient.deceasedString' },
      'Patient.deceasedString: its base has no element deceasedString there',
    ],
  ])('%s', (_, element, says) => {
    expect(refusal(profile('Patient', [element]))).toBe(`${one} ${says}`)
  })

  test('a base that is not known, and one that leads back to itself', () => {
    expect(refusal(profile('Patient', [], { baseDefinition: 'http://test.example/none' }))).toMatch(
      /its base http:\/\/test\.example\/none is not known here/,
    )
    const a = profile('Patient', [], { name: 'a', baseDefinition: 'http://test.example/StructureDefinition/b' })
    const b = profile('Patient', [], { name: 'b', baseDefinition: a.url })
    expect(refusal(a, [a, b])).toMatch(/is based on itself/)
  })
})

import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { changed, observation, patient } from './people.ts'
import { profileOf, type Rule } from './profile-of.ts'

const structures = coreDefinitions()

function found(
  type: string,
  rules: readonly Rule[],
  resource: unknown,
  more: { profiles?: object[]; valueSets?: object[]; codeSystems?: object[] } = {},
): string[] {
  const profile = profileOf(type, rules)
  const validator = createValidator({ structures, ...more, profiles: [profile, ...(more.profiles ?? [])] })
  const { base, profile: against } = validator.validate(resource, [profile.url])
  expect(base).toEqual([])
  return against.map(({ details, expression }) => `${details} ${expression?.[0]}`)
}

const phones = (...systems: string[]) => changed(patient, (p) => (p.telecom = systems.map((system) => ({ system, value: 'x' }))))
const bySystem = (rules: string, ordered = false): Rule => ({
  id: 'Patient.telecom',
  slicing: { discriminator: [{ type: 'value', path: 'system' }], rules, ordered },
})
const slice = (name: string, min: number, max: string): Rule[] => [
  { id: `Patient.telecom:${name}`, min, max },
  { id: `Patient.telecom:${name}.system`, min: 1, fixedCode: name },
]

describe('slices by value', () => {
  const rules = [bySystem('open'), ...slice('phone', 1, '1'), ...slice('email', 0, '1')]

  test('open: others may stand beside', () => {
    expect(found('Patient', rules, phones('phone', 'fax', 'email'))).toEqual([])
    expect(found('Patient', rules, phones('phone'))).toEqual([])
  })
  test('too few and too many of a slice', () => {
    expect(found('Patient', rules, phones('email'))).toEqual(['slicing Patient.telecom'])
    expect(found('Patient', rules, phones('phone', 'phone'))).toEqual(['slicing Patient.telecom'])
    expect(found('Patient', rules, phones('email', 'email'))).toEqual(['slicing Patient.telecom', 'slicing Patient.telecom'])
  })
  test('an absent element lacks the slice too', () => {
    expect(
      found(
        'Patient',
        rules,
        changed(patient, (p) => delete p.telecom),
      ),
    ).toEqual(['slicing Patient.telecom'])
  })
  test('closed: what fits no slice is refused', () => {
    const closed = [bySystem('closed'), ...slice('phone', 0, '*'), ...slice('email', 0, '*')]
    expect(found('Patient', closed, phones('phone', 'email', 'phone'))).toEqual([])
    expect(found('Patient', closed, phones('phone', 'fax', 'email'))).toEqual(['slicing Patient.telecom[1]'])
  })
  test('open at the end: what fits no slice comes last', () => {
    const atEnd = [bySystem('openAtEnd'), ...slice('phone', 0, '*'), ...slice('email', 0, '*')]
    expect(found('Patient', atEnd, phones('phone', 'email', 'fax'))).toEqual([])
    expect(found('Patient', atEnd, phones('phone', 'fax', 'email'))).toEqual(['slicing Patient.telecom[1]'])
  })
  test('ordered: the slices come in their order', () => {
    const ordered = [bySystem('open', true), ...slice('phone', 0, '*'), ...slice('email', 0, '*')]
    expect(found('Patient', ordered, phones('phone', 'fax', 'email'))).toEqual([])
    expect(found('Patient', ordered, phones('email', 'phone'))).toEqual(['slicing Patient.telecom[1]'])
  })
  test('what a slice asks below it, it asks of its own items only', () => {
    const inner = [...rules, { id: 'Patient.telecom:phone.use', min: 1 }, { id: 'Patient.telecom:phone.rank', max: '0' }]
    expect(
      found(
        'Patient',
        inner,
        changed(phones('email', 'phone'), (p) => (p.telecom[1].use = 'home')),
      ),
    ).toEqual([])
    expect(found('Patient', inner, phones('email', 'phone'))).toEqual(['cardinality Patient.telecom[1].use'])
    expect(
      found(
        'Patient',
        inner,
        changed(phones('email', 'phone'), (p) => Object.assign(p.telecom[1], { use: 'home', rank: 1 })),
      ),
    ).toEqual(['cardinality Patient.telecom[1].rank'])
  })
  test('the message names the slice', () => {
    const profile = profileOf('Patient', rules)
    const verdict = createValidator({ structures, profiles: [profile] }).validate(phones('email'), [profile.url])
    expect(verdict.profile[0]?.diagnostics).toContain('slice phone')
  })
})

describe('slices by pattern', () => {
  const by = (path: string, type = 'pattern'): Rule => ({
    id: 'Observation.category',
    slicing: { discriminator: [{ type, path }], rules: 'open' },
  })
  const vital = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }
  const right = changed(observation, (o) => (o.category = [{ text: 'x' }, vital]))

  test('other codings may stand beside the one of the pattern', () => {
    const rules = [by('$this'), { id: 'Observation.category:v', min: 1, patternCodeableConcept: vital }]
    const both = { coding: [{ system: 'http://a.example', code: 'other' }, ...vital.coding] }
    expect(
      found(
        'Observation',
        rules,
        changed(observation, (o) => (o.category = [both])),
      ),
    ).toEqual([])
  })

  test.each([
    ['on the item', [by('$this'), { id: 'Observation.category:v', min: 1, patternCodeableConcept: vital }]],
    ['by value, which R4 allows too', [by('$this', 'value'), { id: 'Observation.category:v', min: 1, patternCodeableConcept: vital }]],
    [
      'below',
      [
        by('coding.code', 'value'),
        { id: 'Observation.category:v', min: 1 },
        { id: 'Observation.category:v.coding', min: 1 },
        { id: 'Observation.category:v.coding.code', min: 1, fixedCode: 'vital-signs' },
      ],
    ],
    [
      'from several children together',
      [
        by('$this', 'value'),
        { id: 'Observation.category:v', min: 1 },
        { id: 'Observation.category:v.coding', min: 1 },
        { id: 'Observation.category:v.coding.system', min: 1, fixedUri: vital.coding[0]!.system },
        { id: 'Observation.category:v.coding.code', min: 1, fixedCode: 'vital-signs' },
      ],
    ],
  ] as [string, Rule[]][])('%s', (_, rules) => {
    expect(found('Observation', rules, right)).toEqual([])
    expect(
      found(
        'Observation',
        rules,
        changed(right, (o) => (o.category[1].coding[0].code = 'laboratory')),
      ),
    ).toEqual(['slicing Observation.category'])
    expect(found('Observation', rules, observation)).toEqual(['slicing Observation.category'])
  })

  test('by a required binding', () => {
    const codeSystem = {
      resourceType: 'CodeSystem',
      url: 'http://test.example/c',
      content: 'complete',
      concept: [{ code: 'a' }, { code: 'b' }],
    }
    const valueSet = { resourceType: 'ValueSet', url: 'http://test.example/v', compose: { include: [{ system: codeSystem.url }] } }
    const rules: Rule[] = [
      by('$this', 'value'),
      { id: 'Observation.category:v', min: 1, binding: { strength: 'required', valueSet: valueSet.url } },
    ]
    const more = { codeSystems: [codeSystem], valueSets: [valueSet] }
    const withCode = (code: string) => changed(observation, (o) => (o.category = [{ coding: [{ system: codeSystem.url, code }] }]))
    expect(found('Observation', rules, withCode('b'), more)).toEqual([])
    expect(found('Observation', rules, withCode('c'), more)).toContain('slicing Observation.category')
  })

  test('by an extension', () => {
    const url = 'http://test.example/kind'
    const rules: Rule[] = [
      by(`extension('${url}').value`, 'value'),
      { id: 'Observation.category:v', min: 1 },
      { id: 'Observation.category:v.extension', slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' } },
      { id: 'Observation.category:v.extension:kind', min: 1 },
      { id: 'Observation.category:v.extension:kind.url', min: 1, fixedUri: url },
      { id: 'Observation.category:v.extension:kind.value[x]', min: 1, type: [{ code: 'code' }], fixedCode: 'v' },
    ]
    const withKind = (code: string) => changed(observation, (o) => (o.category = [{ text: 'x', extension: [{ url, valueCode: code }] }]))
    expect(found('Observation', rules, withKind('v'))).toEqual([])
    expect(found('Observation', rules, withKind('w'))).toEqual(['slicing Observation.category'])
  })
})

describe('slices by existence', () => {
  const rules: Rule[] = [
    { id: 'Patient.name', slicing: { discriminator: [{ type: 'exists', path: 'family' }], rules: 'open' } },
    { id: 'Patient.name:whole', min: 1 },
    { id: 'Patient.name:whole.family', min: 1 },
    { id: 'Patient.name:text', max: '1' },
    { id: 'Patient.name:text.family', max: '0' },
    { id: 'Patient.name:text.text', min: 1 },
  ]
  test('there and not there', () => {
    expect(
      found(
        'Patient',
        rules,
        changed(patient, (p) => p.name.push({ text: 'x' })),
      ),
    ).toEqual([])
    expect(
      found(
        'Patient',
        rules,
        changed(patient, (p) => (p.name = [{ text: 'x' }])),
      ),
    ).toEqual(['slicing Patient.name'])
    expect(
      found(
        'Patient',
        rules,
        changed(patient, (p) => p.name.push({ given: ['x'] })),
      ),
    ).toEqual(['cardinality Patient.name[1].text'])
  })
})

describe('slices by type', () => {
  test('of a choice', () => {
    const rules: Rule[] = [
      { id: 'Observation.value[x]', slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' } },
      { id: 'Observation.value[x]:valueQuantity', type: [{ code: 'Quantity' }] },
      { id: 'Observation.value[x]:valueQuantity.code', min: 1 },
    ]
    expect(found('Observation', rules, observation)).toEqual([])
    expect(
      found(
        'Observation',
        rules,
        changed(observation, (o) => {
          delete o.valueQuantity
          o.valueString = 'x'
        }),
      ),
    ).toEqual([])
    expect(
      found(
        'Observation',
        rules,
        changed(observation, (o) => delete o.valueQuantity.code),
      ),
    ).toEqual(['cardinality Observation.value.code'])
  })

  const bundle = (...types: string[]) => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: types.map((type) => ({ resource: type === 'Patient' ? patient : observation })),
  })

  test('of the resource in an entry, with what it asks of it', () => {
    const rules: Rule[] = [
      { id: 'Bundle.entry', slicing: { discriminator: [{ type: 'type', path: 'resource' }], rules: 'closed' } },
      { id: 'Bundle.entry:patient', min: 1, max: '1' },
      { id: 'Bundle.entry:patient.resource', min: 1, type: [{ code: 'Patient' }] },
      {
        id: 'Bundle.entry:patient.resource.photo',
        path: 'Bundle.entry.resource.photo',
        base: { path: 'Patient.photo', min: 0, max: '*' },
        min: 1,
        max: '*',
        type: [{ code: 'Attachment' }],
      },
    ]
    expect(found('Bundle', rules, bundle('Patient'))).toEqual(['cardinality Bundle.entry[0].resource.photo'])
    expect(found('Bundle', rules, bundle('Observation'))).toEqual(['slicing Bundle.entry[0]', 'slicing Bundle.entry'])
  })

  test('of a target, in the Bundle or told by its reference', () => {
    const rules: Rule[] = [
      { id: 'Observation.performer', slicing: { discriminator: [{ type: 'type', path: 'resolve()' }], rules: 'open' } },
      {
        id: 'Observation.performer:org',
        min: 1,
        max: '1',
        type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Organization'] }],
      },
    ]
    const by = (...references: string[]) => changed(observation, (o) => (o.performer = references.map((reference) => ({ reference }))))
    expect(found('Observation', rules, by('Organization/1', 'Practitioner/1'))).toEqual([])
    expect(found('Observation', rules, by('Practitioner/1'))).toEqual(['slicing Observation.performer'])
    expect(found('Observation', rules, by('Organization/1', 'http://a.example/Organization/2'))).toEqual(['slicing Observation.performer'])
    expect(
      found(
        'Observation',
        rules,
        changed(by('#o'), (o) => (o.contained = [{ resourceType: 'Organization', id: 'o', name: 'x' }])),
      ),
    ).toEqual([])
  })
})

describe('slices by profile', () => {
  const named = profileOf('Patient', [{ id: 'Patient.photo', min: 1 }], 'photographed')
  const rules: Rule[] = [
    { id: 'Bundle.entry', slicing: { discriminator: [{ type: 'profile', path: 'resource' }], rules: 'open' } },
    { id: 'Bundle.entry:photographed', min: 1 },
    { id: 'Bundle.entry:photographed.resource', min: 1, type: [{ code: 'Patient', profile: [named.url] }] },
  ]
  test('an entry whose resource conforms', () => {
    const bundle = (resource: object) => ({ resourceType: 'Bundle', type: 'collection', entry: [{ resource }] })
    expect(
      found('Bundle', rules, bundle(changed(patient, (p) => (p.photo = [{ url: 'http://a.example/x' }]))), { profiles: [named] }),
    ).toEqual([])
    expect(found('Bundle', rules, bundle(patient), { profiles: [named] })).toEqual(['slicing Bundle.entry'])
  })
})

describe('slices in slices', () => {
  const rules: Rule[] = [
    bySystem('open'),
    { id: 'Patient.telecom:phone', min: 1, max: '*', slicing: { discriminator: [{ type: 'value', path: 'use' }], rules: 'closed' } },
    { id: 'Patient.telecom:phone.system', min: 1, fixedCode: 'phone' },
    { id: 'Patient.telecom:phone/home', min: 1, max: '1' },
    { id: 'Patient.telecom:phone/home.use', min: 1, fixedCode: 'home' },
  ]
  test('only the items of the outer slice are looked at', () => {
    const uses = (...pairs: [string, string][]) =>
      changed(patient, (p) => (p.telecom = pairs.map(([system, use]) => ({ system, use, value: 'x' }))))
    expect(found('Patient', rules, uses(['phone', 'home'], ['email', 'work']))).toEqual([])
    expect(found('Patient', rules, uses(['phone', 'work'], ['email', 'home'])).sort()).toEqual([
      'slicing Patient.telecom',
      'slicing Patient.telecom[0]',
    ])
  })
})

describe('content that refers to itself', () => {
  test('is judged by the profile at every depth', () => {
    const rules: Rule[] = [{ id: 'Questionnaire.item.text', min: 1 }]
    const item = (depth: number): object => ({
      linkId: `l${depth}`,
      type: depth > 0 ? 'group' : 'string',
      ...(depth > 0 ? { text: 'x', item: [item(depth - 1)] } : {}),
    })
    expect(found('Questionnaire', rules, { resourceType: 'Questionnaire', status: 'draft', item: [item(2)] })).toEqual([
      'cardinality Questionnaire.item[0].item[0].item[0].text',
    ])
  })
})

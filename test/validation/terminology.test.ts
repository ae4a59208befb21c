import { describe, expect, test } from '@jest/globals'
import { coreDefinitions, type Definitions } from '#fhir/definitions/structures.ts'
import type { Include, SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { layered } from '#validation/layered.ts'
import { createTerminology } from '#validation/terminology/terminology.ts'

const animals: SlimCodeSystem = {
  resourceType: 'CodeSystem',
  url: 'http://a.example/animals',
  content: 'complete',
  concept: [
    {
      code: 'mammal',
      concept: [
        { code: 'dog', concept: [{ code: 'poodle' }] },
        { code: 'cat', property: [{ code: 'legs', valueInteger: 4 }] },
      ],
    },
    {
      code: 'bird',
      property: [
        { code: 'legs', valueInteger: 2 },
        { code: 'child', valueCode: 'poodle' },
      ],
    },
  ],
}
const part: SlimCodeSystem = { ...animals, url: 'http://a.example/part', content: 'fragment' }

const sets = new Map<string, SlimValueSet>()
const own: Definitions = {
  structure: () => undefined,
  valueSet: (url) => sets.get(url),
  codeSystem: (url) => [animals, part].find((one) => one.url === url),
}

function valueSet(include: Include[], exclude?: Include[], url = `http://a.example/vs-${sets.size}`): string {
  sets.set(url, { resourceType: 'ValueSet', url, compose: { include, exclude } })
  return url
}

/** Which of the animals are in it. */
function members(url: string): string[] {
  const compiled = createTerminology(layered([own, coreDefinitions()])).valueSet(url)
  return ['mammal', 'dog', 'poodle', 'cat', 'bird', 'fish'].filter((code) => compiled?.has(animals.url, code))
}

const system = animals.url

describe('what a value set holds', () => {
  test('a whole system', () => expect(members(valueSet([{ system }]))).toEqual(['mammal', 'dog', 'poodle', 'cat', 'bird']))
  test('listed codes', () => expect(members(valueSet([{ system, concept: [{ code: 'cat' }, { code: 'bird' }] }]))).toEqual(['cat', 'bird']))

  test.each<[string, string, string, string[]]>([
    ['concept', 'is-a', 'mammal', ['mammal', 'dog', 'poodle', 'cat']],
    ['concept', 'descendent-of', 'mammal', ['dog', 'poodle', 'cat']],
    ['concept', 'is-not-a', 'dog', ['mammal', 'cat', 'bird']],
    ['concept', 'is-a', 'bird', ['poodle', 'bird']],
    ['code', 'regex', '.*o.*', ['dog', 'poodle']],
    ['concept', 'in', 'cat,dog', ['dog', 'cat']],
    ['concept', 'not-in', 'cat,dog', ['mammal', 'poodle', 'bird']],
    ['legs', '=', '2', ['bird']],
    ['legs', 'exists', 'true', ['cat', 'bird']],
    ['legs', 'exists', 'false', ['mammal', 'dog', 'poodle']],
    ['parent', '=', 'dog', ['poodle']],
  ])('filter %s %s %s', (property, op, value, expected) => {
    expect(members(valueSet([{ system, filter: [{ property, op, value }] }]))).toEqual(expected)
  })

  test('two filters must both hold', () => {
    const filter = [
      { property: 'concept', op: 'is-a', value: 'mammal' },
      { property: 'legs', op: 'exists', value: 'true' },
    ]
    expect(members(valueSet([{ system, filter }]))).toEqual(['cat'])
  })

  test('what is excluded is not in it', () => {
    expect(
      members(
        valueSet(
          [{ system }],
          [
            { system, concept: [{ code: 'cat' }] },
            { system, filter: [{ property: 'concept', op: 'is-a', value: 'dog' }] },
          ],
        ),
      ),
    ).toEqual(['mammal', 'bird'])
  })

  test('other value sets, and the intersection of two in one include', () => {
    const cats = valueSet([{ system, concept: [{ code: 'cat' }, { code: 'bird' }] }])
    const dogs = valueSet([{ system, concept: [{ code: 'dog' }, { code: 'cat' }] }])
    expect(members(valueSet([{ valueSet: [cats] }, { valueSet: [dogs] }]))).toEqual(['dog', 'cat', 'bird'])
    expect(members(valueSet([{ valueSet: [cats, dogs] }]))).toEqual(['cat'])
    expect(members(valueSet([{ system, valueSet: [dogs] }]))).toEqual(['dog', 'cat'])
  })

  test('one that includes itself ends', () => {
    const url = 'http://a.example/vs-itself'
    valueSet([{ valueSet: [url] }, { system, concept: [{ code: 'cat' }] }], undefined, url)
    expect(members(url)).toEqual(['cat'])
  })

  test('one that only has an expansion', () => {
    sets.set('http://a.example/expanded', {
      resourceType: 'ValueSet',
      url: 'http://a.example/expanded',
      expansion: {
        contains: [
          { system, code: 'mammal', abstract: true, contains: [{ system, code: 'dog' }] },
          { system, code: 'cat' },
        ],
      },
    })
    expect(members('http://a.example/expanded')).toEqual(['dog', 'cat'])
  })
})

describe('what cannot be told is not guessed', () => {
  const has = (url: string, asked: string | undefined, code: string) => createTerminology(own).valueSet(url)?.has(asked, code)

  test('a system that is not here', () => {
    const url = valueSet([
      { system: 'http://snomed.info/sct', filter: [{ property: 'concept', op: 'is-a', value: '1' }] },
      { system, concept: [{ code: 'cat' }] },
    ])
    expect(has(url, 'http://snomed.info/sct', '2')).toBeUndefined()
    expect(has(url, system, 'cat')).toBe(true)
    expect(has(url, system, 'dog')).toBe(false)
    expect(has(url, 'http://other.example', 'dog')).toBe(false)
  })

  test('a system of which only a part is here', () => expect(has(valueSet([{ system: part.url }]), part.url, 'fish')).toBeUndefined())
  test('a value set that is not here', () =>
    expect(has(valueSet([{ valueSet: ['http://nowhere.example'] }]), system, 'cat')).toBeUndefined())
  test('a filter of a kind that is not known', () => {
    expect(has(valueSet([{ system, filter: [{ property: 'concept', op: 'child-of', value: 'dog' }] }]), system, 'cat')).toBeUndefined()
  })
  test('an unknown value set', () => expect(createTerminology(own).valueSet('http://nowhere.example')).toBeUndefined())
})

describe('value sets of R4 core', () => {
  const terminology = createTerminology(coreDefinitions())
  const has = (name: string, asked: string | undefined, code: string) =>
    terminology.valueSet(`http://hl7.org/fhir/ValueSet/${name}`)?.has(asked, code)

  test.each<[string, string, boolean]>([
    ['administrative-gender', 'female', true],
    ['administrative-gender', 'F', false],
    ['languages', 'en', true],
    ['all-languages', 'pt-BR', true],
    ['all-languages', 'not_a_language', false],
    ['mimetypes', 'application/fhir+json', true],
    ['mimetypes', 'text/plain; charset=utf-8', true],
    ['mimetypes', 'plain', false],
    ['currencies', 'USD', true],
    ['currencies', 'US$', false],
  ])('%s: %s', (name, code, expected) => expect(has(name, undefined, code)).toBe(expected))

  test('v3 value sets follow the hierarchy of their code systems', () => {
    const url = 'http://terminology.hl7.org/ValueSet/v3-PersonalRelationshipRoleType'
    const set = terminology.valueSet(url)
    const role = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode'
    expect(set?.has(role, 'MTH')).toBe(true)
    expect(set?.has(role, 'HOSP')).toBe(false)
  })
})

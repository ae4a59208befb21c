import { describe, expect, test } from '@jest/globals'
import type { Definitions } from '#fhir/definitions/structures.ts'
import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { FhirError } from '#fhir/error.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import { createTerminology } from '#validation/terminology/terminology.ts'

// http://hl7.org/fhir/R4/search.html#token and #modifiers

const animals = {
  url: 'urn:animals',
  content: 'complete',
  concept: [{ code: 'animal', concept: [{ code: 'Dog', concept: [{ code: 'beagle' }] }, { code: 'cat' }] }],
} as SlimCodeSystem
const pets = {
  url: 'urn:pets',
  compose: { include: [{ system: 'urn:animals', concept: [{ code: 'Dog' }, { code: 'cat' }] }] },
} as SlimValueSet
const ended = {
  url: 'urn:ended',
  compose: { include: [{ system: 'http://hl7.org/fhir/task-status', concept: [{ code: 'completed' }] }] },
} as SlimValueSet
const open = { url: 'urn:open', compose: { include: [{ system: 'urn:nowhere' }] } } as SlimValueSet
const definitions: Definitions = {
  structure: () => undefined,
  valueSet: (url) => [pets, ended, open].find((each) => each.url === url),
  codeSystem: (url) => (url === animals.url ? animals : undefined),
}
const terminology = createTerminology(definitions)

const options = { handling: 'strict', base: 'https://ehr.example.org/fhir/R4', defaultCount: 20, maxCount: 100, terminology } as const
const clausesOf = (type: string, query: string, more = {}) =>
  parseSearch(type, new URLSearchParams(query), { ...options, ...more }).query.clauses

function refusal(type: string, query: string, more = {}): string[] {
  try {
    clausesOf(type, query, more)
  } catch (error) {
    expect(error).toBeInstanceOf(FhirError)
    return (error as FhirError).issues.map(({ details }) => details)
  }
  throw new Error(`not refused: ${query}`)
}

const animal = (code: string) => ({ system: 'urn:animals', code })

describe('codes by what terminology says of them', () => {
  test.each([
    ['code:in=urn:pets', { values: [animal('dog'), animal('cat')] }],
    ['code:not-in=urn:pets', { not: true, values: [animal('dog'), animal('cat')] }],
    ['code:below=urn:animals|Dog', { values: [animal('dog'), animal('beagle')] }],
    ['code:below=urn:animals|beagle', { values: [animal('beagle')] }],
    ['code:above=urn:animals|beagle', { values: [animal('animal'), animal('dog'), animal('beagle')] }],
    ['code:above=urn:animals|animal', { values: [animal('animal')] }],
  ])('%s', (query, rest) => {
    expect(clausesOf('Observation', query)).toEqual([{ kind: 'token', param: 'code', ...rest }])
  })

  test('an element that holds a plain code does not say the system', () => {
    expect(clausesOf('Task', 'status:in=urn:ended')).toEqual([{ kind: 'token', param: 'status', values: [{ code: 'completed' }] }])
  })

  test.each([
    ['code:in=urn:unknown', 'unsupported-parameter'],
    ['code:in=urn:open', 'unsupported-parameter'],
    ['code:below=urn:nowhere|a', 'unsupported-parameter'],
    ['code:below=urn:animals|fish', 'invalid-search-value'],
    ['code:below=Dog', 'invalid-search-value'],
  ])('%s is refused, by whoever: what cannot be told is not guessed', (query, details) => {
    for (const handling of ['strict', 'lenient']) expect(refusal('Observation', query, { handling })).toEqual([details])
    expect(refusal('Observation', 'code:in=urn:pets', { terminology: undefined })).toEqual(['unsupported-parameter'])
  })
})

test(':text asks for the words of a code, :of-type for an identifier of a kind', () => {
  expect(clausesOf('Observation', 'code:text=Kopf Umfang')).toEqual([
    { kind: 'string', param: 'code:text', match: 'starts', values: ['kopf umfang'] },
  ])
  expect(clausesOf('Patient', 'identifier:of-type=urn:t|MR|A\\|1')).toEqual([
    { kind: 'token', param: 'identifier:of-type', values: [{ code: 'urn:t|mr|a|1' }] },
  ])
  expect(refusal('Patient', 'identifier:of-type=MR|1')).toEqual(['invalid-search-value'])
})

test('a modifier is refused where the values are of another kind', () => {
  expect(refusal('Task', 'status:text=x&status:of-type=a|b|c&identifier:in=urn:pets')).toEqual(Array(3).fill('unsupported-modifier'))
})

describe('links and composites', () => {
  const named = { kind: 'string', param: 'family', match: 'starts', values: ['o'] }
  const toPatient = (clause: object) => ({ kind: 'chain', param: 'patient', to: [{ type: 'Patient', clause }] })

  test('each link is read as a parameter of the type that it leads to', () => {
    expect(clausesOf('Task', 'patient.family=O')).toEqual([toPatient(named)])
    expect(clausesOf('Task', 'subject:Patient.family=O')).toEqual([{ ...toPatient(named), param: 'subject' }])
    expect(clausesOf('Patient', '_has:Task:patient:patient.family=O')).toEqual([
      { kind: 'has', source: 'Task', param: 'patient', clause: toPatient(named) },
    ])
    expect(clausesOf('Task', 'patient._has:CarePlan:patient:status=draft')).toEqual([
      toPatient({
        kind: 'has',
        source: 'CarePlan',
        param: 'patient',
        clause: { kind: 'token', param: 'status', values: [{ code: 'draft' }] },
      }),
    ])
    expect(clausesOf('Patient', '_list=42')).toEqual([
      { kind: 'has', source: 'List', param: 'item', clause: { kind: 'id', values: ['42'] } },
    ])
  })

  test('without a type a link leads to each type that has the parameter', () => {
    const [chain] = clausesOf('Observation', 'subject.identifier=7')
    const types = chain?.kind === 'chain' ? chain.to.map(({ type }) => type) : []
    expect(types.toSorted()).toEqual(['Device', 'Group', 'Location', 'Patient'])
  })

  test.each([
    ['Task', 'patient.colour=red', 'unknown-parameter'],
    ['Task', 'patient.birthdate=soon', 'invalid-search-value'],
    ['Task', 'patient:Device.status=x', 'unsupported-modifier'],
    ['Task', 'status.code=x', 'invalid-search-parameter'],
    ['Task', 'focus.status=x', 'chain-too-wide'],
    ['Patient', '_has:Task:status:code=x', 'invalid-search-parameter'],
    ['Patient', '_has:Task:patient=x', 'invalid-search-parameter'],
    ['Organization', '_has:Task:patient:status=x', 'invalid-search-parameter'],
    ['Patient', '_list=$current-problems', 'invalid-search-value'],
    ['Observation', 'code-value-quantity=8480-6', 'invalid-search-value'],
    ['Observation', 'code-value-quantity=8480-6$high', 'invalid-search-value'],
  ])('%s?%s: %s', (type, query, details) => {
    expect(refusal(type, query)).toEqual([details])
  })

  test('four links are followed and no fifth', () => {
    expect(clausesOf('Patient', 'link:Patient.link:Patient.link:Patient.link:Patient.family=o')).toHaveLength(1)
    expect(refusal('Patient', 'link:Patient.link:Patient.link:Patient.link:Patient.link:Patient.family=o')).toEqual(['chain-too-long'])
  })

  test('components are read as parameters of their kind', () => {
    expect(clausesOf('Observation', 'component-code-value-quantity=urn:l|8480-6$gt120')).toMatchObject([
      {
        kind: 'composite',
        param: 'component-code-value-quantity',
        values: [
          [
            { kind: 'token', param: 'p0', values: [{ system: 'urn:l', code: '8480-6' }] },
            { kind: 'quantity', param: 'p1', ranges: [{ prefix: 'gt', value: '120' }] },
          ],
        ],
      },
    ])
  })
})

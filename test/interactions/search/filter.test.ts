import { describe, expect, test } from '@jest/globals'
import { FhirError } from '#fhir/error.ts'
import { parseSearch } from '#interactions/search/parse.ts'

// http://hl7.org/fhir/R4/search_filter.html

const options = { handling: 'strict', base: 'https://ehr.example.org/fhir/R4', defaultCount: 20, maxCount: 100 } as const
const read = (type: string, filter: string) => parseSearch(type, new URLSearchParams({ _filter: filter }), options).query.clauses

function refusal(type: string, filter: string): string[] {
  try {
    read(type, filter)
  } catch (error) {
    expect(error).toBeInstanceOf(FhirError)
    return (error as FhirError).issues.map(({ details }) => details)
  }
  throw new Error(`not refused: ${filter}`)
}

const given = (match: string, value: string) => ({ kind: 'string', param: 'given', match, values: [value] })
const active = { kind: 'token', param: 'active', values: [{ code: 'true' }] }

test('parts that all must meet are clauses of their own, so that each may lead to the rows', () => {
  expect(read('Patient', 'given eq "Peter" and active eq true')).toEqual([given('whole', 'peter'), active])
})

test('or, not and parentheses', () => {
  expect(read('Patient', '(given co "pet" or given ew "er") and not (active eq true)')).toEqual([
    { kind: 'any', clauses: [given('contains', 'pet'), given('ends', 'er')] },
    { kind: 'none', clause: active },
  ])
})

test('signs that join values elsewhere are plain in quotes', () => {
  expect(read('Patient', String.raw`given sw "a,b|c$d\"e"`)).toEqual([given('starts', 'a,b|c$d"e')])
})

describe('each operator is the search parameter that it stands for', () => {
  test.each([
    ['Patient', 'birthdate ge 2014-10-10', { kind: 'date', ranges: [{ prefix: 'ge' }] }],
    ['Patient', 'birthdate pr true', { kind: 'missing', missing: false }],
    ['Patient', 'birthdate pr false', { kind: 'missing', missing: true }],
    ['Observation', 'subject re Patient/1', { kind: 'reference', values: [{ type: 'Patient', id: '1' }] }],
    ['Observation', 'patient.family eq "O"', { kind: 'chain', to: [{ type: 'Patient', clause: { match: 'whole' } }] }],
  ])('%s: %s', (type, filter, clause) => {
    expect(read(type, filter)).toMatchObject([clause])
  })
})

test.each([
  'given eq',
  'given eq "a" given eq "b"',
  '(given eq "a"',
  'given eq "a")',
  'given eq "a" and active eq true or active eq false',
  'given ne "a"',
  'birthdate co 2014',
  'colour eq red',
  'link[type eq x].other re Patient/1',
  'not given eq "a"',
  '',
])('refused: %s', (filter) => {
  expect(refusal('Patient', filter)).toEqual(['invalid-search-value'])
})

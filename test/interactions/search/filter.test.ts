import { describe, expect, test } from '@jest/globals'
import { FhirError } from '#fhir/error.ts'
import { readFilter } from '#interactions/search/filter.ts'
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

test('and and or are read from left to right, as neither comes first', () => {
  expect(read('Patient', 'given eq "a" or given eq "b" and active eq true')).toEqual([
    { kind: 'any', clauses: [given('whole', 'a'), given('whole', 'b')] },
    active,
  ])
  expect(read('Patient', 'active eq true and given eq "a" or given eq "b"')).toEqual([
    { kind: 'any', clauses: [{ kind: 'all', clauses: [active, given('whole', 'a')] }, given('whole', 'b')] },
  ])
})

test('ss is what the value subsumes, sb what subsumes the value', () => {
  const asked: string[] = []
  const readers = {
    typeOf: () => 'token' as const,
    read: (_type: string, name: string) => {
      asked.push(name)
      return { kind: 'token' as const, param: 'code', values: [] }
    },
    follow: () => {
      throw new Error('nothing to follow')
    },
  }
  for (const operator of ['ss', 'sb', 'in', 'ni']) readFilter('Observation', `code ${operator} http://s|a`, readers)
  expect(asked).toEqual(['code:below', 'code:above', 'code:in', 'code:not-in'])
})

test('nothing is narrowed but references', () => {
  expect(refusal('Patient', 'given[active eq true].name eq "a"')).toEqual(['invalid-search-parameter'])
})

test('more links in brackets than a search may follow are refused', () => {
  const filter = `${'link[active eq true].'.repeat(5)}active eq true`
  expect(refusal('Patient', filter)).toEqual(['chain-too-long'])
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
    ['Patient', 'given ne "a"', { kind: 'string', match: 'other', values: ['a'] }],
    ['Patient', 'given gt "a"', { kind: 'string', match: 'after' }],
    ['Patient', 'given le "a"', { kind: 'string', match: 'until' }],
    ['Patient', 'birthdate ne 2014', { kind: 'date', ranges: [{ prefix: 'ne' }] }],
    ['Patient', 'birthdate eb 2014', { kind: 'date', ranges: [{ prefix: 'eb' }] }],
    ['Observation', 'date po 2014-01-31', { kind: 'date', ranges: [{ prefix: 'po', low: '2014-01-31T05:00:00.000Z' }] }],
    ['Observation', 'date co 2014-01-31', { kind: 'date', ranges: [{ prefix: 'co', high: '2014-02-01T05:00:00.000Z' }] }],
    ['RiskAssessment', 'probability co 0.5', { kind: 'number', ranges: [{ prefix: 'co', value: '0.5' }] }],
    ['Observation', 'value-quantity ap 5', { kind: 'quantity', ranges: [{ prefix: 'ap' }] }],
    ['Observation', 'code eq loinc|1234-5', { kind: 'token', values: [{ system: 'http://loinc.org', code: '1234-5' }] }],
    ['Patient', '_has:Observation:patient:status eq final', { kind: 'has', source: 'Observation', clause: { kind: 'token' } }],
    [
      'Observation',
      'patient[active eq true].family sw "O"',
      { kind: 'chain', to: [{ type: 'Patient', clause: { kind: 'all', clauses: [{ kind: 'token' }, { match: 'starts' }] } }] },
    ],
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
  'active ne true',
  'active po 2014',
  'name sw',
  'link[].name eq "a"',
  'link[unheard eq 1].name eq "a"',
  'given eq "a\\q"',
  'colour eq red',
  'link[type eq x].other re Patient/1',
  'not given eq "a"',
  '',
])('refused: %s', (filter) => {
  expect(refusal('Patient', filter)).toEqual(['invalid-search-value'])
})

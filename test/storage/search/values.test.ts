import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { openHigh, openLow } from '#storage/indexing/entry.ts'
import type { Clause, Prefix, ResourceJson } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, ofPatient, patient, query } from '../records.ts'

const us = ownAccess('test')
let opened: TestStore

const observation = (id: string, value: object): ResourceJson => ofPatient('Observation', id, 'p', { status: 'final', ...value })
const mg = (value: number, more: object = {}) => ({
  valueQuantity: { value, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg', ...more },
})

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, [
    create(patient('p', { name: [{ family: 'Núñez-Ortega', given: ['Zoë', 'María José'] }], birthDate: '2015-02-28', active: true })),
    create(patient('q', { name: [{ family: 'Nunn' }], birthDate: '2015-03-01', gender: 'female', identifier: [{ value: 'ABC-1' }] })),
    create(
      patient('r', {
        name: [{ family: 'Ortega' }],
        birthDate: '2015',
        active: false,
        identifier: [
          { system: 'urn:a', value: '1' },
          { system: 'urn:b', value: '2' },
        ],
      }),
    ),
    create(observation('q-4.9', mg(4.9))),
    create(observation('q-5', mg(5))),
    create(observation('q-5.1', mg(5.1))),
    create(observation('q-below-5', mg(5, { comparator: '<' }))),
    create(observation('q-5-kg', { valueQuantity: { value: 5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } })),
    create(observation('q-5000-ug', { code: { coding: [{ code: 'dose' }] }, ...mg(5000, { unit: 'ug', code: 'ug' }) })),
    create(observation('d-day', { effectiveDateTime: '2024-03-10' })),
    create(observation('d-instant', { effectiveDateTime: '2024-03-10T12:00:00Z' })),
    create(observation('d-month', { effectiveDateTime: '2024-03' })),
    create(observation('d-open', { effectivePeriod: { start: '2024-03-11T04:00:00Z' } })),
    create(observation('d-before', { effectivePeriod: { end: '2024-03-09' } })),
    create({
      resourceType: 'RiskAssessment',
      id: 'r-0.5',
      status: 'final',
      subject: { reference: 'Patient/p' },
      prediction: [{ probabilityDecimal: 0.5 }],
    }),
    create({
      resourceType: 'RiskAssessment',
      id: 'r-0.25',
      status: 'final',
      subject: { reference: 'Patient/p' },
      prediction: [{ probabilityDecimal: 0.25 }],
    }),
    create(
      ofPatient('DocumentReference', 'replaces', 'p', {
        status: 'current',
        relatesTo: [
          { code: 'replaces', target: { reference: 'DocumentReference/old' } },
          { code: 'appends', target: { reference: 'DocumentReference/other' } },
        ],
      }),
    ),
    create({ resourceType: 'ValueSet', id: 'v-1', status: 'active', url: 'http://a.example/fhir/ValueSet/x' }),
    create({ resourceType: 'ValueSet', id: 'v-2', status: 'active', url: 'http://a.example/fhir' }),
    create({ resourceType: 'ValueSet', id: 'v-3', status: 'draft', url: 'http://a.example/fhirs' }),
    create({ resourceType: 'ValueSet', id: 'v-4', status: 'draft', url: 'urn:oid:1.2' }),
  ])
}, 60_000)
afterAll(() => opened.close())

const find = async (type: string, ...clauses: Clause[]) => ids((await opened.store.search(us, query(type, { clauses }))).matches).toSorted()

describe('dates, as http://hl7.org/fhir/R4/search.html#prefix has them', () => {
  // The day of 2024-03-10 in New York begins at 05:00Z and, as clocks go forward, ends at 04:00Z.
  const day = { low: '2024-03-10T05:00:00.000Z', high: '2024-03-11T04:00:00.000Z' }
  const on = (prefix: Prefix) => find('Observation', { kind: 'date', param: 'date', ranges: [{ prefix, ...day }] })
  test.each<[Prefix, string[]]>([
    ['eq', ['d-day', 'd-instant']],
    ['ne', ['d-before', 'd-month', 'd-open']],
    ['gt', ['d-month', 'd-open']],
    ['ge', ['d-day', 'd-instant', 'd-month', 'd-open']],
    ['lt', ['d-before', 'd-month']],
    ['le', ['d-before', 'd-day', 'd-instant', 'd-month']],
    ['sa', ['d-open']],
    ['eb', ['d-before']],
  ])('%s the day', async (prefix, expected) => {
    expect(await on(prefix)).toEqual(expected)
  })

  test('approximately reaches a tenth of the way to now on both sides', async () => {
    expect(await on('ap')).toEqual(['d-before', 'd-day', 'd-instant', 'd-month', 'd-open'])
    const long = { prefix: 'ap' as const, low: '1990-01-01T05:00:00.000Z', high: '1990-01-02T05:00:00.000Z' }
    expect(await find('Observation', { kind: 'date', param: 'date', ranges: [long] })).toEqual(['d-before'])
  })

  test('approximately at the ends of the calendar ends there', async () => {
    const ends = [
      { prefix: 'ap' as const, low: '9999-01-01T05:00:00.000Z', high: openHigh },
      { prefix: 'ap' as const, low: openLow, high: '0002-01-01T04:56:02.000Z' },
    ]
    for (const end of ends) {
      expect(await find('Patient', { kind: 'lastUpdated', ranges: [end] })).toEqual([])
    }
    await opened.store.write(us, [create({ resourceType: 'Patient', id: 'last', birthDate: '9999-06-01' })])
    expect(await find('Patient', { kind: 'date', param: 'birthdate', ranges: [ends[0]!] })).toEqual(['last'])
    await opened.store.write(us, [{ act: 'delete', type: 'Patient', id: 'last' }])
  })

  test('one of several, and two clauses both', async () => {
    const born = (low: string, high: string): Clause => ({ kind: 'date', param: 'birthdate', ranges: [{ prefix: 'eq', low, high }] })
    const feb28 = born('2015-02-28T05:00:00.000Z', '2015-03-01T05:00:00.000Z') as Extract<Clause, { kind: 'date' }>
    const mar1 = born('2015-03-01T05:00:00.000Z', '2015-03-02T05:00:00.000Z') as Extract<Clause, { kind: 'date' }>
    expect(await find('Patient', { ...feb28, ranges: [...feb28.ranges, ...mar1.ranges] })).toEqual(['p', 'q'])
    expect(await find('Patient', feb28, mar1)).toEqual([])
  })
})

describe('numbers and quantities', () => {
  const probability = (prefix: Prefix, value: string, low: string, high: string) =>
    find('RiskAssessment', { kind: 'number', param: 'probability', ranges: [{ prefix, value, low, high }] })
  test.each<[Prefix, string[]]>([
    ['eq', ['r-0.5']],
    ['ne', ['r-0.25']],
    ['gt', []],
    ['ge', ['r-0.5']],
    ['lt', ['r-0.25']],
    ['le', ['r-0.25', 'r-0.5']],
    ['sa', []],
    ['eb', ['r-0.25']],
    ['ap', ['r-0.5']],
  ])('%s 0.5', async (prefix, expected) => {
    expect(await probability(prefix, '0.5', '0.45', '0.55')).toEqual(expected)
  })

  const dose = (prefix: Prefix, unit: { system?: string; code?: string } = {}) =>
    find('Observation', { kind: 'quantity', param: 'value-quantity', ranges: [{ prefix, value: '5', low: '4.95', high: '5.05', ...unit }] })
  const ucum = 'http://unitsofmeasure.org'
  test('in one of several units, also as a component', async () => {
    const ranges = [
      { prefix: 'eq' as const, value: '5', low: '4.95', high: '5.05', system: ucum, code: 'mg' },
      { prefix: 'eq' as const, value: '0.000005', low: '0.00000495', high: '0.00000505', system: ucum, code: 'kg' },
      { prefix: 'eq' as const, value: '5000', low: '4950', high: '5050', system: ucum, code: 'ug' },
    ]
    expect(await find('Observation', { kind: 'quantity', param: 'value-quantity', ranges })).toEqual(['q-5', 'q-5000-ug'])
    const composite = (code: string): Clause => ({
      kind: 'composite',
      param: 'code-value-quantity',
      values: [
        [
          { kind: 'token', param: 'p0', values: [{ code }] },
          { kind: 'quantity', param: 'p1', ranges },
        ],
      ],
    })
    expect([await find('Observation', composite('dose')), await find('Observation', composite('other'))]).toEqual([['q-5000-ug'], []])
  })

  test.each<[Prefix, { system?: string; code?: string }, string[]]>([
    ['eq', {}, ['q-5', 'q-5-kg']],
    ['eq', { system: ucum, code: 'mg' }, ['q-5']],
    ['eq', { code: 'kg' }, ['q-5-kg']],
    ['eq', { system: 'urn:other', code: 'kg' }, []],
    ['gt', { code: 'mg' }, ['q-5.1']],
    ['lt', { code: 'mg' }, ['q-4.9', 'q-below-5']],
    ['ge', { code: 'mg' }, ['q-5', 'q-5.1', 'q-below-5']],
  ])('%s 5 %j', async (prefix, unit, expected) => {
    expect(await dose(prefix, unit)).toEqual(expected)
  })
})

describe('strings, without case and accents', () => {
  const family = (match: 'starts' | 'exact' | 'contains', ...values: string[]) =>
    find('Patient', { kind: 'string', param: 'family', match, values })
  test.each<['starts' | 'exact' | 'contains', string, string[]]>([
    ['starts', 'nun', ['p', 'q']],
    ['starts', 'nunez', ['p']],
    ['starts', 'ortega', ['r']],
    ['contains', 'ortega', ['p', 'r']],
    ['contains', 'un', ['p', 'q']],
    ['exact', 'Núñez-Ortega', ['p']],
    ['exact', 'nunez-ortega', []],
    ['exact', 'Núñez', []],
  ])('%s %s', async (match, value, expected) => {
    expect(await family(match, value)).toEqual(expected)
  })

  test('one of several', async () => {
    expect(await family('starts', 'nunn', 'ort')).toEqual(['q', 'r'])
  })

  test('what looks like a pattern is only text', async () => {
    expect(await family('starts', '%')).toEqual([])
    expect(await family('contains', '_')).toEqual([])
    expect(await family('starts', 'x" || @ == @ || "')).toEqual([])
    expect(await family('contains', "' OR true --")).toEqual([])
  })
})

describe('tokens', () => {
  const by = (...values: { system?: string; code?: string }[]) => find('Patient', { kind: 'token', param: 'identifier', values })
  test('code of any system, of one, of none; any code of a system', async () => {
    expect(await by({ code: '1' })).toEqual(['r'])
    expect(await by({ system: 'urn:a', code: '1' })).toEqual(['r'])
    expect(await by({ system: 'urn:a', code: '2' })).toEqual([])
    expect(await by({ system: '', code: 'abc-1' })).toEqual(['q'])
    expect(await by({ system: '', code: '1' })).toEqual([])
    expect(await by({ system: 'urn:b' })).toEqual(['r'])
    expect(await by({ code: 'abc-1' }, { system: 'urn:a', code: '1' })).toEqual(['q', 'r'])
  })

  test('any code at all', async () => {
    const any = (not: boolean) => find('Patient', { kind: 'token', param: 'gender', not, values: [{}] })
    expect([await any(false), await any(true)]).toEqual([['q'], ['p', 'r']])
  })

  test('a component that several codes stand for, or any', async () => {
    const related = (values: { system?: string; code?: string }[], id: string) =>
      find('DocumentReference', {
        kind: 'composite',
        param: 'relationship',
        values: [
          [
            { kind: 'token', param: 'p0', values },
            { kind: 'reference', param: 'p1', values: [{ type: 'DocumentReference', id }] },
          ],
        ],
      })
    expect(await related([{ code: 'replaces' }], 'old')).toEqual(['replaces'])
    expect(await related([{ code: 'replaces' }], 'other')).toEqual([])
    expect(await related([{ code: 'signs' }, { code: 'appends' }], 'other')).toEqual(['replaces'])
    expect(await related([{ code: 'signs' }, { code: 'transforms' }], 'other')).toEqual([])
    expect(await related([{}], 'other')).toEqual(['replaces'])
    expect(await related([{ system: 'urn:other', code: 'appends' }], 'other')).toEqual([])
  })

  test('not: also those without a value', async () => {
    expect(await find('Patient', { kind: 'token', param: 'gender', not: true, values: [{ code: 'female' }] })).toEqual(['p', 'r'])
    expect(await find('Patient', { kind: 'token', param: 'active', not: true, values: [{ code: 'true' }, { code: 'false' }] })).toEqual([
      'q',
    ])
  })

  test.each([
    [true, ['p']],
    [false, ['q', 'r']],
  ])('missing %s', async (missing, expected) => {
    expect(await find('Patient', { kind: 'missing', param: 'identifier', of: 'token', missing })).toEqual(expected)
  })
})

describe('uris', () => {
  const url = (match: 'exact' | 'below' | 'above', value: string) => find('ValueSet', { kind: 'uri', param: 'url', match, values: [value] })
  test('exact, below and above, by whole parts of the path', async () => {
    expect(await url('exact', 'http://a.example/fhir')).toEqual(['v-2'])
    expect(await url('exact', 'urn:oid:1.2')).toEqual(['v-4'])
    expect(await url('below', 'http://a.example/fhir')).toEqual(['v-1', 'v-2'])
    expect(await url('below', 'http://a.example/fhir/')).toEqual(['v-1'])
    expect(await url('above', 'http://a.example/fhir/ValueSet/x')).toEqual(['v-1', 'v-2'])
  })
})

describe('ids, times and references', () => {
  test('_id: one of several', async () => {
    expect(await find('Patient', { kind: 'id', values: ['p', 'r', 'none'] })).toEqual(['p', 'r'])
  })

  test('_lastUpdated: to the millisecond', async () => {
    const { lastUpdated } = (await opened.store.read(us, 'Patient', 'p'))!
    const high = new Date(Date.parse(lastUpdated) + 1).toISOString()
    const at = (prefix: Prefix) => find('Patient', { kind: 'lastUpdated', ranges: [{ prefix, low: lastUpdated, high }] })
    expect([await at('eq'), await at('gt'), await at('lt'), await at('ne')]).toEqual([['p', 'q', 'r'], [], [], []])
    expect([await at('ge'), await at('le')]).toEqual([
      ['p', 'q', 'r'],
      ['p', 'q', 'r'],
    ])
  })

  test('a patient named by type and id, by id alone, and another type of that id', async () => {
    const subject = (value: { type?: string; id: string }) =>
      find('RiskAssessment', { kind: 'reference', param: 'subject', values: [value] })
    expect(await subject({ type: 'Patient', id: 'p' })).toEqual(['r-0.25', 'r-0.5'])
    expect(await subject({ id: 'p' })).toEqual(['r-0.25', 'r-0.5'])
    expect(await subject({ type: 'Group', id: 'p' })).toEqual([])
    expect(await subject({ type: 'Patient', id: 'q' })).toEqual([])
  })

  test('a patient named outside the own record is found as well', async () => {
    await opened.store.write(us, [
      create({
        resourceType: 'Group',
        id: 'roster',
        type: 'person',
        actual: true,
        member: [{ entity: { reference: 'Patient/p' } }, { entity: { reference: 'Patient/q' } }],
      }),
      create({
        resourceType: 'Appointment',
        id: 'both',
        status: 'booked',
        participant: [
          { actor: { reference: 'Patient/p' }, status: 'accepted' },
          { actor: { reference: 'Patient/q' }, status: 'accepted' },
        ],
      }),
    ])
    const member: Clause = { kind: 'reference', param: 'member', values: [{ type: 'Patient', id: 'q' }] }
    expect(await find('Group', member)).toEqual(['roster'])
    for (const id of ['p', 'q']) {
      expect(await find('Appointment', { kind: 'reference', param: 'patient', values: [{ type: 'Patient', id }] })).toEqual(['both'])
    }
  })
})

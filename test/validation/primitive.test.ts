import { describe, expect, test } from '@jest/globals'
import { primitives } from '#validation/primitive.ts'

const accepted: Record<string, unknown[]> = {
  boolean: [true, false],
  integer: [0, -2147483648, 2147483647],
  unsignedInt: [0, 2147483647],
  positiveInt: [1, 2147483647],
  decimal: [0, -1.5, 1e3, 0.000001],
  string: ['a', ' a ', 'line\nbreak', 'émoji 🎈', 'x'.repeat(1_048_576)],
  markdown: ['# a', '\n'],
  code: ['final', 'two words', 'a-b_c'],
  id: ['a', 'A-1.b', 'x'.repeat(64)],
  uri: ['http://a', 'urn:x', 'Patient/1?a=b', '#'],
  url: ['https://a.example/x'],
  canonical: ['http://a|1.0', '#q'],
  oid: ['urn:oid:1.2.3', 'urn:oid:2.16.840.1.113883.4.6', 'urn:oid:0.0'],
  uuid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
  base64Binary: ['YQ==', 'YWI=', 'YWJj', 'YWJj YWJj', 'YWJj\nYWJj'],
  date: ['2024', '2024-02', '2024-02-29', '2000-02-29', '2023-12-31', '0001-01-01', '9999-12-31'],
  dateTime: [
    '2024',
    '2024-02',
    '2024-02-29',
    '2024-02-29T23:59:59Z',
    '2024-06-30T23:59:60Z',
    '2024-02-01T03:30:00.123-05:00',
    '2024-01-01T00:00:00+14:00',
  ],
  instant: ['2024-02-29T00:00:00Z', '2024-02-01T03:30:00.001-05:00'],
  time: ['00:00:00', '23:59:59.9', '23:59:60'],
}

const refused: Record<string, unknown[]> = {
  boolean: ['true', 1, null],
  integer: [1.5, '1', 2147483648, -2147483649, Number.NaN],
  unsignedInt: [-1, 0.5],
  positiveInt: [0, -1],
  decimal: ['1.0', Number.POSITIVE_INFINITY, Number.NaN],
  string: ['', 1, 'x'.repeat(1_048_577), 'a\u0000b'],
  markdown: ['', {}],
  code: ['', ' a', 'a ', 'a  b', 'a\tb'],
  id: ['', 'x'.repeat(65), 'a_b', 'a b', 'a/b'],
  uri: ['', 'http://a b'],
  url: ['http://a b'],
  canonical: ['a b'],
  oid: ['1.2.3', 'urn:oid:3.1', 'urn:oid:1.02'],
  uuid: ['c757873d-ec9a-4326-a141-556f43239520', 'urn:uuid:C757873D-EC9A-4326-A141-556F43239520'],
  base64Binary: ['YQ', 'YQ=', 'Y=Q=', 'YQ=a', '====', 'Y Q==', 'Yé=='],
  date: [
    '2024-2-1',
    '24',
    '2024-13',
    '2024-00-10',
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '0000-01-01',
    '2024-02-29T00:00:00Z',
    '20240229',
    '2024-06-31',
  ],
  dateTime: [
    '2024-02-30T00:00:00Z',
    '2023-02-29',
    '2024-02-01T24:00:00Z',
    '2024-02-01T10:00Z',
    '2024-02-01 10:00:00Z',
    '2024-01-01T00:00:00+14:30',
    '2024-02-01T',
  ],
  instant: ['2024', '2024-02-01', '2024-02-01T10:00Z', '2023-02-29T10:00:00Z'],
  time: ['24:00:00', '10:00', '10:60:00', '10:00:00Z'],
}

describe('primitive values of R4', () => {
  test('every primitive type has cases', () => {
    expect(Object.keys(accepted).sort()).toEqual(Object.keys(refused).sort())
    expect(new Set(Object.keys(primitives))).toEqual(new Set([...Object.keys(accepted), 'xhtml']))
  })

  for (const [type, values] of Object.entries(accepted)) {
    test(`${type}: what is allowed`, () => {
      for (const value of values)
        expect([String(value).slice(0, 40), primitives[type]!(value)]).toEqual([String(value).slice(0, 40), undefined])
    })
  }
  for (const [type, values] of Object.entries(refused)) {
    test(`${type}: what is refused`, () => {
      for (const value of values)
        expect([String(value).slice(0, 40), primitives[type]!(value)]).toEqual([String(value).slice(0, 40), expect.anything()])
    })
  }
})

describe('TIME-01: an instant without an offset cannot be put on a civil day', () => {
  test.each(['instant', 'dateTime'])('%s with a time of day and no zone names the row', (type) => {
    expect(primitives[type]!('2024-02-01T03:30:00')?.details).toBe('TIME-01')
    expect(primitives[type]!('2024-02-01T03:30:00.5')?.details).toBe('TIME-01')
    expect(primitives[type]!('2024-02-01T03:30:00Z')).toBeUndefined()
    expect(primitives[type]!('2024-02-01T03:30:00-05:00')).toBeUndefined()
  })

  test('a date-only value is local already', () => {
    expect(primitives.dateTime!('2024-02-01')).toBeUndefined()
  })
})

test('a fault never repeats the value', () => {
  for (const check of Object.values(primitives)) {
    for (const value of ['Zebulon  Quux\u0000', ' Zebulon', 'Zebulon'.repeat(200_000)]) {
      const fault = check(value)
      expect(fault?.says ?? '').not.toContain('Zebulon')
    }
  }
})

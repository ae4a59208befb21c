import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { PropertyOrder } from '#validation/property-order.ts'
import { profileOf } from './profile-of.ts'

type Json = Record<string, unknown>

const profile = profileOf('Patient', [
  { id: 'Patient.birthDate', min: 1 },
  { id: 'Patient.gender', fixedCode: 'female' },
  { id: 'Patient.deceased[x]', type: [{ code: 'boolean' }] },
  { id: 'Patient.maritalStatus', max: '0' },
])
const validator = createValidator({ structures: coreDefinitions(), profiles: [profile] })

/** What is said, as `details place`, in the order of the alphabet: that of the record is what differs. */
function said(resource: Json): string[] {
  const { base, profile: against } = validator.validate(resource, [profile.url])
  return [...base, ...against].map(({ details, expression }) => `${details} ${expression?.[0]}`).sort()
}

const sound: Json = {
  resourceType: 'Patient',
  active: true,
  name: [{ use: 'official', family: 'Moore', given: ['Ann'] }],
  gender: 'female',
  birthDate: '1960-04-02',
  deceasedBoolean: false,
}

/** Each fault with what is to be said of it, by R4 and by the profile above. */
const faults: [string, Json, string[]][] = [
  ['none', {}, []],
  ['another fixed code', { gender: 'male' }, ['fixed Patient.gender']],
  ['no date of birth', { birthDate: undefined }, ['cardinality Patient.birthDate']],
  ['a companion beside a fixed code', { gender: 'male', _gender: { id: 'g' } }, ['fixed Patient.gender']],
  ['a date of birth that is only a companion', { birthDate: undefined, _birthDate: { id: 'b' } }, ['empty Patient.birthDate']],
  ['a type that the profile leaves out', { deceasedBoolean: undefined, deceasedDateTime: '2020-01-02' }, ['type Patient.deceased']],
  ['two types of a choice', { deceasedDateTime: '2020-01-02' }, ['cardinality Patient.deceased']],
  ['what the profile forbids', { maritalStatus: { text: 'x' } }, ['cardinality Patient.maritalStatus']],
  ['no element at all', { birthdate: '1960-04-02' }, ['unknown-element Patient.birthdate']],
]

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, held]) => [key, turned(held)]),
  )
}

const without = (resource: Json): Json => JSON.parse(JSON.stringify(resource)) as Json

describe('the order of properties', () => {
  // Round after round, as what was met in one record is what is looked for first in the next.
  test.each(faults)('says nothing about the record: %s', (_, change, expected) => {
    const spoilt = without({ ...sound, ...change })
    const back = turned(spoilt) as Json
    for (let round = 0; round < 3; round++) {
      expect([said(spoilt), said(back), said(sound), said(turned(sound) as Json)]).toEqual([expected, expected, [], []])
    }
  })

  test('a property is found after any other, and what is not known is not found after any', () => {
    const keys = ['a', 'b', 'c', 'd']
    const order = new PropertyOrder(keys.map((key): { key: string; next: undefined } => ({ key, next: undefined })))
    for (const one of keys) {
      for (const other of [...keys, 'constructor', 'e', 'a']) {
        const before = order.find(one, order.start)!
        expect(before.key).toBe(one)
        expect(order.find(other, before)?.key).toBe(keys.includes(other) ? other : undefined)
      }
    }
  })
})

/** Records that are right, for tests to make one fault in. Invented; nobody is described. */
export const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: 'https://cares-fhir.example.org/sid/masshealth-member-id', value: '100000000001' }],
  name: [{ use: 'official', family: 'Example', given: ['Ada', 'Bo'] }],
  telecom: [{ system: 'phone', value: '555-0100', use: 'home' }],
  gender: 'female',
  birthDate: '2016-02-29',
  contact: [{ name: { family: 'Example' }, period: { start: '2020-01-01', end: '2020-12-31' } }],
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en' }] }, preferred: true }],
}

export const observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2024-02-29T03:30:00-05:00',
  valueQuantity: { value: 20.5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
}

// biome-ignore lint/suspicious/noExplicitAny: a fault may be made anywhere in a record
export type Loose = any

/** A deep copy with changes made to it. */
export function changed<Value>(value: Value, change: (copy: Loose) => void): Loose {
  const copy = structuredClone(value)
  change(copy)
  return copy
}

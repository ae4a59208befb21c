import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { changed, observation, patient } from './people.ts'

const validator = createValidator({ structures: coreDefinitions() })

/** What is found, as `[details, place]`, in one list: nothing else may be said of it. */
const faults = (resource: unknown) => validator.validate(resource).base.map(({ details, expression }) => [details, expression?.[0]])

describe('what is right is accepted', () => {
  test.each([
    ['a patient', patient],
    ['an observation', observation],
    ['a resource of nothing but a type', { resourceType: 'Patient' }],
    ['an empty Parameters', { resourceType: 'Parameters' }],
    [
      'a primitive that is an extension only',
      changed(patient, (p) => {
        delete p.birthDate
        p._birthDate = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] }
      }),
    ],
    [
      'a list of primitives of which one is absent',
      changed(patient, (p) => {
        p.name[0].given = ['Ada', null]
        p.name[0]._given = [null, { extension: [{ url: 'http://a.example/x', valueBoolean: true }] }]
      }),
    ],
    ['a value with an id beside it', changed(patient, (p) => (p._gender = { id: 'g' }))],
  ])('%s', (_, resource) => expect(faults(resource)).toEqual([]))
})

describe('one fault, one issue, at its place', () => {
  test.each<[string, unknown, [string, string]]>([
    ['not an object', [], ['type', 'Resource']],
    ['no resource', 'Patient', ['type', 'Resource']],
    ['no resourceType', { id: 'a' }, ['unknown-type', 'Resource']],
    ['a type that R4 has not', { resourceType: 'Person2' }, ['unknown-type', 'Resource']],
    ['an abstract type', { resourceType: 'DomainResource' }, ['unknown-type', 'DomainResource']],
    ['a data type in place of a resource', { resourceType: 'HumanName' }, ['unknown-type', 'Resource']],
    ['an unknown element', changed(patient, (p) => (p.nmae = [])), ['unknown-element', 'Patient.nmae']],
    ['an unknown element below', changed(patient, (p) => (p.name[0].first = 'x')), ['unknown-element', 'Patient.name[0].first']],
    [
      'another server’s own word in meta',
      changed(patient, (p) => (p.meta = { author: { display: 'x' } })),
      ['unknown-element', 'Patient.meta.author'],
    ],
    ['a companion of what is no primitive', changed(patient, (p) => (p._name = [])), ['unknown-element', 'Patient._name']],
    ['a list that is none', changed(patient, (p) => (p.name = p.name[0])), ['type', 'Patient.name']],
    ['one value as a list', changed(patient, (p) => (p.gender = ['female'])), ['type', 'Patient.gender']],
    ['an object as a list', changed(observation, (o) => (o.code = [o.code])), ['type', 'Observation.code']],
    ['a primitive where an object is asked', changed(patient, (p) => (p.name = ['Ada'])), ['type', 'Patient.name[0]']],
    ['an object where a primitive is asked', changed(patient, (p) => (p.gender = {})), ['type', 'Patient.gender']],
    ['an empty list', changed(patient, (p) => (p.name = [])), ['empty', 'Patient.name']],
    ['an empty object', changed(patient, (p) => p.name.push({})), ['empty', 'Patient.name[1]']],
    ['an object with an id only', changed(patient, (p) => p.name.push({ id: 'a' })), ['empty', 'Patient.name[1]']],
    ['null', changed(patient, (p) => (p.gender = null)), ['empty', 'Patient.gender']],
    ['null in a list', changed(patient, (p) => p.name[0].given.push(null)), ['empty', 'Patient.name[0].given[2]']],
    ['an empty string', changed(patient, (p) => (p.name[0].given[1] = '')), ['format', 'Patient.name[0].given[1]']],
    ['a day that is none', changed(patient, (p) => (p.birthDate = '2017-02-29')), ['format', 'Patient.birthDate']],
    ['an instant without a zone', changed(observation, (o) => (o.issued = '2024-02-01T03:30:00')), ['TIME-01', 'Observation.issued']],
    ['a number in quotes', changed(observation, (o) => (o.valueQuantity.value = '20')), ['type', 'Observation.value.value']],
    ['a required element absent', changed(observation, (o) => delete o.code), ['cardinality', 'Observation.code']],
    [
      'a required element absent below',
      changed(patient, (p) => delete p.communication[0].language),
      ['cardinality', 'Patient.communication[0].language'],
    ],
    ['two types of a choice', changed(observation, (o) => (o.valueString = 'x')), ['cardinality', 'Observation.value']],
    ['a type that the choice has not', changed(observation, (o) => (o.valueUri = 'x')), ['unknown-element', 'Observation.valueUri']],
    ['a code that the required binding has not', changed(patient, (p) => (p.gender = 'f')), ['binding', 'Patient.gender']],
    ['a code in the wrong case', changed(patient, (p) => (p.gender = 'Female')), ['binding', 'Patient.gender']],
    [
      'a reference to another type',
      changed(observation, (o) => (o.subject.reference = 'Practitioner/1')),
      ['reference-target', 'Observation.subject'],
    ],
    [
      'an absolute reference to another type',
      changed(observation, (o) => (o.subject.reference = 'https://a.example/fhir/Medication/1/_history/2')),
      ['reference-target', 'Observation.subject'],
    ],
    [
      'a conditional reference to another type',
      changed(observation, (o) => (o.subject.reference = 'Practitioner?identifier=1')),
      ['reference-target', 'Observation.subject'],
    ],
    [
      'a typed logical reference to another type',
      changed(observation, (o) => (o.subject = { type: 'Practitioner', display: 'x' })),
      ['reference-target', 'Observation.subject'],
    ],
    [
      'a contained resource that is not there',
      changed(observation, (o) => (o.subject.reference = '#x')),
      ['invariant', 'Observation.subject'],
    ],
    [
      'an end before the start',
      changed(patient, (p) => (p.contact[0].period.end = '2019-12-31')),
      ['invariant', 'Patient.contact[0].period'],
    ],
    [
      'a contact with nothing to contact',
      changed(patient, (p) => (p.contact[0] = { gender: 'male' })),
      ['invariant', 'Patient.contact[0]'],
    ],
    [
      'an extension with neither value nor extension',
      changed(patient, (p) => (p.extension = [{ url: 'http://a.example/x' }])),
      ['invariant', 'Patient.extension[0]'],
    ],
    [
      'an extension with both',
      changed(patient, (p) => (p.extension = [{ url: 'http://a.example/x', valueCode: 'a', extension: [{ url: 'b', valueCode: 'b' }] }])),
      ['invariant', 'Patient.extension[0]'],
    ],
    [
      'an extension without url',
      changed(patient, (p) => (p.extension = [{ valueCode: 'a' }])),
      ['cardinality', 'Patient.extension[0].url'],
    ],
    [
      'a fault in the extension of a primitive',
      changed(patient, (p) => (p._birthDate = { extension: [{ url: 'http://a.example/x', valueDate: '2024-13' }] })),
      ['format', 'Patient.birthDate.extension[0].value'],
    ],
    [
      'a code of R4 that R4 has not',
      changed(patient, (p) => (p.meta = { tag: [{ system: 'http://hl7.org/fhir/administrative-gender', code: 'x' }] })),
      ['unknown-code', 'Patient.meta.tag[0].code'],
    ],
    [
      'an attachment of another size',
      changed(patient, (p) => (p.photo = [{ contentType: 'text/plain', data: 'YWJj', size: 4 }])),
      ['attachment-size', 'Patient.photo[0].size'],
    ],
    [
      'a quantity with comparator where none may be',
      { ...observation, referenceRange: [{ low: { value: 1, comparator: '<' } }] },
      ['cardinality', 'Observation.referenceRange[0].low.comparator'],
    ],
  ])('%s', (_, resource, expected) => expect(faults(resource)).toEqual([expected]))
})

test('an attachment whose hash is not the SHA-1 of its data is refused (FIPS 180: "abc")', () => {
  const photo = [
    { contentType: 'text/plain', data: 'YWJj', hash: 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0=' },
    { contentType: 'text/plain', data: 'YWJj', hash: 'qZk+NkcGgWq6PiVxeFDCbJzQ2J1=' },
    { contentType: 'text/plain', data: 'YWJj', hash: 'a9993e364706816aba3e25717850c26c9cd0d89d' },
    { contentType: 'text/plain', url: 'https://photos.example/1', hash: 'qZk+NkcGgWq6PiVxeFDCbJzQ2J1=' },
  ]
  expect(faults(changed(patient, (p) => (p.photo = photo)))).toEqual([
    ['attachment-hash', 'Patient.photo[1].hash'],
    ['attachment-hash', 'Patient.photo[2].hash'],
  ])
})

describe('several faults', () => {
  test('are all found at once', () => {
    const bad = changed(patient, (p) => {
      p.gender = 'x'
      p.birthDate = '2016-02-30'
      p.name[0].use = 'y'
      p.nmae = 1
    })
    expect(
      faults(bad)
        .map(([, place]) => place)
        .sort(),
    ).toEqual(['Patient.birthDate', 'Patient.gender', 'Patient.name[0].use', 'Patient.nmae'])
  })

  test('stay countable however many there are', () => {
    const many = { resourceType: 'Patient', ...Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1])) }
    const { base } = validator.validate(many)
    expect(base.length).toBeLessThanOrEqual(501)
    expect(base.at(-1)?.details).toBe('too-many-issues')
  })
})

describe('hostile JSON', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('%s is an unknown element', (key) => {
    const resource: unknown = JSON.parse(`{"resourceType":"Patient","${key}":{"x":1},"name":[{"${key}":"x","family":"y"}]}`)
    expect(faults(resource)).toEqual([
      ['unknown-element', `Patient.${key}`],
      ['unknown-element', `Patient.name[0].${key}`],
    ])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('a resourceType that every object has is no type', () => {
    for (const type of ['constructor', '__proto__', 'toString', '../Patient', ''])
      expect(faults({ resourceType: type })).toEqual([['unknown-type', 'Resource']])
  })

  test('nesting without end is refused, not followed', () => {
    let extension: Record<string, unknown> = { url: 'x', valueCode: 'a' }
    for (let level = 0; level < 5000; level++) extension = { url: 'x', extension: [extension] }
    const { base } = validator.validate({ resourceType: 'Patient', extension: [extension] })
    expect(base.map(({ details }) => details)).toContain('too-deep')
    expect(base.length).toBeLessThan(10)
  })

  test('nesting without end in what nobody knows is not followed either', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    const resource = changed(observation, (o) => (o.contained = [{ resourceType: 'Patient', id: 'c' }]))
    resource.subject = { reference: '#c' }
    resource.zzz = deep
    resource.code.coding[0].zzz = deep
    expect(faults(resource).map(([details]) => details)).toContain('unknown-element')
  })

  test('a nest as deep as records get is fine', () => {
    let item: Record<string, unknown> = { linkId: 'z', text: 'x', type: 'string' }
    for (let level = 0; level < 20; level++) item = { linkId: `l${level}`, text: 'x', type: 'group', item: [item] }
    expect(faults({ resourceType: 'Questionnaire', status: 'draft', item: [item] })).toEqual([])
  })

  test('a wide record is judged in moderate time', () => {
    const name = Array.from({ length: 20_000 }, () => ({ family: 'x', given: ['y'] }))
    const from = performance.now()
    expect(faults({ resourceType: 'Patient', name })).toEqual([])
    expect(performance.now() - from).toBeLessThan(5000)
  })

  test('a pathological string does not stall a pattern', () => {
    const from = performance.now()
    faults(changed(patient, (p) => (p.gender = `${'a '.repeat(50_000)} `)))
    faults({ resourceType: 'Binary', contentType: 'text/plain', data: `${' '.repeat(50_000)}x` })
    faults(
      changed(
        patient,
        (p) => (p.text = { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${'<b '.repeat(20_000)}</div>` }),
      ),
    )
    expect(performance.now() - from).toBeLessThan(2000)
  })
})

describe('what is said', () => {
  test('says what is allowed and who says so', () => {
    const { base } = validator.validate(changed(patient, (p) => (p.gender = 'f')))
    expect(base[0]).toMatchObject({ severity: 'error', code: 'code-invalid', expression: ['Patient.gender'] })
    expect(base[0]?.diagnostics).toContain('male | female | other | unknown')
    expect(base[0]?.diagnostics).toContain('R4 Patient.gender')
  })

  test('never repeats names, dates of birth or identifiers', () => {
    const secret = 'Zebulon-Quux'
    const bad = changed(patient, (p) => {
      p.birthDate = secret
      p.name[0].family = { [secret]: secret }
      p.name[0].given = [secret, 7]
      p.identifier[0].value = 12345678901
      p[`${secret} 1`] = secret
      p.telecom[0].value = [secret]
      p.generalPractitioner = [{ reference: `Medication/${secret}` }]
    })
    const { base, profile, warnings } = validator.validate(bad)
    expect(base.length).toBeGreaterThanOrEqual(6)
    expect(JSON.stringify([base, profile, warnings])).not.toMatch(/Zebulon|12345678901/)
  })

  test('a value set that cannot be expanded is told once, and holds nothing against the record', () => {
    const item = { code: { coding: [{ system: 'http://snomed.info/sct', code: '1' }] } }
    const { base, warnings } = validator.validate({
      resourceType: 'AllergyIntolerance',
      patient: { reference: 'Patient/1' },
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
      reaction: [{ manifestation: [{ text: 'x' }] }],
      extension: [{ url: 'http://a.example/x', valueCode: 'a' }],
      ...item,
    })
    expect(base).toEqual([])
    expect(warnings.filter(({ details }) => details === 'value-set-not-expanded').length).toBeLessThanOrEqual(1)
  })
})

describe('nested resources', () => {
  const contained = changed(observation, (o) => {
    o.contained = [{ resourceType: 'Patient', id: 'c', gender: 'x' }]
    o.subject.reference = '#c'
  })

  test('a contained resource is judged as its type, and references to it are known', () => {
    expect(faults(contained)).toEqual([['binding', 'Observation.contained[0].gender']])
    expect(faults(changed(contained, (o) => (o.contained[0] = { resourceType: 'Medication', id: 'c' })))).toEqual([
      ['reference-target', 'Observation.subject'],
    ])
  })

  test('a contained resource that nobody points to is told', () => {
    expect(faults(changed(observation, (o) => (o.contained = [{ resourceType: 'Patient', id: 'c' }])))).toEqual([
      ['invariant', 'Observation'],
    ])
  })

  test('entries of a Bundle are judged as their types', () => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: patient }, { resource: changed(patient, (p) => (p.gender = 'x')) }],
    }
    expect(faults(bundle)).toEqual([['binding', 'Bundle.entry[1].resource.gender']])
  })

  test('a reference by urn:uuid is known by the entry it points to', () => {
    const bundle = (type: string) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001',
          resource: { resourceType: type, ...(type === 'Patient' ? {} : { code: { text: 'x' } }) },
          request: { method: 'POST', url: type },
        },
        {
          resource: changed(observation, (o) => (o.subject.reference = 'urn:uuid:00000000-0000-4000-8000-000000000001')),
          request: { method: 'POST', url: 'Observation' },
        },
      ],
    })
    expect(faults(bundle('Patient'))).toEqual([])
    expect(faults(bundle('Substance'))).toEqual([['reference-target', 'Bundle.entry[1].resource.subject']])
  })
})

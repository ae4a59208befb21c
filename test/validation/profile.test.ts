import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { ProfileRefused } from '#validation/refused.ts'
import { changed, observation, patient } from './people.ts'
import { profileOf, type Rule } from './profile-of.ts'

const structures = coreDefinitions()

const coverage = {
  resourceType: 'Coverage',
  status: 'active',
  beneficiary: { reference: 'Patient/p1' },
  payor: [{ display: 'x' }],
  order: 1,
}

/** What a profile of these rules finds in a resource, as `details place`. */
function found(
  type: string,
  rules: readonly Rule[],
  resource: unknown,
  more: { valueSets?: object[]; codeSystems?: object[]; profiles?: object[] } = {},
): string[] {
  const profile = profileOf(type, rules)
  const validator = createValidator({ structures, ...more, profiles: [profile, ...(more.profiles ?? [])] })
  const { base, profile: against } = validator.validate(resource, [profile.url])
  expect(base).toEqual([])
  return against.map(({ details, expression }) => `${details} ${expression?.[0]}`)
}

describe('what a profile asks of an element', () => {
  test.each<[string, Rule, unknown, unknown, string]>([
    ['at least one', { id: 'Patient.name', min: 1 }, patient, changed(patient, (p) => delete p.name), 'cardinality Patient.name'],
    [
      'at least two',
      { id: 'Patient.name', min: 2 },
      changed(patient, (p) => p.name.push({ text: 'x' })),
      patient,
      'cardinality Patient.name',
    ],
    [
      'at most one of a list',
      { id: 'Patient.name', max: '1' },
      patient,
      changed(patient, (p) => p.name.push({ text: 'x' })),
      'cardinality Patient.name',
    ],
    ['none', { id: 'Patient.gender', max: '0' }, changed(patient, (p) => delete p.gender), patient, 'cardinality Patient.gender'],
    [
      'none of a list',
      { id: 'Patient.contact', max: '0' },
      changed(patient, (p) => delete p.contact),
      patient,
      'cardinality Patient.contact',
    ],
    [
      'a child of a list',
      { id: 'Patient.name.family', min: 1 },
      patient,
      changed(patient, (p) => p.name.push({ text: 'x' })),
      'cardinality Patient.name[1].family',
    ],
    [
      'a child of a backbone element',
      { id: 'Patient.contact.gender', min: 1 },
      changed(patient, (p) => (p.contact[0].gender = 'male')),
      patient,
      'cardinality Patient.contact[0].gender',
    ],
    [
      'a fixed code',
      { id: 'Patient.gender', fixedCode: 'female' },
      patient,
      changed(patient, (p) => (p.gender = 'male')),
      'fixed Patient.gender',
    ],
    [
      'a fixed object',
      { id: 'Observation.code', fixedCodeableConcept: observation.code },
      observation,
      changed(observation, (o) => (o.code.text = 'x')),
      'fixed Observation.code',
    ],
    [
      'a pattern',
      { id: 'Observation.code', patternCodeableConcept: { coding: [{ code: '29463-7' }] } },
      changed(observation, (o) => o.code.coding.push({ system: 'http://a.example', code: 'x' })),
      changed(observation, (o) => (o.code.coding[0].code = '3141-9')),
      'pattern Observation.code',
    ],
    [
      'a length',
      { id: 'Patient.name.family', maxLength: 7 },
      patient,
      changed(patient, (p) => (p.name[0].family = 'Examples')),
      'max-length Patient.name[0].family',
    ],
    ['a least number', { id: 'Coverage.order', minValuePositiveInt: 2 }, { ...coverage, order: 2 }, coverage, 'range Coverage.order'],
    ['a greatest number', { id: 'Coverage.order', maxValuePositiveInt: 1 }, coverage, { ...coverage, order: 2 }, 'range Coverage.order'],
    [
      'a least day',
      { id: 'Patient.birthDate', minValueDate: '2016-02-29' },
      patient,
      changed(patient, (p) => (p.birthDate = '2016-02-28')),
      'range Patient.birthDate',
    ],
    [
      'a greatest day',
      { id: 'Patient.birthDate', maxValueDate: '2016-02-29' },
      patient,
      changed(patient, (p) => (p.birthDate = '2016-03-01')),
      'range Patient.birthDate',
    ],
    [
      'a least quantity',
      { id: 'Observation.value[x]', minValueQuantity: { value: 20.5, code: 'kg' } },
      observation,
      changed(observation, (o) => (o.valueQuantity.value = 20)),
      'range Observation.value',
    ],
    [
      'one type of a choice',
      { id: 'Observation.value[x]', type: [{ code: 'Quantity' }] },
      observation,
      changed(observation, (o) => {
        delete o.valueQuantity
        o.valueString = 'x'
      }),
      'type Observation.value',
    ],
    [
      'fewer targets',
      { id: 'Observation.subject', type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Patient'] }] },
      observation,
      changed(observation, (o) => (o.subject.reference = 'Group/1')),
      'reference-target Observation.subject',
    ],
    [
      'an extension on a primitive',
      { id: 'Patient.birthDate.extension', min: 1 },
      changed(patient, (p) => (p._birthDate = { extension: [{ url: 'http://a.example/x', valueCode: 'a' }] })),
      patient,
      'cardinality Patient.birthDate.extension',
    ],
    [
      'an invariant',
      { id: 'Patient.name', constraint: [{ key: 't-1', severity: 'error', human: 'two given names', expression: 'given.count() = 2' }] },
      patient,
      changed(patient, (p) => p.name[0].given.pop()),
      'invariant Patient.name[0]',
    ],
    [
      'an invariant of the whole',
      {
        id: 'Patient',
        constraint: [{ key: 't-1', severity: 'error', human: 'x', expression: "gender = 'female' implies birthDate.exists()" }],
      },
      patient,
      changed(patient, (p) => delete p.birthDate),
      'invariant Patient',
    ],
    [
      'a profile of a data type',
      { id: 'Observation.value[x]', type: [{ code: 'Quantity', profile: ['http://hl7.org/fhir/StructureDefinition/SimpleQuantity'] }] },
      observation,
      observation,
      '',
    ],
  ])('%s', (_, rule, right, wrong, expected) => {
    const [type] = rule.id.split('.')
    expect(found(type!, [rule], right)).toEqual([])
    expect(found(type!, [rule], wrong)).toEqual(expected ? [expected] : [])
  })

  test('a warning does not refuse', () => {
    const rule = { id: 'Patient', constraint: [{ key: 't-1', severity: 'warning' as const, human: 'x', expression: 'photo.exists()' }] }
    const profile = profileOf('Patient', [rule])
    const { profile: against, warnings } = createValidator({ structures, profiles: [profile] }).validate(patient, [profile.url])
    expect(against).toEqual([])
    expect(warnings.map(({ details, severity }) => [details, severity])).toEqual([['invariant', 'warning']])
  })

  test('what the base refuses is said by the base only', () => {
    const profile = profileOf('Patient', [{ id: 'Patient.gender', fixedCode: 'female' }])
    const verdict = createValidator({ structures, profiles: [profile] }).validate(
      changed(patient, (p) => (p.gender = 'f')),
      [profile.url],
    )
    expect(verdict.base.map(({ details }) => details)).toEqual(['binding'])
    expect(verdict.profile).toEqual([])
  })

  test('the message names the profile', () => {
    const profile = profileOf('Patient', [{ id: 'Patient.photo', min: 1 }])
    const verdict = createValidator({ structures, profiles: [profile] }).validate(patient, [profile.url])
    expect(verdict.profile[0]).toMatchObject({ severity: 'error', code: 'required', expression: ['Patient.photo'] })
    expect(verdict.profile[0]?.diagnostics).toContain(profile.url)
  })

  test('two profiles that ask the same say it once', () => {
    const one = profileOf('Patient', [{ id: 'Patient.photo', min: 1 }], 'one')
    const two = profileOf('Patient', [{ id: 'Patient.photo', min: 1 }], 'two')
    const verdict = createValidator({ structures, profiles: [one, two] }).validate(
      changed(patient, (p) => (p.meta = { profile: [one.url, two.url] })),
    )
    expect(verdict.profile).toHaveLength(1)
  })
})

describe('bindings', () => {
  const codeSystem = {
    resourceType: 'CodeSystem',
    url: 'http://test.example/colours',
    content: 'complete',
    concept: [{ code: 'red' }, { code: 'blue' }],
  }
  const valueSet = { resourceType: 'ValueSet', url: 'http://test.example/vs', compose: { include: [{ system: codeSystem.url }] } }
  const bound = (strength: string, url = valueSet.url) => ({ id: 'Observation.code', binding: { strength, valueSet: url } })
  const coded = (code: string) => changed(observation, (o) => (o.code = { coding: [{ system: codeSystem.url, code }] }))
  const more = { valueSets: [valueSet], codeSystems: [codeSystem] }

  test('a required one: in it, not in it, in another system, without a code', () => {
    expect(found('Observation', [bound('required')], coded('red'), more)).toEqual([])
    expect(found('Observation', [bound('required')], coded('green'), more)).toEqual(['binding Observation.code'])
    expect(found('Observation', [bound('required')], observation, more)).toEqual(['binding Observation.code'])
    expect(
      found(
        'Observation',
        [bound('required')],
        changed(observation, (o) => (o.code = { text: 'red' })),
        more,
      ),
    ).toEqual(['binding Observation.code'])
  })

  test('one of several codings is enough', () => {
    expect(
      found(
        'Observation',
        [bound('required')],
        changed(coded('red'), (o) => o.code.coding.unshift({ system: 'http://loinc.org', code: 'x' })),
        more,
      ),
    ).toEqual([])
  })

  test('an extensible one warns', () => {
    const profile = profileOf('Observation', [bound('extensible')])
    const validator = createValidator({ structures, profiles: [profile], ...more })
    const verdict = validator.validate(coded('green'), [profile.url])
    expect(verdict.profile).toEqual([])
    expect(verdict.warnings.map(({ details, severity }) => [details, severity])).toEqual([['binding', 'warning']])
    expect(
      validator.validate(
        changed(observation, (o) => (o.code = { text: 'red' })),
        [profile.url],
      ).warnings,
    ).toEqual([])
  })

  test.each(['preferred', 'example'])('a %s one is advice', (strength) =>
    expect(found('Observation', [bound(strength)], coded('green'), more)).toEqual([]),
  )

  test('an unknown value set: not checked, said once, nothing held against the record', () => {
    const profile = profileOf('Observation', [bound('required', 'http://nowhere.example/vs')])
    const verdict = createValidator({ structures, profiles: [profile] }).validate(coded('green'), [profile.url])
    expect(verdict.profile).toEqual([])
    expect(verdict.warnings.map(({ details }) => details)).toEqual(['value-set-not-expanded'])
  })

  test('the message lists what is allowed', () => {
    const profile = profileOf('Observation', [bound('required')])
    const verdict = createValidator({ structures, profiles: [profile], ...more }).validate(coded('green'), [profile.url])
    expect(verdict.profile[0]?.diagnostics).toContain('red | blue')
    expect(verdict.profile[0]).toMatchObject({ code: 'code-invalid' })
  })
})

describe('extensions', () => {
  const colour = profileOf(
    'Extension',
    [
      { id: 'Extension.url', fixedUri: 'http://test.example/StructureDefinition/colour' },
      { id: 'Extension.extension', max: '0' },
      { id: 'Extension.value[x]', min: 1, type: [{ code: 'code' }] },
    ],
    'colour',
  )
  const asked: Rule[] = [
    { id: 'Patient.extension', slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' } },
    { id: 'Patient.extension:colour', min: 1, max: '1', type: [{ code: 'Extension', profile: [colour.url] }] },
  ]
  const withColour = (extension: object) => changed(patient, (p) => (p.extension = [extension]))

  test('one that a profile asks for', () => {
    expect(found('Patient', asked, withColour({ url: colour.url, valueCode: 'red' }), { profiles: [colour] })).toEqual([])
    expect(found('Patient', asked, patient, { profiles: [colour] })).toEqual(['slicing Patient.extension'])
  })

  test('is judged by its definition wherever it stands', () => {
    expect(found('Patient', [], withColour({ url: colour.url, valueString: 'red' }), { profiles: [colour] })).toEqual([
      'type Patient.extension[0].value',
    ])
    const nested = changed(patient, (p) => (p.name[0]._family = { extension: [{ url: colour.url, valueString: 'red' }] }))
    expect(found('Patient', [], nested, { profiles: [colour] })).toEqual(['type Patient.name[0].family.extension[0].value'])
  })

  test('of R4 core are known', () => {
    const url = 'http://hl7.org/fhir/StructureDefinition/patient-birthTime'
    const born = (extension: object) => changed(patient, (p) => (p._birthDate = { extension: [{ url, ...extension }] }))
    expect(found('Patient', [], born({ valueDateTime: '2016-02-29T10:00:00Z' }))).toEqual([])
    expect(found('Patient', [], born({ valueString: '10:00' }))).toEqual(['type Patient.birthDate.extension[0].value'])
  })

  test('that nobody knows are allowed, but not in our own name space', () => {
    const verdict = (url: string) => createValidator({ structures }).validate(withColour({ url, valueCode: 'x' }))
    expect(verdict('http://a.example/x')).toEqual({ base: [], profile: [], warnings: [] })
    expect(verdict('https://cares-fhir.example.org/StructureDefinition/misspelt').warnings.map(({ details }) => details)).toEqual([
      'unknown-extension',
    ])
  })
})

describe('which profiles are judged by', () => {
  const profile = profileOf('Patient', [{ id: 'Patient.photo', min: 1 }])
  const validator = createValidator({ structures, profiles: [profile] })

  test('those claimed and those given, each once', () => {
    expect(validator.validate(patient).profile).toEqual([])
    expect(validator.validate(changed(patient, (p) => (p.meta = { profile: [profile.url] }))).profile).toHaveLength(1)
    expect(
      validator.validate(
        changed(patient, (p) => (p.meta = { profile: [profile.url] })),
        [profile.url],
      ).profile,
    ).toHaveLength(1)
  })

  test('an unknown one is a warning', () => {
    const verdict = validator.validate(changed(patient, (p) => (p.meta = { profile: ['http://nowhere.example/p'] })))
    expect(verdict.profile).toEqual([])
    expect(verdict.warnings.map(({ details, severity }) => [details, severity])).toEqual([['profile-not-known', 'warning']])
  })

  test('one of another type is a fault', () => {
    expect(validator.validate(observation, [profile.url]).profile.map(({ details }) => details)).toEqual(['profile-type'])
    expect(
      validator.validate(observation, ['http://hl7.org/fhir/StructureDefinition/Patient']).profile.map(({ details }) => details),
    ).toEqual(['profile-type'])
    expect(validator.validate(patient, ['http://hl7.org/fhir/StructureDefinition/Patient']).profile).toEqual([])
  })

  test('knows what it knows', () => {
    expect(validator.knows(profile.url)).toBe(true)
    expect(validator.knows(`${profile.url}|4.0.1`)).toBe(true)
    expect(validator.knows(`${profile.url}|9`)).toBe(false)
    expect(validator.knows('http://hl7.org/fhir/StructureDefinition/Patient')).toBe(true)
    expect(validator.knows('http://nowhere.example')).toBe(false)
  })

  test('nested resources are judged by what they claim', () => {
    const entry = changed(patient, (p) => (p.meta = { profile: [profile.url] }))
    const { profile: against } = validator.validate({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: entry }] })
    expect(against.map(({ expression }) => expression?.[0])).toEqual(['Bundle.entry[0].resource.photo'])
  })
})

describe('a construct that is not known refuses the profile at load, and names the element', () => {
  test.each<[string, Rule[], RegExp]>([
    ['a word that is not known', [{ id: 'Patient.name', mustHaveValue: true }], /Patient\.name.*mustHaveValue/],
    [
      'a function that is not known',
      [{ id: 'Patient.name', constraint: [{ key: 't-1', severity: 'error', human: 'x', expression: 'given.frobnicate()' }] }],
      /t-1.*frobnicate/,
    ],
    [
      'an expression that is none',
      [{ id: 'Patient.name', constraint: [{ key: 't-1', severity: 'error', human: 'x', expression: 'given.' }] }],
      /t-1/,
    ],
    [
      'a pattern that cannot be read',
      [{ id: 'Patient.name', constraint: [{ key: 't-1', severity: 'error', human: 'x', expression: "family.matches('(')" }] }],
      /t-1.*regular expression/,
    ],
    ['an element that R4 has not', [{ id: 'Patient.frob', min: 1 }], /Patient\.frob/],
    [
      'a discriminator that is not known',
      [
        { id: 'Patient.name', slicing: { discriminator: [{ type: 'position', path: '$this' }], rules: 'open' } },
        { id: 'Patient.name:a', min: 1 },
      ],
      /Patient\.name:a.*position/,
    ],
    [
      'a discriminator path that is not known',
      [
        { id: 'Patient.name', slicing: { discriminator: [{ type: 'value', path: 'given.first()' }], rules: 'open' } },
        { id: 'Patient.name:a', min: 1 },
      ],
      /Patient\.name:a.*first\(\)/,
    ],
    [
      'slices without a discriminator',
      [
        { id: 'Patient.name', slicing: { rules: 'open' } },
        { id: 'Patient.name:a', min: 1 },
      ],
      /Patient\.name.*discriminator/,
    ],
    [
      'a slice that says nothing to tell it by',
      [
        { id: 'Patient.name', slicing: { discriminator: [{ type: 'value', path: 'use' }], rules: 'open' } },
        { id: 'Patient.name:a', min: 1 },
      ],
      /Patient\.name:a.*use/,
    ],
    [
      'a limit of a type that is not known',
      [{ id: 'Patient.maritalStatus', minValueCodeableConcept: { text: 'x' } }],
      /Patient\.maritalStatus.*minValueCodeableConcept/,
    ],
    [
      'a text for what is an object',
      [{ id: 'Patient.maritalStatus', patternString: 'M' }],
      /Patient\.maritalStatus.*patternString.*CodeableConcept/,
    ],
    ['a Coding for a concept', [{ id: 'Patient.maritalStatus', fixedCoding: { code: 'M' } }], /Patient\.maritalStatus.*fixedCoding/],
    ['a text for a yes or no', [{ id: 'Patient.active', fixedString: 'true' }], /Patient\.active.*fixedString.*boolean/],
    ['no snapshot', [], /snapshot/],
  ])('%s', (_, rules, expected) => {
    const profile = profileOf('Patient', rules)
    if (rules.length === 0) delete profile.snapshot
    expect(() => createValidator({ structures, profiles: [profile] })).toThrow(ProfileRefused)
    expect(() => createValidator({ structures, profiles: [profile] })).toThrow(expected)
  })

  test('all refused profiles are told at once', () => {
    const bad = (name: string) => profileOf('Patient', [{ id: 'Patient.frob', min: 1 }], name)
    expect(() => createValidator({ structures, profiles: [bad('one'), bad('two')] })).toThrow(/one.*two/)
  })
})

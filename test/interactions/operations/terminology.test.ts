import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { OperationDefinition } from '@medplum/fhirtypes'
import { nobody } from '#auth/access-plan.ts'
import { readCoreDefinitions } from '#fhir/definitions/cache.ts'
import type { FhirError } from '#fhir/error.ts'
import { expandComplex, expandRules } from '#interactions/operations/terminology/expand.ts'
import { terminologyOperations } from '#interactions/operations/terminology/index.ts'
import { lookupComplex, lookupRules } from '#interactions/operations/terminology/lookup.ts'
import { subsumesComplex, subsumesRules } from '#interactions/operations/terminology/subsumes.ts'
import { validateCodeComplex, validateCodeRules } from '#interactions/operations/terminology/validate-code.ts'
import { validateCodeSystemComplex, validateCodeSystemRules } from '#interactions/operations/terminology/validate-code-system.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
  for (const resource of [pets, german, petSet, itself, other])
    await caller.send('PUT', `${resource.resourceType}/${resource.id}`, resource)
})
afterAll(() => caller.opened.close())

const system = 'http://a.example/pets'
const pets = {
  ...{ resourceType: 'CodeSystem', id: 'pets', url: system, version: '2', name: 'Pets', status: 'active', content: 'complete' },
  hierarchyMeaning: 'is-a',
  property: [
    { code: 'notSelectable', type: 'boolean' },
    { code: 'status', type: 'code' },
    { code: 'legs', type: 'integer' },
  ],
  concept: [
    {
      code: 'mammal',
      display: 'Mammal',
      property: [{ code: 'notSelectable', valueBoolean: true }],
      concept: [
        {
          code: 'dog',
          display: 'Dog',
          definition: 'It barks.',
          property: [{ code: 'legs', valueInteger: 4 }],
          concept: [{ code: 'poodle', display: 'Poodle' }],
        },
        { code: 'cat', display: 'House cat' },
      ],
    },
    { code: 'dodo', display: 'Dodo', property: [{ code: 'status', valueCode: 'retired' }] },
  ],
}
const german = {
  ...{
    resourceType: 'CodeSystem',
    id: 'german',
    url: 'http://a.example/german',
    status: 'active',
    content: 'supplement',
    supplements: system,
  },
  concept: [{ code: 'dog', designation: [{ language: 'de', value: 'Hund' }] }],
}
const petSet = {
  ...{ resourceType: 'ValueSet', id: 'pets', url: 'http://a.example/vs/pets', version: '1', status: 'active' },
  compose: { include: [{ system }] },
}
const itself = {
  ...petSet,
  id: 'itself',
  url: 'http://a.example/vs/itself',
  compose: { include: [{ valueSet: ['http://a.example/vs/other'] }] },
}
const other = { ...petSet, id: 'other', url: 'http://a.example/vs/other', compose: { include: [{ system }, { valueSet: [itself.url] }] } }

const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter })
const inline = (compose: object, ...more: object[]) =>
  parameters({ name: 'valueSet', resource: { resourceType: 'ValueSet', status: 'active', compose } }, ...more)
const get = (url: string) => caller.json('GET', url)
const post = (url: string, body: object) => caller.json('POST', url, body)
const refusal = async (method: 'GET' | 'POST', url: string, body?: object): Promise<[string, ...string[]]> => {
  const error = (await caller.send(method, url, body).catch((thrown: FhirError) => thrown)) as FhirError
  return [error.kind, ...error.issues.map(({ code }) => code)]
}
/** An answer's parameters by name. */
const said = ({ parameter }: Json): Json =>
  Object.fromEntries(
    parameter.map(({ name, ...value }: Json) => [name, value.valueBoolean ?? value.valueString ?? value.valueCode ?? value]),
  )

/** `dog(poodle) cat` */
const tree = (contains: Json = []): string =>
  contains.map((one: Json) => one.code + (one.contains ? `(${tree(one.contains)})` : '')).join(' ')
const expanded = async (url: string) => tree((await get(url)).expansion.contains)

const gender = 'http://hl7.org/fhir/ValueSet/administrative-gender'
const genders = 'http://hl7.org/fhir/administrative-gender'
const clinical = 'http://hl7.org/fhir/ValueSet/condition-clinical'
const clinicalCodes = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

describe('the operations are those of HL7', () => {
  const definitions = new Map(
    readCoreDefinitions<OperationDefinition>('profiles-resources')
      .filter(({ resourceType }) => resourceType === 'OperationDefinition')
      .map((definition) => [definition.id, definition]),
  )
  test.each([
    ['ValueSet-expand', expandRules, expandComplex],
    ['ValueSet-validate-code', validateCodeRules, validateCodeComplex],
    ['CodeSystem-validate-code', validateCodeSystemRules, validateCodeSystemComplex],
    ['CodeSystem-lookup', lookupRules, lookupComplex],
    ['CodeSystem-subsumes', subsumesRules, subsumesComplex],
  ])('%s takes what its definition lists, as often', (id, rules, complex) => {
    const given = definitions.get(id)?.parameter?.filter(({ use }) => use === 'in') ?? []
    const many = given.filter(({ max }) => max === '*').map(({ name }) => name)
    expect([...Object.keys(rules), ...Object.keys(complex)].sort()).toEqual(given.map(({ name }) => name).sort())
    expect(
      Object.entries(rules)
        .flatMap(([name, rule]) => (rule.many ? [name] : []))
        .sort(),
    ).toEqual(many.sort())
  })

  test('each stands where its definition says', () => {
    for (const { definition, levels, types } of terminologyOperations) {
      const found = definitions.get(definition.split('/').at(-1))
      expect([definition, found?.url, levels.includes('type'), levels.includes('instance'), types]).toEqual([
        definition,
        definition,
        found?.type,
        found?.instance,
        found?.resource,
      ])
    }
  })
})

describe('$expand', () => {
  test('administrative-gender has four codes (http://hl7.org/fhir/R4/valueset-administrative-gender.html)', async () => {
    const valueSet = await get(`ValueSet/$expand?url=${gender}`)
    expect(valueSet).toMatchObject({ resourceType: 'ValueSet', url: gender, version: '4.0.1', status: 'active' })
    expect(valueSet.expansion).toMatchObject({
      identifier: expect.stringMatching(/^urn:uuid:/),
      timestamp: '2024-06-15T16:00:00.000Z',
      total: 4,
      parameter: [{ name: 'version', valueUri: `${genders}|4.0.1` }],
    })
    expect(valueSet.expansion.contains).toEqual(
      ['Male', 'Female', 'Other', 'Unknown'].map((display) => ({ system: genders, code: display.toLowerCase(), display })),
    )
  })

  test('what the code system nests is nested (http://hl7.org/fhir/R4/valueset-condition-clinical.html)', async () => {
    expect(await expanded(`ValueSet/$expand?url=${clinical}`)).toBe('active(recurrence relapse) inactive(remission resolved)')
    expect(await expanded(`ValueSet/$expand?url=${clinical}&excludeNested=true`)).toBe(
      'active recurrence relapse inactive remission resolved',
    )
  })

  test('v3: the kinds of encounter are below one that is not to be recorded', async () => {
    const { expansion } = await post(
      'ValueSet/$expand',
      inline({ include: [{ system: actCode, filter: [{ property: 'concept', op: 'is-a', value: '_ActEncounterCode' }] }] }),
    )
    expect(expansion.contains).toMatchObject([{ code: '_ActEncounterCode', abstract: true }])
    expect(tree(expansion.contains)).toContain('IMP(ACUTE NONAC)')
  })

  test('pages are flat, follow each other and know the total', async () => {
    const pages = await Promise.all([0, 2, 4, 6].map((offset) => get(`ValueSet/$expand?url=${clinical}&offset=${offset}&count=2`)))
    expect(pages.map(({ expansion }) => [expansion.total, expansion.offset, tree(expansion.contains)])).toEqual([
      [6, 0, 'active recurrence'],
      [6, 2, 'relapse inactive'],
      [6, 4, 'remission resolved'],
      [6, 6, ''],
    ])
    const { expansion } = await get(`ValueSet/$expand?url=${clinical}&count=0`)
    expect([expansion.total, 'contains' in expansion]).toEqual([6, false])
  })

  test.each([
    ['activeOnly=true', 'mammal(dog(poodle) cat)'],
    ['excludeNotForUI=true', 'dog poodle cat dodo'],
    ['filter=HO', 'cat'],
    ['filter=hund', 'dog'],
    ['filter=cat%20house', 'cat'],
    ['filter=og', ''],
    ['excludePostCoordinated=true', 'mammal(dog(poodle) cat) dodo'],
    [`exclude-system=${system}`, ''],
    [`exclude-system=${system}|1`, 'mammal(dog(poodle) cat) dodo'],
    [`system-version=${system}|2`, 'mammal(dog(poodle) cat) dodo'],
  ])('%s', async (query, codes) => expect(await expanded(`ValueSet/$expand?url=${petSet.url}&${query}`)).toBe(codes))

  test('a code that is retired, and one that only groups, say so', async () => {
    const { expansion } = await get(`ValueSet/$expand?url=${petSet.url}&excludeNested=true`)
    expect(expansion.contains.filter(({ inactive }: Json) => inactive).map(({ code }: Json) => code)).toEqual(['dodo'])
    expect(expansion.contains.filter(({ abstract }: Json) => abstract).map(({ code }: Json) => code)).toEqual(['mammal'])
  })

  test('other names: the language of the displays, and designations by language, from a supplement too', async () => {
    const dog = async (query: string) =>
      (await get(`ValueSet/$expand?url=${petSet.url}&excludeNested=true&${query}`)).expansion.contains.find(
        ({ code }: Json) => code === 'dog',
      )
    expect((await dog('displayLanguage=de')).display).toBe('Hund')
    expect((await dog('displayLanguage=fr')).display).toBe('Dog')
    expect((await dog('includeDesignations=true')).designation).toEqual([{ language: 'de', value: 'Hund' }])
    expect((await dog('includeDesignations=true&designation=urn:ietf:bcp:47|de')).designation).toHaveLength(1)
    expect((await dog('includeDesignations=true&designation=urn:ietf:bcp:47|nl')).designation).toBeUndefined()
    expect((await dog('displayLanguage=fr')).designation).toBeUndefined()
  })

  test('at its address, with its definition', async () => {
    const valueSet = await get('ValueSet/pets/$expand?includeDefinition=true')
    expect([valueSet.compose, valueSet.expansion.total]).toEqual([petSet.compose, 5])
    expect((await get('ValueSet/pets/$expand')).compose).toBeUndefined()
  })

  test('one that is sent along, with a circle, imports, an intersection, exclusions and a regular expression', async () => {
    const codes = async (compose: object) => tree((await post('ValueSet/$expand', inline(compose))).expansion.contains)
    expect(await codes({ include: [{ valueSet: [petSet.url] }], exclude: [{ system, concept: [{ code: 'dog' }] }] })).toBe(
      'mammal(poodle cat) dodo',
    )
    expect(await codes({ include: [{ system, concept: [{ code: 'cat' }, { code: 'dog' }], valueSet: [petSet.url] }] })).toBe('cat dog')
    expect(await codes({ include: [{ system, filter: [{ property: 'code', op: 'regex', value: 'd.*' }] }] })).toBe('dog dodo')
    expect(await codes({ inactive: false, include: [{ system }] })).toBe('mammal(dog(poodle) cat)')
    expect(await codes({ include: [{ system: 'http://snomed.info/sct', concept: [{ code: '73211009' }] }] })).toBe('73211009')
    expect(
      await codes({
        include: [{ system }],
        exclude: [{ system: 'http://snomed.info/sct', filter: [{ property: 'concept', op: 'is-a', value: '404684003' }] }],
      }),
    ).toBe('mammal(dog(poodle) cat) dodo')
    expect(await refusal('GET', `ValueSet/$expand?url=${itself.url}`)).toEqual(['rule', 'processing'])
  })

  test.each<[string, [string, ...string[]], string]>([
    ['a value set that is unknown', ['not-found', 'not-found'], 'ValueSet/$expand?url=http://nowhere.example'],
    ['a version that is not here', ['not-found', 'not-found'], `ValueSet/$expand?url=${petSet.url}&valueSetVersion=9`],
    ['an address that is unknown', ['not-found', 'not-found'], 'ValueSet/nobody/$expand'],
    ['no value set at all', ['malformed', 'required'], 'ValueSet/$expand'],
    ['a code system that is not here', ['rule', 'not-supported'], 'ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/condition-code'],
    ['a code system that has no list', ['rule', 'not-found'], 'ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/all-languages'],
    [
      'a version of the code system to be checked for',
      ['rule', 'not-found'],
      `ValueSet/$expand?url=${petSet.url}&check-system-version=${system}|1`,
    ],
    [
      'a version of the code system that is forced',
      ['rule', 'not-found'],
      `ValueSet/$expand?url=${petSet.url}&force-system-version=${system}|1`,
    ],
    ['another day', ['rule', 'not-supported'], `ValueSet/$expand?url=${petSet.url}&date=2024-06-14`],
    ['an unknown parameter', ['malformed', 'invalid'], `ValueSet/$expand?url=${petSet.url}&colour=red`],
    ['a count that is no number', ['malformed', 'invalid'], `ValueSet/$expand?url=${petSet.url}&count=-1`],
  ])('refused: %s', async (_what, issues, url) => expect(await refusal('GET', url)).toEqual(issues))

  test('today is no other day', async () =>
    expect(await expanded(`ValueSet/$expand?url=${petSet.url}&date=2024-06-15&count=1`)).toBe('mammal'))

  test('what cannot be expanded is all named at once, each once', async () => {
    const sct = { system: 'http://snomed.info/sct', filter: [{ property: 'concept', op: 'is-a', value: '404684003' }] }
    const compose = {
      include: [
        sct,
        sct,
        { system: 'http://b.example' },
        { valueSet: ['http://c.example'] },
        { system, filter: [{ property: 'legs', op: 'is-a', value: '4' }] },
      ],
    }
    expect(await refusal('POST', 'ValueSet/$expand', inline(compose))).toEqual([
      'rule',
      'not-supported',
      'not-found',
      'not-found',
      'not-supported',
    ])
  })

  test('a hostile value set costs little', async () => {
    expect(
      await refusal('POST', 'ValueSet/$expand', inline({ include: Array.from({ length: 600 }, () => ({ system: actCode })) })),
    ).toEqual(['rule', 'too-costly'])
    expect(
      await refusal('POST', 'ValueSet/$expand', inline({ include: Array.from({ length: 499 }, () => ({ system: actCode })) })),
    ).toEqual(['rule', 'too-costly'])
    // Each way has to be followed for each character of each code.
    const filter = Array.from({ length: 50 }, (_, index) => ({ property: 'code', op: 'regex', value: `(?:.?){390}${index}` }))
    const start = performance.now()
    expect(await refusal('POST', 'ValueSet/$expand', inline({ include: [{ system: actCode, filter }] }))).toEqual(['rule', 'too-costly'])
    expect(performance.now() - start).toBeLessThan(4_000)
    const malformed = await refusal('POST', 'ValueSet/$expand', inline({ include: 'x' }))
    expect(malformed[0]).toBe('malformed')
  })

  test('a token that has died is refused', async () => {
    const dead = caller.as({ ...nobody, tokenHash: Buffer.from('dead'), allows: () => true })
    await expect(dead.send('GET', `ValueSet/$expand?url=${gender}`)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })
})

describe('ValueSet/$validate-code', () => {
  const ask = `ValueSet/$validate-code?url=${petSet.url}&system=${system}`
  test.each<[string, Json]>([
    ['code=dog', { result: true, display: 'Dog' }],
    ['code=dog&display=dog', { result: true, display: 'Dog' }],
    ['code=dog&display=Hund', { result: true, display: 'Dog' }],
    ['code=dog&displayLanguage=de', { result: true, display: 'Hund' }],
    ['code=dog&display=Wolf', { result: false, display: 'Dog', message: expect.stringContaining('Dog') }],
    ['code=wolf', { result: false, message: expect.stringContaining('no code of') }],
    ['code=mammal', { result: false, display: 'Mammal', message: expect.stringContaining('abstract') }],
    ['code=mammal&abstract=false', { result: false, display: 'Mammal', message: expect.stringContaining('abstract') }],
    ['code=mammal&abstract=true', { result: true, display: 'Mammal' }],
    ['code=dodo', { result: true, display: 'Dodo', message: expect.stringContaining('inactive') }],
  ])('%s', async (query, expected) => expect(said(await get(`${ask}&${query}`))).toEqual(expected))

  test('a code of another system is not in it', async () => {
    expect(said(await get(`ValueSet/$validate-code?url=${petSet.url}&system=${genders}&code=male`)).result).toBe(false)
  })

  test('a Coding, a CodeableConcept, a value set that is sent along', async () => {
    const asked = async (...parameter: object[]) => said(await post('ValueSet/pets/$validate-code', parameters(...parameter))).result
    expect(await asked({ name: 'coding', valueCoding: { system, code: 'dog' } })).toBe(true)
    expect(await asked({ name: 'coding', valueCoding: { code: 'dog' } })).toBe(false)
    const concept = (...codes: string[]) => ({
      name: 'codeableConcept',
      valueCodeableConcept: { coding: codes.map((code) => ({ system, code })) },
    })
    expect(await asked(concept('wolf', 'dog'))).toBe(true)
    expect(await asked(concept('wolf', 'bear'))).toBe(false)
    const cats = inline(
      { include: [{ system, concept: [{ code: 'cat', display: 'Kitty' }] }] },
      { name: 'coding', valueCoding: { system, code: 'cat', display: 'kitty' } },
    )
    expect(said(await post('ValueSet/$validate-code', cats))).toEqual({ result: true, display: 'Kitty' })
  })

  test('what cannot be told is neither yes nor no', async () => {
    const ask = 'ValueSet/$validate-code?url=http://hl7.org/fhir/ValueSet/condition-code&system=http://snomed.info/sct&code=1'
    expect(await refusal('GET', ask)).toEqual(['rule', 'not-found'])
    expect(await refusal('GET', `ValueSet/$validate-code?url=${petSet.url}&system=${system}&code=dog&systemVersion=1`)).toEqual([
      'rule',
      'not-found',
    ])
  })

  test.each<[string, string]>([
    ['a code without its system', `ValueSet/$validate-code?url=${petSet.url}&code=dog`],
    ['no code', `ValueSet/$validate-code?url=${petSet.url}`],
  ])('refused: %s', async (_what, url) => expect(await refusal('GET', url)).toEqual(['malformed', 'required']))
})

describe('CodeSystem/$validate-code', () => {
  test.each<[string, boolean]>([
    [`CodeSystem/$validate-code?url=${clinicalCodes}&code=relapse`, true],
    [`CodeSystem/$validate-code?url=${clinicalCodes}&code=relapse&version=4.0.1&display=RELAPSE`, true],
    [`CodeSystem/$validate-code?url=${clinicalCodes}&code=cured`, false],
    [`CodeSystem/pets/$validate-code?code=dog`, true],
    [`CodeSystem/pets/$validate-code?code=mammal`, false],
    [`CodeSystem/pets/$validate-code?code=mammal&abstract=true`, true],
    ['CodeSystem/$validate-code?url=urn:ietf:bcp:47&code=pt-BR', true],
    ['CodeSystem/$validate-code?url=urn:ietf:bcp:47&code=not_one', false],
  ])('%s', async (url, result) => expect(said(await get(url)).result).toBe(result))

  test('a Coding names its system by itself, and a code system may be sent along', async () => {
    const body = parameters({ name: 'coding', valueCoding: { system: clinicalCodes, code: 'relapse' } })
    expect(said(await post('CodeSystem/$validate-code', body)).result).toBe(true)
    expect(said(await post('CodeSystem/pets/$validate-code', body))).toMatchObject({ result: false })
    const sent = parameters({ name: 'codeSystem', resource: { ...pets, url: 'http://b.example' } }, { name: 'code', valueCode: 'cat' })
    expect(said(await post('CodeSystem/$validate-code', sent)).result).toBe(true)
  })

  test.each<[string, [string, ...string[]]]>([
    ['CodeSystem/$validate-code?url=http://nowhere.example&code=1', ['not-found', 'not-found']],
    ['CodeSystem/$validate-code?url=http://snomed.info/sct&code=1', ['rule', 'not-supported']],
    [`CodeSystem/$validate-code?url=${clinicalCodes}&code=relapse&version=9`, ['not-found', 'not-found']],
    ['CodeSystem/$validate-code?code=1', ['malformed', 'required']],
  ])('refused: %s', async (url, issues) => expect(await refusal('GET', url)).toEqual(issues))
})

describe('CodeSystem/$lookup', () => {
  test('name, version, display, designations, properties', async () => {
    expect(await get(`CodeSystem/$lookup?system=${system}&code=dog`)).toEqual(
      parameters(
        { name: 'name', valueString: 'Pets' },
        { name: 'version', valueString: '2' },
        { name: 'display', valueString: 'Dog' },
        {
          name: 'designation',
          part: [
            { name: 'language', valueCode: 'de' },
            { name: 'value', valueString: 'Hund' },
          ],
        },
        {
          name: 'property',
          part: [
            { name: 'code', valueCode: 'definition' },
            { name: 'value', valueString: 'It barks.' },
          ],
        },
        {
          name: 'property',
          part: [
            { name: 'code', valueCode: 'inactive' },
            { name: 'value', valueBoolean: false },
          ],
        },
        {
          name: 'property',
          part: [
            { name: 'code', valueCode: 'parent' },
            { name: 'value', valueCode: 'mammal' },
            { name: 'description', valueString: 'Mammal' },
          ],
        },
        {
          name: 'property',
          part: [
            { name: 'code', valueCode: 'child' },
            { name: 'value', valueCode: 'poodle' },
            { name: 'description', valueString: 'Poodle' },
          ],
        },
        {
          name: 'property',
          part: [
            { name: 'code', valueCode: 'legs' },
            { name: 'value', valueInteger: 4 },
          ],
        },
      ),
    )
  })

  test('only the properties that are named', async () => {
    const names = async (query: string) =>
      (await get(`CodeSystem/$lookup?system=${system}&code=dog&${query}`)).parameter
        .slice(3)
        .map(({ name, part }: Json) => (name === 'property' ? part[0].valueCode : name))
    expect(await names('property=parent&property=legs')).toEqual(['parent', 'legs'])
    expect(await names('property=lang.de')).toEqual(['designation'])
    expect(await names('property=lang.nl')).toEqual([])
    expect(said(await get(`CodeSystem/$lookup?system=${system}&code=dog&displayLanguage=de`)).display).toBe('Hund')
  })

  test('HL7: what it says of condition-clinical, active', async () => {
    const body = parameters({ name: 'coding', valueCoding: { system: clinicalCodes, code: 'active' } })
    const { parameter } = await post('CodeSystem/$lookup', body)
    const children = parameter.filter(({ part }: Json) => part?.[0].valueCode === 'child').map(({ part }: Json) => part[1].valueCode)
    expect(children).toEqual(['recurrence', 'relapse'])
  })

  test.each<[string, [string, ...string[]]]>([
    [`CodeSystem/$lookup?system=${system}&code=wolf`, ['not-found', 'not-found']],
    ['CodeSystem/$lookup?system=http://nowhere.example&code=1', ['not-found', 'not-found']],
    ['CodeSystem/$lookup?system=http://snomed.info/sct&code=1', ['rule', 'not-supported']],
    ['CodeSystem/$lookup?code=dog', ['malformed', 'required']],
    [`CodeSystem/$lookup?system=${system}`, ['malformed', 'required']],
    [`CodeSystem/$lookup?system=${system}&code=dog&version=1`, ['not-found', 'not-found']],
  ])('refused: %s', async (url, issues) => expect(await refusal('GET', url)).toEqual(issues))
})

describe('CodeSystem/$subsumes', () => {
  test.each<[string, string, string]>([
    ['active', 'recurrence', 'subsumes'],
    ['relapse', 'active', 'subsumed-by'],
    ['active', 'active', 'equivalent'],
    ['active', 'inactive', 'not-subsumed'],
    ['recurrence', 'relapse', 'not-subsumed'],
  ])('condition-clinical: %s and %s are %s', async (a, b, outcome) => {
    expect(said(await get(`CodeSystem/$subsumes?system=${clinicalCodes}&codeA=${a}&codeB=${b}`))).toEqual({ outcome })
  })

  test('over two levels, at the address, and by Codings', async () => {
    expect(said(await get('CodeSystem/pets/$subsumes?codeA=mammal&codeB=poodle'))).toEqual({ outcome: 'subsumes' })
    const coding = (name: string, code: string) => ({ name, valueCoding: { system, code } })
    expect(said(await post('CodeSystem/$subsumes', parameters(coding('codingA', 'poodle'), coding('codingB', 'mammal'))))).toEqual({
      outcome: 'subsumed-by',
    })
  })

  test.each<[string, [string, ...string[]]]>([
    [`CodeSystem/$subsumes?system=${system}&codeA=dog&codeB=wolf`, ['not-found', 'not-found']],
    [`CodeSystem/$subsumes?system=${system}&codeA=dog`, ['malformed', 'required']],
    ['CodeSystem/$subsumes?codeA=dog&codeB=cat', ['malformed', 'required']],
    [`CodeSystem/pets/$subsumes?system=${clinicalCodes}&codeA=dog&codeB=cat`, ['malformed', 'invalid']],
  ])('refused: %s', async (url, issues) => expect(await refusal('GET', url)).toEqual(issues))
})

test('a change takes effect with the next question', async () => {
  await caller.send('PUT', 'ValueSet/changing', { ...petSet, id: 'changing', url: 'http://a.example/vs/changing' })
  const ask = 'ValueSet/$validate-code?url=http://a.example/vs/changing&code=dog&system=http://a.example/pets'
  expect(said(await get(ask)).result).toBe(true)
  await caller.send('PUT', 'ValueSet/changing', {
    ...petSet,
    id: 'changing',
    url: 'http://a.example/vs/changing',
    compose: { include: [{ system, concept: [{ code: 'cat' }] }] },
  })
  expect(said(await get(ask)).result).toBe(false)
  await caller.send('DELETE', 'ValueSet/changing')
  expect(await refusal('GET', ask)).toEqual(['not-found', 'not-found'])
})

describe('in a search', () => {
  const ids = async (query: string) => (await get(`Observation?${query}`)).entry?.map(({ resource }: Json) => resource.id).sort() ?? []
  beforeAll(async () => {
    for (const code of ['dog', 'poodle', 'cat', 'dodo'])
      await caller.send('PUT', `Observation/${code}`, {
        ...{ resourceType: 'Observation', id: code, status: 'final' },
        code: { coding: [{ system, code }] },
      })
    const cats = { ...petSet, id: 'cats', url: 'http://a.example/vs/cats', compose: { include: [{ system, concept: [{ code: 'cat' }] }] } }
    await caller.send('PUT', 'ValueSet/cats', cats)
  })

  test.each([
    ['code:in=http://a.example/vs/cats', ['cat']],
    ['code:in=ValueSet/cats', ['cat']],
    ['code:in=http://localhost/fhir/R4/ValueSet/cats', ['cat']],
    ['code:in=http://a.example/vs/pets', ['cat', 'dodo', 'dog', 'poodle']],
    ['code:not-in=http://a.example/vs/cats', ['dodo', 'dog', 'poodle']],
    [`code:below=${system}|dog`, ['dog', 'poodle']],
    [`code:above=${system}|poodle`, ['dog', 'poodle']],
    [`code:below=${system}|cat,${system}|dodo`, ['cat', 'dodo']],
  ])('%s, by what is stored', async (query, expected) => expect(await ids(query)).toEqual(expected))

  test.each(['code:in=http://nowhere.example', 'code:in=ValueSet/nobody', 'code:below=http://nowhere.example|1'])(
    '%s is refused, not passed over',
    async (query) => {
      expect((await refusal('GET', `Observation?${query}`))[0]).toBe('malformed')
    },
  )
})

test('a stored value set binds what is written next, and no longer when it is gone', async () => {
  const profile = {
    ...{ resourceType: 'StructureDefinition', id: 'pet', url: 'http://a.example/pet', name: 'Pet', status: 'active', kind: 'resource' },
    ...{ abstract: false, type: 'Basic', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic', derivation: 'constraint' },
    differential: {
      element: [{ id: 'Basic.code', path: 'Basic.code', binding: { strength: 'required', valueSet: 'http://a.example/vs/bound' } }],
    },
  }
  const bound = { ...petSet, id: 'bound', url: 'http://a.example/vs/bound' }
  const write = (code: string) =>
    caller.send('POST', 'Basic', { resourceType: 'Basic', meta: { profile: [profile.url] }, code: { coding: [{ system, code }] } })
  await caller.send('PUT', 'StructureDefinition/pet', profile)
  expect((await write('wolf')).status).toBe(201)
  await caller.send('PUT', 'ValueSet/bound', bound)
  expect((await write('cat')).status).toBe(201)
  await expect(write('wolf')).rejects.toMatchObject({ kind: 'rule' })
  await caller.send('DELETE', 'ValueSet/bound')
  expect((await write('wolf')).status).toBe(201)
})

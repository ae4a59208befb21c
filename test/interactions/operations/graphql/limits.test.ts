import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildClientSchema, type GraphQLObjectType, getIntrospectionQuery, parse, validate, validateSchema } from 'graphql'
import { limits } from '#interactions/operations/graphql/limits.ts'
import { Schemas } from '#interactions/operations/graphql/schemas.ts'
import { resourceTypes } from '#interactions/resource-types.ts'
import { type Asker, mayDo, openAsker, records } from './asker.ts'

let asker: Asker
beforeAll(async () => {
  const many = Array.from({ length: limits.resources + 1 }, (_, n) => ({ resourceType: 'Basic', id: `b${n}`, code: { text: `${n}` } }))
  asker = await openAsker([...records, ...many])
})
afterAll(() => asker.caller.opened.close())

const times = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(' ')
const nested = (depth: number) =>
  `{ ${'Patient(id: ada) { '}${'contact { extension { '.repeat(0)}${'extension { '.repeat(depth)} url ${'} '.repeat(depth)} } }`

/** Two fragments that use the next pair twice, and so on: small to send, 2^n to carry out. */
const bomb = (n: number) =>
  `{ Patient(id: ada) { ...f0 } } ${times(n, (i) => `fragment f${i} on Patient { a${i}: id ...f${i + 1} b${i}: id ...f${i + 1} }`)} fragment f${n} on Patient { id }`

describe('each limit has its own error', () => {
  test.each([
    ['length', 'query-too-long', `{ Patient(id: ada) { id } } # ${'x'.repeat(limits.length)}`, `${limits.length} characters`],
    ['words', 'query-too-long', `{ Patient(id: ada) { id(${'a:1 '.repeat(limits.tokens / 3)}) } }`, `${limits.tokens} words`],
    ['depth', 'query-too-deep', nested(limits.depth), `${limits.depth} deep`],
    ['depth that would overflow the parser', 'query-too-deep', `${'{a'.repeat(2400)}${'}'.repeat(2400)}`, 'deep'],
    ['fields', 'too-many-fields', `{ Patient(id: ada) { ${times(limits.fields, (n) => `a${n}: id`)} } }`, `${limits.fields} fields`],
    ['aliases of searches', 'query-too-costly', `{ ${times(101, (n) => `a${n}: BasicList(_id: x) { id }`)} }`, `cost ${limits.cost}`],
    ['fragments in fragments', 'query-too-costly', bomb(40), 'far more'],
    [
      'statements',
      'too-many-lookups',
      `{ ConditionList { ${times(90, (n) => `c${n}: ConditionConnection(_reference: evidence_detail) { next }`)} } }`,
      `${limits.statements} times`,
    ],
    ['resources of a list', 'too-many-resources', '{ BasicList { id } }', 'More Basic resources'],
    [
      'resources of all lists',
      'too-many-resources',
      '{ a: BasicList(_count: 1500) { id } b: BasicList(_count: 1500, _sort: "_id") { id } }',
      'More Basic',
    ],
    [
      'FHIRPath',
      'invalid-parameter',
      `{ Patient(id: ada) { name(fhirpath: "${'a.'.repeat(100)}b") { family } } }`,
      `${limits.fhirpath} characters`,
    ],
    [
      'FHIRPath that makes a text longer and longer',
      'expression-too-costly',
      `{ Patient(id: ada) { name(fhirpath: "'a'${".replace('a','aaaaaaaaaaaaa')".repeat(6)}.exists()") { family } } }`,
      'a text of more than',
    ],
  ])('%s', async (_what, code, query, says) => {
    const { status, messages, errors } = await asker.refusal(query)
    expect([status, messages.length]).toEqual([400, 1])
    expect(errors[0].extensions.resource.issue[0].details.coding[0].code).toBe(code)
    expect(messages[0]).toContain(says)
  })

  test('values, however few resources they come from', async () => {
    const query = `{ BasicList(_count: 1000) { ${times(60, (n) => `a${n}: code { text }`)} } }`
    expect((await asker.refusal(query)).messages).toEqual([expect.stringContaining(`${limits.values} values`)])
  })

  test('long texts, asked for again and again', async () => {
    const data = 'QUJD'.repeat(250_000)
    const { store, access } = asker.caller.context
    await store.write(access, [{ act: 'create', resource: { resourceType: 'Binary', id: 'large', contentType: 'text/plain', data } }])
    expect((await asker.data('{ Binary(id: large) { data } }')).Binary.data).toHaveLength(data.length)
    const query = `{ Binary(id: large) { ${times(20, (n) => `a${n}: data`)} } }`
    expect((await asker.refusal(query)).messages).toEqual([expect.stringContaining(`${limits.values} values`)])
  })

  test('what stands at a limit is answered', async () => {
    expect(await asker.data(nested(limits.depth - 2))).toBeDefined()
    expect((await asker.data(`{ Patient(id: ada) { ${times(limits.fields - 1, (n) => `a${n}: id`)} } }`)).Patient.a498).toBe('ada')
    expect((await asker.data(`{ BasicList(_count: ${limits.resources}) { id } }`)).BasicList).toHaveLength(limits.resources)
  })
})

describe('hostile and wrong queries', () => {
  test.each([
    ['a mutation', 'mutation { PatientDelete(id: ada) { id } }', 'Only queries'],
    ['a subscription', 'subscription { Patient(id: ada) { id } }', 'Only queries'],
    [
      'a fragment that uses itself',
      '{ Patient(id: ada) { ...f } } fragment f on Patient { id ...f }',
      'Cannot spread fragment "f" within itself',
    ],
    ['two operations without a name', 'query A { __typename } query B { __typename }', 'operationName'],
    ['a field that is not there', '{ Patient(id: ada) { birthDat } }', 'Did you mean "birthDate"'],
    ['a type that is not there', '{ Patint(id: ada) { id } }', 'Did you mean "Patient"'],
    ['a search parameter that is not there', '{ PatientList(brthdate: "2020") { id } }', 'Did you mean "birthdate"'],
    ['the schema and data at once', '{ __schema { types { name } } PatientList { id } }', 'by itself'],
    [
      'a description of descriptions without end',
      `{ __schema { ${'types { fields { type { '.repeat(0)}types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
      'introspection depth',
    ],
    ['no operation', 'fragment f on Patient { id }', 'no operation|none at all'],
  ])('%s is refused', async (_what, query, says) => {
    const { status, messages } = await asker.refusal(query)
    expect(status).toBe(400)
    expect(messages.join()).toMatch(new RegExp(says))
  })

  test('nothing that was sent as a value comes back in an error', async () => {
    const secret = 'Rosalinda'
    for (const [query, variables] of [
      [`{ PatientList(_count: "${secret}") { id } }`, {}],
      [`{ Patient(id: ada) { name(_count: ${secret}) { family } } }`, {}],
      [`{ PatientList(birthdate: "${secret}") { id } }`, {}],
      [`{ Patient(id: ada) "${secret}" { id } }`, {}],
      [`{ Patient(id: ada) { generalPractitioner { resource(type: "${secret}") { id } } } }`, {}],
      [`{ Patient(id: ada) { name(family: ["${secret}"]) { family } } }`, {}],
      ['query($n: Int) { Patient(id: ada) { name(_count: $n) { family } } }', { n: secret }],
      ['query($n: [Int]) { Patient(id: ada) { name(_count: $n) { family } } }', { n: [1, { x: secret }] }],
      ['query($n: ResourceType) { Patient(id: ada) { generalPractitioner { resource(type: $n) { id } } } }', { n: secret }],
      [`{ Patient(id: ada) { name(fhirpath: "${secret} =") { family } } }`, {}],
      [`{ PatientConnection(_cursor: "${secret}") { next } }`, {}],
    ] as const) {
      const { errors } = await asker.refusal(query, { variables })
      expect([query, JSON.stringify(errors).includes(secret)]).toEqual([query, false])
    }
  })
})

describe('whatever is sent', () => {
  const words = fc.constantFrom(
    ...[
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ':',
      '!',
      '...',
      '@',
      '$',
      '$v',
      '"',
      '"""',
      '#',
      '\\',
      '|',
      '=',
      '&',
      '\u0000',
      '😀',
      '1',
      '-1',
      '1e400',
    ],
    ...[
      'query',
      'fragment',
      'on',
      'mutation',
      '__typename',
      '__schema',
      'Patient',
      'PatientList',
      'ConditionList',
      'PatientConnection',
      'null',
    ],
    ...[
      'id',
      'name',
      'family',
      'given',
      'resource',
      'generalPractitioner',
      'id: ada',
      '_reference: patient',
      'fhirpath: "use"',
      '_count: 1',
    ],
    ...[
      '@flatten',
      '@first',
      '@singleton',
      '@slice(path: "use")',
      '@skip(if: true)',
      '{ id }',
      '{ Patient(id: ada) { id } }',
      '{ name { family } }',
    ],
  )

  test('is answered or refused, and never breaks anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 25 }), fc.boolean(), async (sent, whole) => {
        const query = whole ? `{ Patient(id: ada) { ${sent.join(' ')} } }` : sent.join(' ')
        const answer = await asker.caller.send('POST', '$graphql', { query })
        expect([200, 400, 404]).toContain(answer.status)
        expect(JSON.parse(String(answer.text)).errors === undefined).toBe(answer.status === 200)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the schema', () => {
  test('of all types at once has a name for each', () => {
    const { shapes } = asker.caller.context.validator
    const schema = new Schemas(shapes).described(resourceTypes())
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toHaveLength(3 * 146)
    expect(validateSchema(schema)).toEqual([])
  })

  test('is described to tools, for the types that the caller may read or search', async () => {
    const partner = asker.as(mayDo({ Patient: 'rs', Condition: 's' }))
    const schema = buildClientSchema(await partner.data(getIntrospectionQuery()))
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort()).toEqual(
      ['Condition', 'ConditionConnection', 'ConditionList', 'Patient', 'PatientConnection', 'PatientList'].sort(),
    )
    const patient = Object.keys((schema.getType('Patient') as GraphQLObjectType).getFields())
    expect(patient).toEqual(expect.arrayContaining(['birthDate', '_birthDate', 'name', 'ConditionList', 'resourceType']))
    expect(schema.getDirectives().map(({ name }) => name)).toEqual(expect.arrayContaining(['flatten', 'first', 'singleton', 'slice']))
    const query =
      '{ PatientList(birthdate: "ge2019") { name(use: official) { family } ConditionList(_reference: patient) { code { text } } } }'
    expect(validate(schema, parse(query))).toEqual([])
  })

  test('of one resource has its fields at the root', async () => {
    const { __type: type } = await asker
      .as(mayDo({ Patient: 'r' }))
      .data('{ __type(name: "Patient") { kind fields { name } } }', { of: 'Patient/ada' })
    expect([type.kind, type.fields.some(({ name }: { name: string }) => name === 'birthDate')]).toEqual(['OBJECT', true])
  })
})

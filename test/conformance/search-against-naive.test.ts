import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type AccessPlan, ownAccess, type Sight } from '#auth/access-plan.ts'
import { paramsOver, severalTypes } from '#interactions/search/over-types.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import type { Clause, ResourceJson, SearchQuery } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'
import { naiveIncluded } from './naive-include.ts'
import { naiveSearch } from './naive-search.ts'

/** Searches tried; `SEARCH_TRIALS=20000` is the long run. */
const trials = Number(process.env.SEARCH_TRIALS ?? 1000)
const access = ownAccess('test')
const options = { handling: 'strict', base: 'http://localhost:8080/fhir/R4', defaultCount: 1000, maxCount: 1000 } as const

// Small pools, so that what is stored and what is asked for often meet, and often nearly do.
const code = fc.constantFrom('a', 'A', 'b', 'a,b', 'a|b')
const system = fc.constantFrom('http://s/1', 'http://s/1/2', 'http://s/12')
const day = fc.constantFrom('2024', '2023-12', '2024-01', '2024-01-31', '2024-02', '2024-02-01', '2024-02-29', '2024-03-10', '2024-11-03')
const moment = fc.constantFrom('2024-02-01T03:30:00Z', '2024-01-31T22:30:00-05:00', '2024-02-01T05:00:00.000Z', '2024-02-01T04:59:59.999Z')
const date = fc.oneof(day, moment)
const number = fc.constantFrom(0, 5, 5.4, 5.45, 5.5, -3, 99.5, 100, 105, 0.002, 1e-7)
const word = fc.constantFrom(
  'Müller',
  'muller',
  'Mull',
  'de la Cruz',
  "O'Brien",
  'Ana',
  'ana maria',
  `Long${'g'.repeat(500)}`,
  'a, b',
  '%_',
)
// Each type counts its own from nought, so the same id stands for several resources; x is nobody's.
const id = fc.constantFrom('0', '1', '2', '3', 'x')

const coding = fc.record({ system, code, display: word }, { requiredKeys: [] })
const identifier = fc.record(
  { system, value: code, type: fc.record({ coding: fc.array(fc.record({ system, code }, { requiredKeys: [] }), { maxLength: 2 }) }) },
  { requiredKeys: [] },
)
const concept = fc.record({ coding: fc.array(coding, { maxLength: 2 }), text: word }, { requiredKeys: [] })
const quantity = fc.record({ value: number, system, code, unit: code, comparator: fc.constantFrom('<', '>=') }, { requiredKeys: ['value'] })
const period = fc.record({ start: date, end: date }, { requiredKeys: [] })
const reference = fc.oneof(
  fc.tuple(fc.constantFrom('Patient', 'Group'), id).map(([type, target]) => ({ reference: `${type}/${target}` })),
  fc.constantFrom(
    { reference: `${options.base}/Patient/1` },
    { reference: 'https://elsewhere.example.org/Patient/1' },
    { reference: '#in' },
  ),
)
const meta = fc.record(
  {
    tag: fc.array(coding, { maxLength: 2 }),
    profile: fc.array(fc.constantFrom('http://p/1', 'http://p/1|2', 'http://p/1/x', 'http://p/12'), { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

const contents: fc.Arbitrary<object> = fc.oneof(
  fc.record(
    {
      resourceType: fc.constant('Observation'),
      meta,
      code: concept,
      category: fc.array(concept, { maxLength: 2 }),
      subject: reference,
      hasMember: fc.array(
        id.map((target) => ({ reference: `Observation/${target}` })),
        { maxLength: 2 },
      ),
      effectiveDateTime: date,
      effectivePeriod: period,
      valueQuantity: quantity,
      valueString: word,
      status: code,
      component: fc.array(
        fc.record({ code: concept, valueQuantity: quantity, valueCodeableConcept: concept }, { requiredKeys: ['code'] }),
        {
          maxLength: 3,
        },
      ),
    },
    { requiredKeys: ['resourceType'] },
  ),
  fc.record(
    {
      resourceType: fc.constant('Patient'),
      meta,
      name: fc.array(fc.record({ family: word, given: fc.array(word, { maxLength: 2 }) }, { requiredKeys: [] }), { maxLength: 2 }),
      birthDate: day,
      active: fc.boolean(),
      deceasedBoolean: fc.boolean(),
      generalPractitioner: fc.array(
        fc.oneof(
          id.map((target) => ({ reference: `Practitioner/${target}` })),
          fc.constant({ reference: 'https://elsewhere.example.org/Practitioner/1' }),
        ),
        { maxLength: 2 },
      ),
      link: fc.array(
        id.map((target) => ({ other: { reference: `Patient/${target}` } })),
        { maxLength: 1 },
      ),
      identifier: fc.array(identifier, { maxLength: 2 }),
    },
    { requiredKeys: ['resourceType'] },
  ),
  fc.record(
    {
      resourceType: fc.constant('RiskAssessment'),
      prediction: fc.array(fc.record({ probabilityDecimal: number }), { maxLength: 2 }),
      subject: reference,
    },
    { requiredKeys: ['resourceType'] },
  ),
  fc.record({
    resourceType: fc.constant('List'),
    entry: fc.array(
      fc.tuple(fc.constantFrom('Patient', 'Observation', 'Practitioner'), id).map(([type, target]) => ({
        item: { reference: `${type}/${target}` },
      })),
      { maxLength: 3 },
    ),
    subject: reference,
    status: code,
  }),
  fc.record(
    {
      resourceType: fc.constant('Practitioner'),
      name: fc.array(fc.record({ family: word }), { maxLength: 2 }),
      identifier: fc.array(identifier, { maxLength: 2 }),
    },
    { requiredKeys: ['resourceType'] },
  ),
)

const escaped = (text: string) => text.replace(/[\\,|$]/g, (sign) => `\\${sign}`)
const prefix = fc.constantFrom('', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap')
const many = (value: fc.Arbitrary<string>) => fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => values.join())
const token = fc.oneof(
  code.map(escaped),
  fc.tuple(system, code).map(([space, name]) => `${space}|${escaped(name)}`),
  code.map((name) => `|${escaped(name)}`),
  system.map((space) => `${space}|`),
)
const tokens = many(token)
const typed = many(fc.tuple(system, code, code).map(([space, type, value]) => `${space}|${escaped(type)}|${escaped(value)}`))
const dates = many(fc.tuple(prefix, date).map((parts) => parts.join('')))
const numberText = fc.constantFrom('5', '5.0', '5.4', '5.45', '5.5', '100', '1e2', '-3', '0', '2e-3', '0.0020', '105')
const numbers = many(fc.tuple(prefix, numberText).map((parts) => parts.join('')))
const amount = fc
  .tuple(
    prefix,
    numberText,
    fc.oneof(
      fc.constant(''),
      system.map((space) => `|${space}`),
      code.map((unit) => `||${escaped(unit)}`),
      fc.tuple(system, code).map(([space, unit]) => `|${space}|${escaped(unit)}`),
    ),
  )
  .map((parts) => parts.join(''))
const quantities = many(amount)
const joined = (...parts: fc.Arbitrary<string>[]) => many(fc.tuple(...parts).map((values) => values.join('$')))
const words = many(word.map(escaped))
const references = many(
  fc.oneof(
    id,
    id.map((target) => `Patient/${target}`),
    fc.constantFrom(`${options.base}/Patient/1`, 'https://elsewhere.example.org/Patient/1'),
  ),
)
const uris = many(fc.constantFrom('http://p/1', 'http://p/1|2', 'http://p/1/x', 'http://p', 'http://p/1/x/y', 'http://p/2').map(escaped))
const said = fc.constantFrom('true', 'false')

const pair = (names: string[], value: fc.Arbitrary<string>) => fc.tuple(fc.constantFrom(...names), value)
const missing = (...codes: string[]) =>
  pair(
    codes.map((each) => `${each}:missing`),
    said,
  )
const pairs: Record<string, fc.Arbitrary<[string, string]>> = {
  Observation: fc.oneof(
    pair(['code', 'category', 'status', '_tag'], tokens),
    pair(['code:not', 'category:not', 'status:not', '_tag:not'], tokens),
    pair(['subject:identifier', 'patient:identifier'], tokens),
    pair(['code:text', 'category:text', '_tag:text'], words),
    pair(['code-value-quantity', 'component-code-value-quantity', 'combo-code-value-quantity'], joined(token, amount)),
    pair(['combo-code-value-concept'], joined(token, token)),
    pair(['code-value-string'], joined(token, word.map(escaped))),
    pair(['date'], dates),
    pair(['subject', 'subject:Patient', 'patient'], many(id)),
    pair(['subject', 'patient'], references),
    pair(['value-quantity'], quantities),
    pair(['value-string', 'value-string:exact', 'value-string:contains'], words),
    pair(['_profile', '_profile:below', '_profile:above'], uris),
    missing('combo-code-value-quantity', 'code', 'date', 'subject', 'value-quantity', 'value-string', '_profile'),
  ),
  Patient: fc.oneof(
    pair(['name', 'family', 'given', 'name:exact', 'family:contains'], words),
    pair(['birthdate'], dates),
    pair(['identifier', 'identifier:not'], tokens),
    pair(['identifier:of-type'], typed),
    pair(['active', 'deceased'], said),
    pair(['general-practitioner'], many(fc.oneof(id, fc.constant('https://elsewhere.example.org/Practitioner/1')))),
    missing('name', 'birthdate', 'identifier', 'active'),
  ),
  Practitioner: fc.oneof(pair(['name', 'family:exact'], words), pair(['identifier'], tokens)),
  RiskAssessment: fc.oneof(pair(['probability'], numbers), pair(['subject'], references), missing('probability')),
}
const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
const term: Record<string, fc.Arbitrary<string>> = {
  Observation: fc.oneof(
    fc
      .tuple(fc.constantFrom('eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap', 'po', 'co'), date)
      .map(([operator, value]) => `date ${operator} ${value}`),
    fc
      .tuple(fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le'), word)
      .map(([operator, value]) => `value-string ${operator} ${quoted(value)}`),
    fc.tuple(fc.constantFrom('eq', 'lt', 'ge'), numberText).map(([operator, value]) => `value-quantity ${operator} ${value}`),
    fc.tuple(system, fc.constantFrom('a', 'b')).map(([space, name]) => `code eq ${space}|${name}`),
    fc.tuple(fc.constantFrom('subject', 'code', 'value-string'), said).map(([name, value]) => `${name} pr ${value}`),
    id.map((target) => `subject re Patient/${target}`),
    word.map((value) => `patient.family sw ${quoted(value)}`),
    fc.tuple(said, word).map(([active, value]) => `subject:Patient[active eq ${active}].family co ${quoted(value)}`),
    fc.tuple(number, number).map(([one, other]) => `_has:Observation:has-member:value-quantity ge ${Math.min(one, other)}`),
  ),
}
const filter = fc.letrec<{ all: string; one: string }>((tie) => ({
  one: fc.oneof(
    { weight: 3, arbitrary: term.Observation! },
    { weight: 1, arbitrary: tie('all').map((inner) => `(${inner})`) },
    tie('all').map((inner) => `not (${inner})`),
  ),
  all: fc.oneof(
    { maxDepth: 2 },
    term.Observation!,
    fc
      .array(fc.tuple(fc.constantFrom(' and ', ' or '), tie('one')), { minLength: 2, maxLength: 3 })
      .map((list) => list.map(([joint, one], n) => (n === 0 ? one : joint + one)).join('')),
  ),
})).all
const under = (prefixes: string[], rest: fc.Arbitrary<[string, string]>) =>
  fc.tuple(fc.constantFrom(...prefixes), rest).map(([prefix, [name, value]]): [string, string] => [`${prefix}${name}`, value])
const near = { ...pairs }
const listed = pair(['_list'], fc.constantFrom('0', '1', '2', '3', '4', 'x'))
pairs.Patient = fc.oneof(
  { weight: 2, arbitrary: near.Patient! },
  under(['_has:Observation:patient:', '_has:Observation:subject:', '_has:Observation:subject:has-member.'], near.Observation!),
  under(['_has:RiskAssessment:subject:', '_has:Patient:link:_has:RiskAssessment:patient:'], near.RiskAssessment!),
  under(['link:Patient.', 'link:Patient.link:Patient.', '_has:Observation:subject:patient.'], near.Patient!),
  under(['general-practitioner:Practitioner.'], near.Practitioner!),
  listed,
)
pairs.Observation = fc.oneof(
  { weight: 2, arbitrary: near.Observation! },
  under(['patient.', 'subject:Patient.', 'has-member.patient.', 'patient.link:Patient.'], near.Patient!),
  under(['has-member.', '_has:Observation:has-member:', 'patient._has:Observation:subject:'], near.Observation!),
  under(['patient.general-practitioner:Practitioner.'], near.Practitioner!),
  pair(['_filter'], filter),
  listed,
)
pairs.List = fc.oneof(
  pair(['status', 'status:not'], tokens),
  pair(['item', 'subject', 'item:Observation'], many(id)),
  under(['item:Observation.'], near.Observation!),
  under(['item:Patient.', 'patient.'], near.Patient!),
)
pairs.Practitioner = fc.oneof(
  near.Practitioner!,
  under(['_has:Patient:general-practitioner:'], near.Patient!),
  under(['_has:Patient:general-practitioner:_has:Observation:patient:'], near.Observation!),
)
const asked = fc
  .constantFrom(...Object.keys(pairs))
  .chain((type) => fc.tuple(fc.constant(type), fc.array(pairs[type]!, { minLength: 1, maxLength: 3 })))

/** Searches over two or three types at once, by what they have in common. */
const overTypes = fc.tuple(
  fc.subarray(Object.keys(pairs), { minLength: 2, maxLength: 3 }),
  fc.array(
    fc.oneof(
      pair(['_tag', '_tag:not'], tokens),
      pair(['_profile', '_profile:below', '_profile:above'], uris),
      pair(['_id'], many(id)),
      missing('_tag', '_profile'),
      listed,
    ),
    { minLength: 1, maxLength: 2 },
  ),
)

/** Callers who may see some types only, and of some of those only what meets a condition. */
const plans = fc.record({
  // More often all of them than not: otherwise most of what is asked is refused.
  types: fc.oneof(fc.constant(Object.keys(pairs)), fc.subarray(Object.keys(pairs), { minLength: 1 })),
  patients: fc.constantFrom<Sight>('everything', [{ clauses: [{ kind: 'token', param: 'active', values: [{ code: 'true' }] }] }], []),
  observations: fc.constantFrom<Sight>(
    'everything',
    [{ clauses: [{ kind: 'token', param: 'status', values: [{ code: 'a' }] }] }],
    [
      { clauses: [{ kind: 'id', values: ['0', '1', '2', '3'] }] },
      { clauses: [{ kind: 'token', param: 'status', values: [{ code: 'b' }] }] },
    ],
  ),
})

/** The types that a clause leads to; who may not search one of them may not ask. */
function typesNamed(clause: Clause): string[] {
  if (clause.kind === 'chain') return clause.to.flatMap((one) => [one.type, ...typesNamed(one.clause)])
  if (clause.kind === 'has') return [clause.source, ...typesNamed(clause.clause)]
  if (clause.kind === 'none') return typesNamed(clause.clause)
  return clause.kind === 'all' || clause.kind === 'any' ? clause.clauses.flatMap(typesNamed) : []
}

describe('the database finds what http://hl7.org/fhir/R4/search.html says, neither more nor less', () => {
  let opened: TestStore
  let stored: ResourceJson[]

  beforeAll(async () => {
    opened = await openTestStore()
    const counted = new Map<string, number>()
    stored = fc.sample(contents, { numRuns: 150, seed: 20240131 }).map((content) => {
      const { resourceType } = content as ResourceJson
      const n = counted.get(resourceType) ?? 0
      counted.set(resourceType, n + 1)
      return { ...content, id: String(n) } as ResourceJson
    })
    await opened.store.write(
      access,
      stored.map((resource) => ({ act: 'create', resource })),
    )
  })
  afterAll(() => opened.close())

  /** Ids on all pages of a search. */
  async function everyPage(query: SearchQuery): Promise<string[]> {
    const ids: string[] = []
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const page = await opened.store.search(access, { ...query, after })
      ids.push(...page.matches.map(({ id: found }) => found))
      after = page.next
    }
    return ids
  }

  test('any search finds the same as looking at every resource', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ([type, list]) => {
        const { query } = parseSearch(type, new URLSearchParams(list), options)
        const wanted = naiveSearch(stored, query).map(({ id: found }) => found)
        const page = await opened.store.search(access, { ...query, total: 'accurate' })
        expect(page.matches.map(({ id: found }) => found).sort()).toEqual(wanted.sort())
        expect(page.total).toBe(wanted.length)
      }),
      { numRuns: trials },
    )
  }, 3_600_000)

  test('a search over several types finds what each of them has', async () => {
    await fc.assert(
      fc.asyncProperty(overTypes, async ([types, list]) => {
        const { query } = parseSearch(severalTypes, new URLSearchParams(list), { ...options, types, params: paramsOver(types) })
        const name = ({ type, id: found }: { type: string; id: string }) => `${type}/${found}`
        const wanted = types.flatMap((type) => naiveSearch(stored, { ...query, type }).map(({ id: found }) => `${type}/${found}`))
        const page = await opened.store.search(access, { ...query, total: 'accurate' })
        expect(page.matches.map(name).sort()).toEqual(wanted.sort())
        expect(page.total).toBe(wanted.length)
      }),
      { numRuns: Math.ceil(trials / 10) },
    )
  }, 3_600_000)

  test('what a caller may not see is not there: not as a match, nor at the end of a chain, nor to be counted', async () => {
    await fc.assert(
      fc.asyncProperty(plans, asked, async ({ types, patients, observations }, [type, list]) => {
        const sight = (of: string): Sight => (of === 'Patient' ? patients : of === 'Observation' ? observations : 'everything')
        const plan: AccessPlan = {
          ...access,
          allows: (_permission, of) => types.includes(of),
          searchable: new Set(types),
          sight: (_permission, of) => (types.includes(of) ? sight(of) : []),
        }
        const { query } = parseSearch(type, new URLSearchParams(list), options)
        const world = stored.filter((one) => {
          const ways = types.includes(one.resourceType) ? sight(one.resourceType) : []
          if (ways === 'everything') return true
          return ways.some(({ clauses = [] }) => naiveSearch([one], { type: one.resourceType, clauses: [...clauses] }).length === 1)
        })
        if ([type, ...query.clauses.flatMap(typesNamed)].some((one) => !types.includes(one))) {
          await expect(opened.store.search(plan, query)).rejects.toMatchObject({ kind: 'forbidden' })
          return
        }
        const wanted = naiveSearch(world, query).map(({ id: found }) => found)
        const page = await opened.store.search(plan, { ...query, total: 'accurate' })
        expect(page.matches.map(({ id: found }) => found).sort()).toEqual(wanted.sort())
        expect(page.total).toBe(wanted.length)
      }),
      { numRuns: Math.ceil(trials / 4) },
    )
  }, 3_600_000)

  test('what a page brings along is what it names, and what names it, as far as it is asked', async () => {
    const rules: Record<string, [string, string][]> = {
      Observation: [
        ['_include', 'Observation:subject'],
        ['_include', 'Observation:subject:Patient'],
        ['_include', 'Observation:*'],
        ['_include:iterate', 'Observation:has-member'],
        ['_include:iterate', 'Patient:link'],
        ['_include:iterate', 'Patient:general-practitioner:Practitioner'],
        ['_revinclude:iterate', 'RiskAssessment:patient'],
        ['_revinclude', 'Observation:has-member'],
        ['_revinclude', '*'],
      ],
      Patient: [
        ['_include', 'Patient:*'],
        ['_include:iterate', 'Patient:link'],
        ['_revinclude', 'Observation:subject'],
        ['_revinclude', 'RiskAssessment:*'],
        ['_revinclude', '*'],
        ['_revinclude:iterate', 'Observation:*'],
        ['_revinclude:iterate', 'Patient:link'],
      ],
    }
    const search = fc
      .constantFrom(...Object.keys(rules))
      .chain((type) => fc.tuple(fc.constant(type), fc.subarray(rules[type]!, { minLength: 1 }), fc.integer({ min: 1, max: 4 })))
    await fc.assert(
      fc.asyncProperty(search, async ([type, pairsAsked, count]) => {
        const { query } = parseSearch(type, new URLSearchParams([...pairsAsked, ['_count', String(count)]]), options)
        const page = await opened.store.search(access, query)
        const onPage = page.matches.map(({ id: found }) => stored.find((one) => one.resourceType === type && one.id === found)!)
        const names = (list: { type?: string; resourceType?: string; id: string }[]) =>
          list.map((one) => `${one.type ?? one.resourceType}/${one.id}`).sort()
        expect(names(page.included)).toEqual(names(naiveIncluded(stored, onPage, query) as never))
      }),
      { numRuns: 60 },
    )
  })

  test('pages of any size, in any order, hold each match once', async () => {
    const keys: Record<string, string[]> = {
      Observation: ['date', '-date', 'code', 'value-quantity', '-value-string', 'subject', '_lastUpdated', '_id', '-_profile'],
      Patient: ['name', '-birthdate', 'identifier', 'active', '-_id'],
      RiskAssessment: ['probability', '-probability', 'subject'],
    }
    const search = fc
      .constantFrom(...Object.keys(keys))
      .chain((type) =>
        fc.tuple(
          fc.constant(type),
          fc.uniqueArray(fc.constantFrom(...keys[type]!), { maxLength: 3, selector: (key) => key.replace('-', '') }),
          fc.integer({ min: 1, max: 30 }),
        ),
      )
    await fc.assert(
      fc.asyncProperty(search, async ([type, sort, count]) => {
        const sorted: [string, string][] = sort.length > 0 ? [['_sort', sort.join()]] : []
        const { query } = parseSearch(type, new URLSearchParams([...sorted, ['_count', String(count)]]), options)
        const inOrder = (await opened.store.search(access, { ...query, count: 1000 })).matches.map(({ id: found }) => found)
        expect([...inOrder].sort()).toEqual(
          stored
            .filter(({ resourceType }) => resourceType === type)
            .map(({ id: found }) => found)
            .sort(),
        )
        expect(await everyPage(query)).toEqual(inOrder)
      }),
      { numRuns: 40 },
    )
  })
})

import { describe, expect, test } from '@jest/globals'
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import { limits } from '#interactions/search/limits.ts'
import { parseSearch, type SearchOptions } from '#interactions/search/parse.ts'

const base = 'https://ehr.example.org/fhir/R4'
const options: SearchOptions = { handling: 'strict', base, defaultCount: 20, maxCount: 100 }

const parse = (type: string, query: string, more: Partial<SearchOptions> = {}) =>
  parseSearch(type, new URLSearchParams(query), { ...options, ...more })

/** The one clause that a query makes. */
function clause(type: string, query: string) {
  const { clauses } = parse(type, query).query
  expect(clauses).toHaveLength(1)
  return clauses[0]
}

/** What a search is refused with. */
function refusal(type: string, query: string, more: Partial<SearchOptions> = {}): readonly Issue[] {
  try {
    parse(type, query, more)
  } catch (error) {
    expect(error).toBeInstanceOf(FhirError)
    expect((error as FhirError).kind).toBe('malformed')
    return (error as FhirError).issues
  }
  throw new Error(`not refused: ${type}?${query}`)
}

describe('tokens (http://hl7.org/fhir/R4/search.html#token)', () => {
  test.each([
    ['status=active', { values: [{ code: 'active' }] }],
    ['status=active,completed', { values: [{ code: 'active' }, { code: 'completed' }] }],
    ['category=http://x|ICP', { values: [{ system: 'http://x', code: 'icp' }] }],
    ['category=|icp', { values: [{ system: '', code: 'icp' }] }],
    ['category=http://x|', { values: [{ system: 'http://x' }] }],
    // The system that a plain code implies is not said in the resource; more in implied-system.test.ts.
    ['status=http://hl7.org/fhir/request-status|active', { values: [{ code: 'active' }] }],
    ['status=http://elsewhere.example.org|active', { values: [{ system: 'http://elsewhere.example.org', code: 'active' }] }],
    ['status=|active', { values: [{ system: '', code: 'active' }] }],
    ['category=a\\|b|c\\,d', { values: [{ system: 'a|b', code: 'c,d' }] }],
    ['category:not=x|icp', { not: true, values: [{ system: 'x', code: 'icp' }] }],
  ])('%s', (query, rest) => {
    const param = query.split(/[:=]/)[0]
    expect(clause('CarePlan', query)).toEqual({ kind: 'token', param, ...rest })
  })

  test.each(['status=', 'status=active,', 'category=|'])('%s says nothing', (query) => {
    expect(refusal('CarePlan', query)[0]!.details).toBe('invalid-search-value')
  })

  test('a yes-or-no element takes true and false, whatever system is claimed', () => {
    expect(clause('Patient', 'active=true')).toEqual({ kind: 'token', param: 'active', values: [{ code: 'true' }] })
    expect(clause('Patient', 'deceased=http://x|false')).toEqual({ kind: 'token', param: 'deceased', values: [{ code: 'false' }] })
    expect(refusal('Patient', 'active=yes')[0]!.diagnostics).toContain('true or false')
  })
})

describe('references (http://hl7.org/fhir/R4/search.html#reference)', () => {
  test.each([
    ['CarePlan', 'subject=Patient/1', { type: 'Patient', id: '1' }],
    ['CarePlan', 'subject=1', { id: '1' }],
    ['CarePlan', 'subject:Patient=1', { type: 'Patient', id: '1' }],
    ['CarePlan', 'subject:Patient=Patient/1', { type: 'Patient', id: '1' }],
    ['CarePlan', `subject=${base}/Patient/1`, { type: 'Patient', id: '1' }],
    ['CarePlan', 'subject=https://elsewhere.example.org/Patient/1', { url: 'https://elsewhere.example.org/Patient/1' }],
    // `patient` leads to patients only, so the type is known.
    ['CarePlan', 'patient=1', { type: 'Patient', id: '1' }],
    ['CarePlan', 'instantiates-canonical=http://x/p|1.0', { url: 'http://x/p|1.0' }],
    ['Patient', 'organization=organization/123', { url: 'organization/123' }],
  ])('%s?%s', (type, query, value) => {
    const param = query.split(/[:=]/)[0]
    expect(clause(type, query)).toEqual({ kind: 'reference', param, values: [value] })
  })

  test('the identifier of a logical reference is a token', () => {
    expect(clause('CarePlan', 'subject:identifier=urn:x|AB1')).toEqual({
      kind: 'token',
      param: 'subject:identifier',
      values: [{ system: 'urn:x', code: 'ab1' }],
    })
    expect(refusal('CarePlan', 'subject:identifier=')[0]!.details).toBe('invalid-search-value')
  })

  test('a type that the parameter cannot lead to is no modifier of it', () => {
    expect(refusal('CarePlan', 'subject:Organization=1')[0]!.details).toBe('unsupported-modifier')
    expect(refusal('CarePlan', 'subject:Patient=Group/1')[0]!.details).toBe('invalid-search-value')
  })
})

describe('dates (http://hl7.org/fhir/R4/search.html#date)', () => {
  test.each([
    ['2024-01-31', 'eq', '2024-01-31T05:00:00.000Z', '2024-02-01T05:00:00.000Z'],
    ['ge2024-02', 'ge', '2024-02-01T05:00:00.000Z', '2024-03-01T05:00:00.000Z'],
    ['lt2024', 'lt', '2024-01-01T05:00:00.000Z', '2025-01-01T05:00:00.000Z'],
    ['sa2024-01-31T22:30:00-05:00', 'sa', '2024-02-01T03:30:00.000Z', '2024-02-01T03:30:01.000Z'],
    ['ap2024-02-22T00:00:00Z', 'ap', '2024-02-22T00:00:00.000Z', '2024-02-22T00:00:01.000Z'],
  ])('%s', (value, prefix, low, high) => {
    expect(clause('CarePlan', `date=${encodeURIComponent(value)}`)).toEqual({
      kind: 'date',
      param: 'date',
      ranges: [{ prefix, low, high }],
    })
  })

  test('a plus sign that the query string turned into a blank is still a plus', () => {
    expect(clause('CarePlan', 'date=2024-01-31T10:00:00+01:00')).toEqual(clause('CarePlan', 'date=2024-01-31T09:00:00Z'))
  })

  test.each(['xx2024', '2024-02-30', 'tomorrow', 'eq', 'GE2024', ''])('%j is refused', (value) => {
    expect(refusal('CarePlan', `date=${value}`)[0]!.details).toBe('invalid-search-value')
  })

  test('of the row itself', () => {
    expect(clause('CarePlan', '_lastUpdated=gt2024-01-01T00:00:00Z')).toEqual({
      kind: 'lastUpdated',
      ranges: [{ prefix: 'gt', low: '2024-01-01T00:00:00.000Z', high: '2024-01-01T00:00:01.000Z' }],
    })
    expect(clause('CarePlan', '_id=a,b')).toEqual({ kind: 'id', values: ['a', 'b'] })
    expect(refusal('CarePlan', '_id=a b')[0]!.details).toBe('invalid-search-value')
  })
})

describe('strings, numbers, quantities, uris', () => {
  test.each([
    ['family=M%C3%BCller', { match: 'starts', values: ['muller'] }],
    ['family:exact=M%C3%BCller', { match: 'exact', values: ['Müller'] }],
    ['family:contains=LLE', { match: 'contains', values: ['lle'] }],
    ['family=Smith,Ander', { match: 'starts', values: ['smith', 'ander'] }],
    ['family=Richard\\,Muller', { match: 'starts', values: ['richard,muller'] }],
  ])('%s', (query, rest) => {
    expect(clause('Patient', query)).toEqual({ kind: 'string', param: 'family', ...rest })
  })

  test('a number', () => {
    expect(clause('RiskAssessment', 'probability=ge0.50')).toEqual({
      kind: 'number',
      param: 'probability',
      ranges: [{ prefix: 'ge', value: '0.50', low: '0.495', high: '0.505' }],
    })
    expect(refusal('RiskAssessment', 'probability=half')[0]!.details).toBe('invalid-search-value')
  })

  test.each([
    ['5.4', {}],
    // A unit that no other is compared with; more in units/comparable.test.ts.
    ['5.4|http://unitsofmeasure.org|[drp]', { system: 'http://unitsofmeasure.org', code: '[drp]' }],
    ['5.4||mg', { code: 'mg' }],
    ['5.4|http://unitsofmeasure.org', { system: 'http://unitsofmeasure.org' }],
  ])('a quantity %s', (value, rest) => {
    const range = { prefix: 'eq', value: '5.4', low: '5.35', high: '5.45', ...rest }
    expect(clause('Observation', `value-quantity=${value}`)).toEqual({ kind: 'quantity', param: 'value-quantity', ranges: [range] })
  })

  test.each(['5|a|b|c', '|a|b', 'x|a|b'])('no quantity: %s', (value) => {
    expect(refusal('Observation', `value-quantity=${value}`)[0]!.details).toBe('invalid-search-value')
  })

  test.each([
    ['url=http://x/y', 'exact'],
    ['url:below=http://x/y', 'below'],
    ['url:above=http://x/y', 'above'],
  ])('%s', (query, match) => {
    expect(clause('ValueSet', query)).toEqual({ kind: 'uri', param: 'url', match, values: ['http://x/y'] })
  })

  test('nothing is above or below a URN', () => {
    expect(clause('ValueSet', 'url:below=urn:oid:1.2,http://x')).toEqual({
      kind: 'uri',
      param: 'url',
      match: 'below',
      values: ['http://x'],
    })
    expect(clause('ValueSet', 'url:above=urn:oid:1.2')).toEqual({ kind: 'uri', param: 'url', match: 'above', values: [] })
  })

  test.each([
    ['birthdate:missing=true', { param: 'birthdate', of: 'date', missing: true }],
    ['general-practitioner:missing=false', { param: 'general-practitioner', of: 'reference', missing: false }],
  ])('%s', (query, rest) => {
    expect(clause('Patient', query)).toEqual({ kind: 'missing', ...rest })
  })

  test('":missing" takes true or false', () => {
    expect(refusal('Patient', 'birthdate:missing=maybe')[0]!.details).toBe('invalid-search-value')
  })
})

describe('how the result is to look (http://hl7.org/fhir/R4/search.html#return)', () => {
  test('nothing said: the usual page, uncounted', () => {
    expect(parse('Task', '').query).toEqual({ type: 'Task', clauses: [], sort: [], count: 20, total: 'none', include: [], revinclude: [] })
  })

  test.each([
    ['_count=7', { count: 7, total: 'none' }],
    ['_count=5000', { count: 100, total: 'none' }],
    ['_count=0', { count: 0, total: 'accurate' }],
    ['_summary=count', { count: 0, total: 'accurate' }],
    ['_summary=count&_count=7', { count: 0, total: 'accurate' }],
    ['_total=accurate', { total: 'accurate' }],
    ['_total=estimate', { total: 'accurate' }],
    ['_total=none', { total: 'none' }],
  ])('%s', (query, part) => {
    expect(parse('Task', query).query).toMatchObject(part)
  })

  test.each(['_count=-1', '_count=ten', '_count=1.5', '_total=some', '_summary=brief', '_pretty=1', '_elements=a.b', '_count=1&_count=2'])(
    '%s is refused',
    (query) => {
      expect(refusal('Task', query)[0]!.details).toBe('invalid-search-value')
    },
  )

  test('sorting by several keys', () => {
    expect(parse('Task', '_sort=due,-_lastUpdated,_id').query.sort).toEqual([
      { param: 'due', kind: 'date', descending: false },
      { param: '_lastUpdated', kind: 'lastUpdated', descending: true },
      { param: '_id', kind: 'id', descending: false },
    ])
    for (const query of ['_sort=nothing', '_sort=due,-due', '_sort=']) expect(refusal('Task', query)[0]!.expression).toEqual(['http._sort'])
  })

  test('an unknown sort key is refused even of a lenient client, as the order would be a lie', () => {
    expect(refusal('Task', '_sort=nothing', { handling: 'lenient' })).toHaveLength(1)
  })

  test('includes', () => {
    const { include, revinclude } = parse(
      'CarePlan',
      '_include=CarePlan:goal&_include=CarePlan:subject:Patient&_include=*&_revinclude=Provenance:target&_revinclude=Task:*&_revinclude=*',
    ).query
    expect(include).toEqual([
      { source: 'CarePlan', param: 'goal' },
      { source: 'CarePlan', param: 'subject', target: 'Patient' },
      { source: 'CarePlan', param: '*' },
    ])
    expect(revinclude).toEqual([
      { source: 'Provenance', param: 'target' },
      { source: 'Task', param: '*' },
      { source: '*', param: '*' },
    ])
  })

  test.each([
    '_include=goal',
    '_include=CarePlan:nothing',
    '_include=CarePlan:status',
    '_include=Task:owner',
    '_include=CarePlan:goal:Unheard',
    '_include=CarePlan:goal:Goal:x',
    '_revinclude=Unheard:x',
    '_revinclude=Goal:patient',
    '_revinclude:iterate=*',
    '_include=',
  ])('%s is refused', (query) => {
    expect(refusal('CarePlan', query)).toHaveLength(1)
  })

  test('what concerns the answer alone is passed on', () => {
    expect(parse('Task', '_format=json&_pretty=true&_elements=status,for&_summary=true').controls).toEqual({
      format: 'json',
      pretty: true,
      elements: ['status', 'for'],
      summary: 'true',
    })
  })

  test('a compartment is passed on', () => {
    expect(parse('Task', '', { compartment: 'p1' }).query.compartment).toBe('p1')
  })

  test('the self link says what was used', () => {
    expect(parse('Task', 'status=x&nothing=1&_count=3', { handling: 'lenient' }).used).toEqual([
      ['status', 'x'],
      ['_count', '3'],
    ])
  })
})

describe('what is refused', () => {
  test('everything at once, each with its place', () => {
    const issues = refusal(
      'CarePlan',
      'colour=red&status:text=x&date=soon&status.name=Ana&_has:Task:colour:status=x&_query=x&status=active',
    )
    expect(issues.map(({ details, expression }) => [details, expression?.[0]])).toEqual([
      ['unknown-parameter', 'http.colour'],
      ['unsupported-modifier', 'http.status:text'],
      ['invalid-search-value', 'http.date'],
      ['invalid-search-parameter', 'http.status.name'],
      ['invalid-search-parameter', 'http._has:Task:colour:status'],
      ['unsupported-parameter', 'http._query'],
    ])
    expect(issues.every(({ severity }) => severity === 'error')).toBe(true)
  })

  test('no value is repeated: it may be a name or a birthday', () => {
    const issues = refusal('Patient', 'birthdate=31.12.2012-Ana&active=Ana&_count=Ana&_sort=Ana&name:nonsense=Ana&family:missing=Ana')
    expect(issues).toHaveLength(6)
    expect(JSON.stringify(issues)).not.toContain('Ana')
  })

  test('a lenient client is told what was left out', () => {
    const { query, ignored } = parse('CarePlan', 'colour=red&_query=x&status=active', { handling: 'lenient' })
    expect(query.clauses).toEqual([{ kind: 'token', param: 'status', values: [{ code: 'active' }] }])
    expect(ignored.map(({ severity, details }) => [severity, details])).toEqual([
      ['warning', 'unknown-parameter'],
      ['warning', 'unsupported-parameter'],
    ])
  })

  test('but a modifier or value that is not understood is refused of a lenient client too', () => {
    expect(refusal('CarePlan', 'status:text=x&colour=red', { handling: 'lenient' })).toHaveLength(1)
    expect(refusal('CarePlan', 'date=soon', { handling: 'lenient' })).toHaveLength(1)
  })

  test.each([
    ['Observation', 'code-value-quantity=x', 'invalid-search-value'],
    ['Patient', 'constructor=x', 'unknown-parameter'],
    ['Patient', '__proto__=x', 'unknown-parameter'],
    ['Patient', 'toString:exact=x', 'unknown-parameter'],
    ['Patient', '=x', 'unsupported-parameter'],
    ['Patient', 'name=a%00b', 'invalid-search-value'],
    ['Patient', '_count=%00', 'invalid-search-value'],
    ['Patient', 'name:exact:contains=x', 'unsupported-modifier'],
    ['Patient', 'name:=x', 'unsupported-modifier'],
    ['Patient', '_sort:desc=name', 'unsupported-modifier'],
    ['CarePlan', '_include:recurse=CarePlan:goal', 'unsupported-parameter'],
    ['Patient', '_id:not=1', 'unsupported-modifier'],
  ])('%s?%s', (type, query, details) => {
    expect(refusal(type, query).map((issue) => issue.details)).toEqual([details])
  })
})

describe(':above and :below of what is referred to (http://hl7.org/fhir/R4/search.html#modifiers)', () => {
  test.each([
    ['Location', 'partof:below=1', "'Location?partof.partof=id'"],
    ['Location', 'partof:above=Location/1', "'Location?partof.partof=id'"],
    ['Procedure', 'location.partof:below=1', "'Location?partof.partof=id'"],
    ['Location', '_has:Encounter:location:part-of:below=1', "'Location?partof.partof=id'"],
    ['CarePlan', 'instantiates-canonical:below=http://x/p|1.0', "'instantiates-canonical=address'"],
    ['QuestionnaireResponse', 'questionnaire:above=http://x/q', "'questionnaire=address'"],
  ])('%s?%s is refused by name, also to who is lenient, with what to ask instead', (type, query, instead) => {
    for (const handling of ['strict', 'lenient'] as const) {
      const [issue, ...more] = refusal(type, `${query}&_id=1`, { handling })
      expect(more).toEqual([])
      expect(issue).toMatchObject({ code: 'not-supported', details: 'unsupported-modifier', expression: [`http.${query.split('=')[0]}`] })
      expect(issue!.diagnostics).toContain(instead)
    }
  })

  test('what is asked instead is understood', () => {
    expect(parse('Location', 'partof.partof=1&_has:Location:partof:_id=2').query.clauses).toHaveLength(2)
  })

  test('other modifiers that a reference does not take are told without it', () => {
    expect(refusal('Location', 'partof:exact=1')[0]!.diagnostics).not.toContain('Hierarchies')
  })
})

describe('limits', () => {
  const times = (count: number, text: string) => Array.from({ length: count }, () => text)

  test('so many narrowing parameters and not one more', () => {
    expect(parse('Patient', times(limits.clauses, 'gender=x').join('&')).query.clauses).toHaveLength(limits.clauses)
    expect(refusal('Patient', times(limits.clauses + 1, 'gender=x').join('&'))[0]!.details).toBe('too-many-clauses')
  })

  test('so many parameters of any kind, and the rest is not read', () => {
    expect(parse('Patient', times(limits.parameters, 'x=1').join('&'), { handling: 'lenient' }).ignored).toHaveLength(limits.parameters)
    const refused = refusal('Patient', times(limits.parameters + 1, 'x=1').join('&'), { handling: 'lenient' })
    expect(refused.map(({ details }) => details)).toEqual(['too-many-parameters'])
  })

  test('so many values and not one more', () => {
    expect(clause('Patient', `_id=${times(limits.values, 'a').join()}`)).toMatchObject({ kind: 'id' })
    expect(refusal('Patient', `_id=${times(limits.values + 1, 'a').join()}`)[0]!.details).toBe('too-many-values')
  })

  test('so many characters and not one more', () => {
    expect(clause('Patient', `name=${'a'.repeat(limits.length)}`)).toMatchObject({ kind: 'string' })
    expect(refusal('Patient', `name=${'a'.repeat(limits.length + 1)}`)[0]!.details).toBe('value-too-long')
  })

  test('so many sort keys and includes, and not one more', () => {
    expect(parse('Patient', '_sort=name,family,given,gender').query.sort).toHaveLength(limits.sortKeys)
    expect(refusal('Patient', '_sort=name,family,given,gender,birthdate')[0]!.details).toBe('too-many-sort-keys')
    expect(parse('CarePlan', times(limits.includes, '_include=CarePlan:goal').join('&')).query.include).toHaveLength(limits.includes)
    expect(refusal('CarePlan', times(limits.includes + 1, '_include=CarePlan:goal').join('&'))[0]!.details).toBe('too-many-includes')
  })

  test('so many comparisons in a filter, so deep, and not one more', () => {
    const filter = (count: number) => `_filter=${times(count, 'gender eq male').join(' or ')}`
    expect(clause('Patient', filter(limits.clauses))).toMatchObject({ kind: 'any' })
    expect(refusal('Patient', filter(limits.clauses + 1))[0]!.details).toBe('too-many-clauses')
    const deep = (levels: number) => `_filter=${'('.repeat(levels)}gender eq male${')'.repeat(levels)}`
    expect(clause('Patient', deep(limits.filterDepth))).toMatchObject({ kind: 'token' })
    expect(refusal('Patient', deep(limits.filterDepth + 1))[0]!.details).toBe('filter-too-deep')
  })

  test('a page no larger than there are; the link to itself says how large', () => {
    const asked = parse('Patient', '_count=101', { maxCount: 100 })
    expect([asked.query.count, asked.used]).toEqual([100, [['_count', '100']]])
    expect(parse('Patient', '_count=100', { maxCount: 100 }).used).toEqual([['_count', '100']])
  })

  test('what is refused says what to do instead', () => {
    const over = [times(limits.clauses + 1, 'gender=x').join('&'), `_id=${times(limits.values + 1, 'a').join()}`]
    for (const query of over) expect(refusal('Patient', query)[0]!.diagnostics).toMatch(/\. [A-Z].*\.$/)
  })
})

import { describe, expect, test } from '@jest/globals'
import fhirpath from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4/index.js'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { compileExpression, type Env } from '#validation/fhirpath/compile.ts'
import { ExpressionRefused } from '#validation/fhirpath/lexer.ts'
import { Meter } from '#validation/fhirpath/meter.ts'
import { resourceNode } from '#validation/fhirpath/node.ts'
import { compareTemporal } from '#validation/fhirpath/temporal.ts'
import { Shapes } from '#validation/shape.ts'
import { changed, observation, patient } from './people.ts'

const shapes = new Shapes(coreDefinitions())

/** What our compiler finds, as plain values. */
function ours(expression: string, resource: object): unknown[] {
  const node = resourceNode(resource, shapes)
  const host = { resolve: () => undefined, memberOf: () => undefined, htmlChecks: () => true, conformsTo: () => undefined }
  const meter = new Meter()
  const env: Env = { shapes, host, meter, resource: node, rootResource: node, context: node, self: [node], index: 0, total: [] }
  return compileExpression(expression)([node], env).map(({ value }) => value)
}

/** What HL7's and the NLM's reference engine for JavaScript finds. */
const theirs = (expression: string, resource: object): unknown[] =>
  (fhirpath.evaluate(resource, expression, { resource, rootResource: resource }, r4) as unknown[]).map((value) => plain(value))

const plain = (value: unknown): unknown => (typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value)

const rich = changed(patient, (p) => {
  p._birthDate = { extension: [{ url: 'http://a.example/time', valueDateTime: '2016-02-29T10:00:00Z' }] }
  p.extension = [
    { url: 'http://a.example/a', valueCode: 'x' },
    { url: 'http://a.example/b', valueInteger: 3 },
  ]
  p.multipleBirthInteger = 2
  p.name.push({ use: 'usual', text: 'A', given: ['Ada'] })
})

describe('expressions mean what the reference engine says', () => {
  test.each([
    'name.given',
    'Patient.name.family',
    'name.first().given.last()',
    'name[1].text',
    'name[9]',
    'name.given.count()',
    "name.where(use = 'usual').text",
    'name.given.distinct()',
    'name.given.isDistinct()',
    'name.select(use)',
    'name.all(given.exists())',
    "name.exists(use = 'official')",
    'photo.empty()',
    'name.given.tail()',
    'name.given.skip(1).take(1)',
    'name.given | name.family',
    'name.given.union(name.family)',
    'name.given.combine(name.given).count()',
    "name.given.intersect('Ada')",
    "name.given.exclude('Ada')",
    "name.given contains 'Bo'",
    "'Bo' in name.given",
    "name.use.subsetOf('official' | 'usual')",
    'multipleBirth',
    'multipleBirth is integer',
    'multipleBirth.ofType(integer)',
    'multipleBirth as integer',
    'multipleBirth.is(boolean)',
    'multipleBirth + 1',
    'birthDate < @2017-01-01',
    'birthDate = @2016-02-29',
    'birthDate > @2016',
    'birthDate >= @2016-02-29',
    'birthDate.extension.value is dateTime',
    "birthDate.extension('http://a.example/time').exists()",
    'birthDate.hasValue()',
    "gender = 'female' and birthDate.exists()",
    "gender = 'male' or {}",
    '{} and false',
    '{} or true',
    '{} and true',
    '{} implies true',
    'false implies {}',
    'true xor false',
    "(gender = 'male').not()",
    'photo.not()',
    "extension.where(url = 'http://a.example/b').value > 2",
    "extension('http://a.example/a').value",
    "extension.url.first().startsWith('http')",
    'name.family.first().substring(1, 3)',
    "name.family.first().indexOf('a')",
    'name.family.first().length()',
    'name.family.first().upper()',
    "name.family.first().replace('Ex', 'S')",
    "name.family.first().matches('^E.*e$')",
    "name.family.first().replaceMatches('[aeiou]', '_')",
    "name.family.first().contains('amp')",
    "name.family.first().endsWith('ple')",
    "iif(gender = 'female', 1, 2)",
    'iif(photo.exists(), 1)',
    '1 + 2 * 3',
    '(1 + 2) * 3',
    '7 div 2',
    '7 mod 2',
    '7 / 2',
    '-1 + 2',
    '1 < 2',
    '2.0 = 2',
    "'a' & 'b' & {}",
    "'a' + 'b'",
    "'5'.toInteger() + 1",
    "'x'.toInteger()",
    "'1.5'.toDecimal()",
    '5.toString()',
    'true.toString()',
    "'yes'.toBoolean()",
    "'2016-02'.convertsToDate()",
    "name.given.first() = 'Ada' and name.given[1] = 'Bo'",
    'contact.period.start <= contact.period.end',
    'name.children().count()',
    'contact.descendants().count()',
    'name.repeat(given)',
    "telecom.where(system = 'phone' and use = 'home').value",
    "telecom.exists(system = 'fax')",
    "name.given.aggregate($total & $this, '')",
    'name.select($index)',
    'name.given.where($index > 0)',
    "communication.language.coding.where(system = 'urn:ietf:bcp:47').code",
    'id',
    'Patient.id',
    'managingOrganization.exists() implies gender.exists()',
    '5.5.round(0)',
    '(-5).abs()',
    '2.power(3)',
    '9.sqrt()',
    '@2024-02-29T10:00:00Z = @2024-02-29T05:00:00-05:00',
    '@2024-01 < @2024-01-15',
    '@2024-01 < @2024-02-15',
    '@T10:00 < @T11:00',
    "'A b' ~ 'a  B'",
    "name.given ~ ('Bo' | 'Ada' | 'Ada')",
    "gender != 'male'",
    "photo != 'x'",
  ])('%s', (expression) => expect(ours(expression, rich).map(plain)).toEqual(theirs(expression, rich)))

  test.each([
    'value.value > 20',
    'value is Quantity',
    'value.ofType(Quantity).code',
    '(value as Quantity).unit',
    "code.coding.where(system = 'http://loinc.org' and code = '29463-7').exists()",
    '%resource.status',
    'effective is dateTime',
    "subject.reference.startsWith('Patient/')",
    'value.exists() xor dataAbsentReason.exists()',
    'effective > @2024-02-29T08:00:00Z',
  ])('%s', (expression) => expect(ours(expression, observation).map(plain)).toEqual(theirs(expression, observation)))
})

describe('what is no FHIRPath is refused when compiled', () => {
  test.each([
    '',
    'name.',
    'a b',
    '(a',
    'a)',
    'a..b',
    "'open",
    'a[',
    'frobnicate()',
    '%unknown',
    'a = = b',
    "matches('(')",
    '{a}',
    "a.is('x')",
  ])('%s', (expression) => {
    expect(() => compileExpression(expression)).toThrow(ExpressionRefused)
  })
})

describe('dates and times', () => {
  test.each<[string, string, number | undefined]>([
    ['2024-02-28', '2024-02-29', -1],
    ['2024-02-29', '2024-02-29', 0],
    ['2024-03-01', '2024-02-29', 1],
    ['2024', '2023-12-31', 1],
    ['2024', '2024-01-01', undefined],
    ['2024-02', '2024-02', 0],
    ['2024-02-29T23:00:00-05:00', '2024-03-01T03:59:59Z', 1],
    ['2024-02-29T23:00:00-05:00', '2024-03-01T04:00:00Z', 0],
    ['2024-02-29T23:00:00-05:00', '2024-03-01T04:00:01Z', -1],
    ['2024-02-29', '2024-02-29T10:00:00Z', undefined],
    ['10:00:00', '10:00:00.5', -1],
    ['10:00', '10:00:30', undefined],
    ['x', '2024', undefined],
    ['2024-03-10T01:59:59-05:00', '2024-03-10T03:00:00-04:00', -1],
  ])('%s and %s', (left, right, expected) => {
    expect(compareTemporal(left, right)).toBe(expected)
    if (expected !== undefined && expected !== 0) expect(compareTemporal(right, left)).toBe(-expected)
  })
})

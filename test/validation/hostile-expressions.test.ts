import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { limits } from '#validation/fhirpath/meter.ts'

/*
 * A profile may be stored by a client and is in force at once in every process: whatever its invariants say and whatever
 * record meets them, a judgement ends soon, and what was not judged is not taken for sound.
 */

const structures = coreDefinitions()
const url = 'http://test.example/StructureDefinition/hostile'

const profile = (expression: string, severity = 'error') => ({
  resourceType: 'StructureDefinition',
  url,
  name: 'Hostile',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient', path: 'Patient', constraint: [{ key: 'h-1', severity, human: 'x', expression }] }] },
})

const patient = (...names: object[]) => ({ resourceType: 'Patient', meta: { profile: [url] }, name: names })
const called = (...texts: string[]) => patient(...texts.map((text) => ({ text })))
const crowd = patient(...Array.from({ length: 300 }, (_, index) => ({ family: `f${index}`, given: ['Ana', 'Bo', `g${index}`] })))

/** What is said of a record by a validator that has the profile, without having been asked whether it may be stored. */
function judged(expression: string, record: object, severity?: string): { said: string[]; milliseconds: number; verdict: Verdict } {
  const validator = createValidator({ structures })
  validator.live.put('StructureDefinition/h', profile(expression, severity))
  validator.validate(patient({ text: 'x' }))
  const before = process.threadCpuUsage()
  const verdict = validator.validate(record)
  const { user, system } = process.threadCpuUsage(before)
  const said = [...verdict.base, ...verdict.profile].map(({ details }) => details!)
  return { said, milliseconds: (user + system) / 1000, verdict }
}

type Verdict = ReturnType<ReturnType<typeof createValidator>['validate']>

const refusals = (expression: string) =>
  createValidator({ structures })
    .live.trouble(profile(expression))
    .map(({ code, details, diagnostics, expression: at }) => ({ code, details, diagnostics, at: at?.[0] }))

const repeated = (text: string, times: number) => text.repeat(times)

describe('a regular expression that keeps a backtracking engine busy for years is answered at once', () => {
  test.each<[string, string, boolean]>([
    ['(a+)+$', `${repeated('a', 20_000)}!`, false],
    ['^(a|a)*$', `${repeated('a', 20_000)}!`, false],
    ['^(a|aa)+$', `${repeated('a', 20_000)}!`, false],
    ['^([a-zA-Z]+)*$', `${repeated('a', 20_000)}!`, false],
    ['^(.*a){20}$', repeated('a', 2_000), true],
    ['^(\\\\w+\\\\s?)*$', `${repeated('word ', 4_000)}!`, false],
    ['(x+x+)+y', repeated('x', 20_000), false],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', repeated('a', 20_000), false],
    ['^\\\\s+|\\\\s+$', `${repeated(' ', 20_000)}a`, true],
    ['(?:a?){30}a{30}', repeated('a', 30), true],
  ])('%s', (pattern, text, keeps) => {
    const { said, milliseconds } = judged(`name.text.matches('${pattern}')`, called(text))
    expect(said).toEqual(keeps ? [] : ['invariant'])
    expect(milliseconds).toBeLessThan(200)
  })

  test('what replaces looks again from each match, and ends all the same', () => {
    const { said, milliseconds } = judged("name.text.replaceMatches('.*z|a', 'b').exists()", called(repeated('a', 100_000)))
    expect(said).toEqual(['expression-too-costly'])
    expect(milliseconds).toBeLessThan(2_000)
  })
})

describe('one that the engine does not take', () => {
  const oddities = [
    '(?=a)b',
    '(?<!a)b',
    '(?!a)',
    '(a)\\\\1',
    '(?<n>a)\\\\k<n>',
    'a**',
    '(a',
    repeated('a', 1_001),
    '(a{100}){100}',
    '\\\\Qa',
    '\\\\Aa',
    'a\\\\',
  ]

  test.each(oddities)('%s refuses the profile when it is stored, and says why', (pattern) => {
    expect(refusals(`name.text.matches('${pattern}')`)).toEqual([
      expect.objectContaining({
        code: 'not-supported',
        details: 'profile-refused',
        diagnostics: expect.stringMatching(/invariant h-1: holds a regular expression/),
        at: 'StructureDefinition.differential.element[0]',
      }),
    ])
  })

  test('of a profile that is stored already is never run: it is said that the profile was not checked', () => {
    const { said, verdict } = judged("name.text.matches('(?=(a+)+$)b')", called(`${repeated('a', 40)}!`))
    expect(said).toEqual([])
    expect(verdict.warnings.map(({ details, severity }) => `${details} ${severity}`)).toEqual(['profile-refused warning'])
  })

  test('and comes with the record is never run either', () => {
    const { verdict } = judged('name.first().text.matches(name.last().text)', called(`${repeated('a', 40)}!`, '(?=(a+)+$)b'))
    expect(verdict.warnings.map(({ details }) => details)).toEqual(['invariant-not-evaluated'])
  })
})

const long = repeated('a', 400_000)

describe('an expression that grows without bound ends with an error of its own', () => {
  test.each<[string, string, object]>([
    ['from each element all elements', 'descendants().all(%resource.descendants().all(%resource.descendants().exists()))', crowd],
    ['each with each with each', 'name.all(%resource.name.all(%resource.name.exists(family = $this.family)))', crowd],
    ['a collection that doubles', `name${repeated('.select(%resource.name.combine(%resource.name))', 30)}.exists()`, crowd],
    ['a total that doubles', 'name.aggregate($total.combine($total).combine($this), {}).exists()', crowd],
    ['a text that grows by replacing', `('a'${repeated(".replace('a', 'aaaaaaaaaa')", 15)}).exists()`, crowd],
    ['by replacing nothing', `('a'${repeated(".replace('', 'aaaaaaaaaa')", 15)}).exists()`, crowd],
    ['by replacing matches', `('a'${repeated(".replaceMatches('a', '$&$&$&$&$&$&')", 15)}).exists()`, crowd],
    ['by replacing with a group', `('a'${repeated(`.replaceMatches('(?<n>a)', '\${n}$1$<n>')`, 20)}).exists()`, crowd],
    ['by adding', `name.first().family${repeated('.select($this + $this)', 30)}.exists()`, crowd],
    ['by joining', "name.aggregate($total & $total, 'a').exists()", crowd],
    ['by join()', `name.family${repeated('.select(%resource.name.family.join($this))', 20)}.exists()`, crowd],
    ['a walk that never ends', "name.first().family.repeat($this + 'a').exists()", crowd],
    ['characters with characters', 'name.text.toChars().all(%resource.name.text.toChars().exists($this = $index))', called(long)],
    [
      'one long text sought in another',
      'name[0].text.contains(name[1].text)',
      called(long, `${repeated('a', 100_000)}b${repeated('a', 100_000)}`),
    ],
    [
      'a text split by another',
      'name[0].text.split(name[1].text).exists()',
      called(long, `${repeated('a', 100_000)}b${repeated('a', 100_000)}`),
    ],
    ['itself, twice over', `conformsTo('${url}') and conformsTo('${url}') and false`, crowd],
    [
      'a regular expression of many ways over long texts',
      "name.all(text.matches('^[ab]*a[ab]{400}[01]$'))",
      called(...Array.from({ length: 50 }, () => repeated('ab', 10_000))),
    ],
    [
      'one that the record says',
      'name.tail().all(%resource.name.tail().all(text.matches(%resource.name.first().text & $index.toString())))',
      called('[ab]{900}', ...Array.from({ length: 300 }, () => 'ab')),
    ],
  ])('%s', (_title, expression, record) => {
    expect(refusals(expression)).toEqual([])
    const { said, milliseconds, verdict } = judged(expression, record)
    expect(said).toEqual(['expression-too-costly'])
    expect(verdict.profile[0]).toMatchObject({ severity: 'error', code: 'too-costly', expression: ['Patient'] })
    expect(verdict.profile[0]!.diagnostics).toMatch(
      /^Patient could not be judged by h-1 \(http:\/\/test\.example\/StructureDefinition\/hostile\): it /,
    )
    expect(milliseconds).toBeLessThan(4_000)
  })

  test('whatever its invariant would have been worth: one that only warns, or that is turned round', () => {
    const endless = "name.first().family.repeat($this + 'a').exists()"
    expect(judged(endless, crowd, 'warning').said).toEqual(['expression-too-costly'])
    expect(judged(`(${endless}).not()`, crowd).said).toEqual(['expression-too-costly'])
    expect(judged(`conformsTo('${url}').not()`, crowd).said).toEqual(['expression-too-costly'])
  })
})

describe('one too long or deep to be followed is refused when it is stored', () => {
  test.each<[string, string, RegExp]>([
    ['words', `name${repeated('.name', 1_000)}`, /more than 2000 words/],
    ['round brackets', `${repeated('(', 60)}name${repeated(')', 60)}`, /more than 50 brackets inside each other/],
    ['functions', `${repeated('name.where(', 60)}true${repeated(')', 60)}`, /more than 50 brackets inside each other/],
    ['places', `${repeated('name[', 60)}0${repeated(']', 60)}`, /more than 50 brackets inside each other/],
  ])('%s', (_title, expression, says) => {
    expect(refusals(expression)[0]).toMatchObject({ details: 'profile-refused', diagnostics: expect.stringMatching(says) })
  })

  test('and one just as long and deep as may be is followed', () => {
    expect(judged(`name${repeated('.select($this)', 330)}.exists()`, called('x')).said).toEqual([])
    expect(judged(`${repeated('(name.exists() and ', 45)}true${repeated(')', 45)}`, called('x')).said).toEqual([])
  })
})

test('a long record is judged by as many steps as it is long', () => {
  const record = patient(...Array.from({ length: 20_000 }, (_, index) => ({ family: `f${index}`, given: ['Ana'] })))
  // Each name is looked at some thirty times: far more than the steps of a short record.
  const expression = `name.all(${Array.from({ length: 30 }, () => 'given.exists($this.length() < 100)').join(' and ')})`
  expect(20_000 * 30 * 5).toBeGreaterThan(limits.steps)
  expect(judged(expression, record).said).toEqual([])
})

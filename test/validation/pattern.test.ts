import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { SlimStructure } from '#fhir/definitions/structure.ts'
import { Meter } from '#validation/fhirpath/meter.ts'
import { parse, type Tree } from '#validation/fhirpath/parser.ts'
import { patternOf } from '#validation/fhirpath/pattern.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'))

/** R4's definitions as they were published, and those of this project. */
function published(): SlimStructure[] {
  const core = ['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions'].flatMap((name) =>
    read('node_modules', '@medplum', 'definitions', 'dist', 'fhir', 'r4', `${name}.json`).entry.map(
      ({ resource }: { resource: SlimStructure }) => resource,
    ),
  )
  const own = readdirSync(join(root, 'profiles', 'compiled')).filter((name) => name.startsWith('StructureDefinition-'))
  return [...core, ...own.map((name) => read('profiles', 'compiled', name))]
}

const takesPattern = new Set(['matches', 'matchesFull', 'replaceMatches'])

/** The regular expressions that an expression spells out. */
function patternsIn(tree: Tree): string[] {
  const inside = Object.values(tree).flatMap((part): Tree[] =>
    Array.isArray(part) ? part : typeof part === 'object' ? [part as Tree] : [],
  )
  const [first] = tree.kind === 'call' && takesPattern.has(tree.name) ? tree.parameters : []
  return [...(first?.kind === 'literal' ? [String(first.value)] : []), ...inside.flatMap(patternsIn)]
}

const expressions = published().flatMap(({ snapshot, differential }) =>
  [...(snapshot?.element ?? []), ...(differential?.element ?? [])].flatMap(({ constraint = [] }) =>
    constraint.flatMap(({ expression }) => expression ?? []),
  ),
)
const sources = [...new Set([...new Set(expressions)].flatMap((expression) => patternsIn(parse(expression))))]

const endless = () => new Meter(Number.MAX_SAFE_INTEGER)
const ours = (source: string, text: string) => patternOf(source, endless()).test(text, endless())

/** Texts that match, those that nearly do, and those made of the characters that the expression speaks of. */
function textsFor(source: string): fc.Arbitrary<string> {
  const speaksOf = [...new Set([...source, ...'aZ09 _-./:?&=\n\u00a0é€'])]
  const any = fc.string({ unit: fc.constantFrom(...speaksOf), maxLength: 12 })
  const matching = fc.stringMatching(new RegExp(source)).map((text) => text.slice(0, 400))
  const nearly = fc.tuple(matching, fc.nat(), any).map(([text, at, more]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + more.slice(0, 2) + text.slice(place + 1)
  })
  return fc.oneof(any, matching, nearly)
}

describe('regular expressions of published invariants mean what JavaScript says', () => {
  test('there are some', () => expect(sources.length).toBeGreaterThanOrEqual(12))

  test.each(sources)('%s', (source) => {
    const theirs = new RegExp(source, 's')
    const said = new Set<boolean>()
    fc.assert(
      fc.property(textsFor(source), (text) => {
        const answer = theirs.test(text)
        said.add(answer)
        expect(ours(source, text)).toBe(answer)
      }),
      { numRuns: 400 },
    )
    expect([...said].sort()).toEqual([false, true])
  })

  test.each(sources)('what replaces: %s', (source) => {
    const theirs = new RegExp(source, 'gs')
    fc.assert(
      fc.property(textsFor(source), fc.constantFrom('', 'x', '<$&>', '$$', '$1', '$9'), (text, by) => {
        // Where a match ends, JavaScript finds an empty one as well; RE2 does not.
        fc.pre(!new RegExp(source).test(''))
        expect(patternOf(source, endless()).replace(text, by, endless())).toBe(text.replace(theirs, by))
      }),
      { numRuns: 100 },
    )
  })
})

describe('what other expressions are made of', () => {
  test.each([
    '\\s',
    '\\S',
    '[\\s]',
    '[^\\s]',
    '[\\S]',
    '[^\\S]',
    '[a\\s\\]]',
    '.',
    '\\w',
    '\\W',
    '\\d',
    '[^\\d]',
    '\\t',
    '\\v',
    '\\x41',
    '\\u00e9',
    '[\\u0041-\\u0043]',
    '\\cA',
    '\\cZ',
    '\\/',
    '[\\-_]',
    '\\0',
  ])('%s means the same for each character', (source) => {
    const theirs = new RegExp(`^${source}$`, 's')
    const other: string[] = []
    for (let code = 0; code < 0x10000; code++) {
      const character = String.fromCharCode(code)
      if (ours(`^${source}$`, character) !== theirs.test(character)) other.push(code.toString(16))
    }
    expect(other).toEqual([])
  })

  test('a character beyond 16 bits is one, unlike in JavaScript', () => expect(ours('^.$', '😀')).toBe(true))

  test.each([
    ['11/30/1972', '\\b(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{2,4})\\b', `\${day}-\${month}-\${year}`, '30-11-1972'],
    ['Ana Berg', '(\\w+) (\\w+)', '$2, $1', 'Berg, Ana'],
    ['aab', 'x*b', '-', 'aa-'],
    ['a.b.c', '\\.', '', 'abc'],
  ])('%s: each %s becomes %s', (text, source, by, made) => {
    expect(patternOf(source, endless()).replace(text, by, endless())).toBe(made)
  })
})

test('expressions that come by the thousand are not all remembered', () => {
  const before = process.memoryUsage().heapUsed
  for (let index = 0; index < 3_000; index++) ours(`^[ab]*a[ab]{20}[01]${index}$`, 'ab'.repeat(50))
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(300_000_000)
})

import { describe, expect, test } from '@jest/globals'
import type { Definitions } from '#fhir/definitions/structures.ts'
import type { SlimValueSet } from '#fhir/definitions/terminology.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import { createTerminology } from '#validation/terminology/terminology.ts'

// http://hl7.org/fhir/R4/search.html#token: the system of an element that is a plain code is defined by its value set.

const taskStatus = 'http://hl7.org/fhir/task-status'
const taskIntent = 'http://hl7.org/fhir/task-intent'
const requestIntent = 'http://hl7.org/fhir/request-intent'

const including = (url: string, ...include: { system: string; concept: { code: string }[] }[]) =>
  ({ url, compose: { include } }) as SlimValueSet
const done = { system: taskStatus, concept: [{ code: 'completed' }] }
const ofOthers = { system: 'urn:others', concept: [{ code: 'completed' }, { code: 'ready' }] }
const sets = [including('urn:done', done), including('urn:others-done', ofOthers), including('urn:both', done, ofOthers)]
const definitions: Definitions = {
  structure: () => undefined,
  valueSet: (url) => sets.find((each) => each.url === url),
  codeSystem: () => undefined,
}
const options = {
  handling: 'strict',
  base: 'https://ehr.example.org/fhir/R4',
  defaultCount: 20,
  maxCount: 100,
  terminology: createTerminology(definitions),
} as const
const clausesOf = (type: string, query: string) => parseSearch(type, new URLSearchParams(query), options).query.clauses
const values = (query: string) => {
  const [clause] = clausesOf('Task', query)
  return clause?.kind === 'token' ? clause.values : undefined
}

describe('a plain code, asked for with a system', () => {
  test.each([
    [`status=${taskStatus}|completed`, [{ code: 'completed' }]],
    ['status=completed', [{ code: 'completed' }]],
    // No system property is in the element, so `|code` finds it.
    ['status=|completed', [{ system: '', code: 'completed' }]],
    [`status=${taskStatus}|`, [{}]],
    [`status=${taskStatus}|ready,draft`, [{ code: 'ready' }, { code: 'draft' }]],
    // No plain code has a system of its own: these find nothing.
    ['status=http://hl7.org/fhir/request-status|completed', [{ system: 'http://hl7.org/fhir/request-status', code: 'completed' }]],
    ['status=http://hl7.org/fhir/request-status|', [{ system: 'http://hl7.org/fhir/request-status' }]],
    // The address is the system's, letter for letter.
    [`status=${taskStatus}/|completed`, [{ system: `${taskStatus}/`, code: 'completed' }]],
  ])('%s', (query, expected) => {
    expect(values(query)).toEqual(expected)
  })

  test('a value set of two systems says which code is of which', () => {
    expect(values(`intent=${requestIntent}|order`)).toEqual([{ code: 'order' }])
    expect(values(`intent=${taskIntent}|unknown`)).toEqual([{ code: 'unknown' }])
    expect(values(`intent=${taskIntent}|order`)).toEqual([{ system: taskIntent, code: 'order' }])
    expect(values(`intent=${taskIntent}|`)).toEqual([{ code: 'unknown' }])
    expect(values(`intent=${requestIntent}|`)).toHaveLength(8)
  })

  test('where the value set is no more than a recommendation, nothing is implied', () => {
    expect(clausesOf('CodeSystem', 'code=urn:x|a')).toEqual([{ kind: 'token', param: 'code', values: [{ system: 'urn:x', code: 'a' }] }])
  })
})

describe('with modifiers, links and components', () => {
  test(':not', () => {
    expect(clausesOf('Task', `status:not=${taskStatus}|completed`)).toEqual([
      { kind: 'token', param: 'status', not: true, values: [{ code: 'completed' }] },
    ])
  })

  test.each([
    ['urn:done', [{ code: 'completed' }]],
    [
      'urn:others-done',
      [
        { system: 'urn:others', code: 'completed' },
        { system: 'urn:others', code: 'ready' },
      ],
    ],
    ['urn:both', [{ code: 'completed' }, { system: 'urn:others', code: 'completed' }, { system: 'urn:others', code: 'ready' }]],
  ])(':in and :not-in %s: the same word of another system is another code', (set, expected) => {
    expect(values(`status:in=${set}`)).toEqual(expected)
    expect(clausesOf('Task', `status:not-in=${set}`)).toEqual([{ kind: 'token', param: 'status', not: true, values: expected }])
  })

  test('behind links and in a filter', () => {
    const status = { kind: 'token', param: 'status', values: [{ code: 'completed' }] }
    expect(clausesOf('Task', `part-of.status=${taskStatus}|completed`)).toEqual([
      { kind: 'chain', param: 'part-of', to: [{ type: 'Task', clause: status }] },
    ])
    expect(clausesOf('Patient', `_has:Task:patient:status=${taskStatus}|completed`)).toEqual([
      { kind: 'has', source: 'Task', param: 'patient', clause: status },
    ])
    expect(clausesOf('Task', `_filter=status eq ${taskStatus}|completed`)).toEqual([status])
  })

  test('in a composite', () => {
    const system = 'http://hl7.org/fhir/document-relationship-type'
    const related = (token: object) => [
      {
        kind: 'composite',
        param: 'relationship',
        values: [
          [
            { kind: 'token', param: 'p0', values: [token] },
            { kind: 'reference', param: 'p1', values: [{ type: 'DocumentReference', id: '1' }] },
          ],
        ],
      },
    ]
    const asked = (token: string) => clausesOf('DocumentReference', `relationship=${token}$DocumentReference/1`)
    expect(asked(`${system}|replaces`)).toEqual(related({ code: 'replaces' }))
    expect(asked(`${system}|`)).toEqual(related({}))
    expect(asked('urn:other|replaces')).toEqual(related({ system: 'urn:other', code: 'replaces' }))
  })
})

import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { nativeInvariants } from '#validation/native-invariant.ts'
import { changed, type Loose, observation, patient } from './people.ts'

const validator = createValidator({ structures: coreDefinitions() })
const broken = (resource: unknown) =>
  validator.validate(resource).base.flatMap(({ diagnostics }) => /breaks ([\w-]+):/.exec(diagnostics)?.[1] ?? `? ${diagnostics}`)

const contained = (change: (container: Loose, inner: Loose) => void) =>
  changed(observation, (o) => {
    o.contained = [{ resourceType: 'Patient', id: 'c' }]
    o.subject.reference = '#c'
    change(o, o.contained[0])
  })

const bundle = (type: string, ...entry: object[]) => ({ resourceType: 'Bundle', type, entry })
const requested = { request: { method: 'POST', url: 'Patient' } }
const at = (fullUrl: string, id?: string) => ({ fullUrl, resource: { resourceType: 'Patient', ...(id ? { id } : {}) } })
const narrative = (div: string) => changed(patient, (p) => (p.text = { status: 'generated', div }))
const div = (content: string) => narrative(`<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`)
const period = (start: string | undefined, end: string | undefined) => changed(patient, (p) => (p.contact[0].period = { start, end }))
const risk = (prediction: object) => ({
  resourceType: 'RiskAssessment',
  status: 'final',
  subject: { reference: 'Patient/1' },
  prediction: [prediction],
})
const question = (...enableWhen: object[]) => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    { linkId: 'a', text: 'x', type: 'string' },
    { linkId: 'b', text: 'y', type: 'string', enableWhen },
  ],
})
const when = { question: 'a', operator: '=', answerString: 'x' }

/** Each override with a record that keeps it and one that breaks it. */
const cases: Record<string, { keeps: unknown[]; breaks: unknown[] }> = {
  'dom-2': {
    keeps: [contained(() => {})],
    breaks: [
      contained((_, inner) => (inner.contained = [{ resourceType: 'Organization', id: 'd', name: 'x', partOf: { reference: '#' } }])),
    ],
  },
  'dom-3': {
    keeps: [
      contained(() => {}),
      contained((o) => {
        o.subject.reference = 'Patient/1'
        o.focus = [{ reference: '#c' }]
      }),
      contained((o) => {
        o.subject.reference = 'Patient/1'
        o.extension = [{ url: 'http://a.example/x', valueUri: '#c' }]
      }),
      changed(patient, (p) => (p.contained = [{ resourceType: 'RelatedPerson', id: 'r', patient: { reference: '#' } }])),
    ],
    breaks: [
      contained((o) => (o.subject.reference = 'Patient/1')),
      contained((o, inner) => {
        o.subject.reference = 'Patient/1'
        inner.name = [{ text: 'c' }]
      }),
    ],
  },
  'dom-4': {
    keeps: [contained((_, inner) => (inner.meta = { tag: [{ code: 'x' }] }))],
    breaks: [
      contained((_, inner) => (inner.meta = { versionId: '1' })),
      contained((_, inner) => (inner.meta = { lastUpdated: '2024-01-01T00:00:00Z' })),
    ],
  },
  'dom-5': {
    keeps: [contained((_, inner) => (inner.meta = { tag: [{ code: 'x' }] }))],
    breaks: [
      contained(
        (_, inner) => (inner.meta = { security: [{ code: 'R', system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality' }] }),
      ),
    ],
  },
  'qty-3': { keeps: [observation], breaks: [changed(observation, (o) => delete o.valueQuantity.system)] },
  'cpt-2': { keeps: [patient], breaks: [changed(patient, (p) => delete p.telecom[0].system)] },
  'txt-1': {
    keeps: [
      div('x'),
      div('<p class="a" style="color:red">x<br/></p>'),
      div('<img src="a.png" alt=""/>'),
      div('<a href="http://a.example">x &amp; y &lt; z &#160;</a>'),
      div('<!-- note -->x'),
      div('<table><tr><td colspan="2">x</td></tr></table>'),
    ],
    breaks: [
      div(''),
      div(' \n '),
      div('<script>x</script>'),
      div('<p onclick="x()">x</p>'),
      div('<p>x'),
      div('x</p>'),
      div('<b><i>x</b></i>'),
      div('<a href="javascript:x()">x</a>'),
      div('x & y'),
      div('<iframe src="x"/>'),
      narrative('x'),
      narrative('<p>x</p>'),
      narrative('<div>x</div><div>y</div>'),
      div('<form>x</form>'),
      div('<object data="x">x</object>'),
    ],
  },
  'per-1': {
    keeps: [
      period('2020-01-01', '2020-01-01'),
      period('2020-01-01', undefined),
      period(undefined, '2020-01-01'),
      period('2020-02-10T10:00:00Z', '2020-02-10'),
      period('2020-02-10', '2020-02'),
      period('2020-01-01T23:00:00-05:00', '2020-01-02T04:00:00Z'),
    ],
    breaks: [
      period('2020-01-02', '2020-01-01'),
      period('2020-02', '2020-01-31'),
      period('2020-01-01T23:00:01-05:00', '2020-01-02T04:00:00Z'),
      period('2023-06-21', '2023-06-21T06:20:00Z'),
    ],
  },
  'ref-1': {
    keeps: [
      contained(() => {}),
      changed(observation, (o) => (o.subject = { display: 'x' })),
      contained((_, inner) => (inner.managingOrganization = { reference: '#' })),
    ].slice(0, 2),
    breaks: [changed(observation, (o) => (o.subject.reference = '#c'))],
  },
  'ras-2': {
    keeps: [
      risk({ probabilityDecimal: 100 }),
      risk({ probabilityRange: { low: { value: 1, system: 'http://unitsofmeasure.org', code: '%' } } }),
    ],
    breaks: [risk({ probabilityDecimal: 100.5 })],
  },
  'que-12': {
    keeps: [
      question(when),
      { ...question(when, when), item: [{ ...question(when, when).item[1], enableBehavior: 'all' }, question().item[0]] },
    ],
    breaks: [question(when, when), question(when, when, when)],
  },
  'bdl-3': {
    keeps: [bundle('transaction', { ...at('urn:uuid:00000000-0000-4000-8000-000000000001'), ...requested })],
    breaks: [
      bundle('transaction', at('urn:uuid:00000000-0000-4000-8000-000000000001')),
      bundle('collection', { ...at('http://a.example/Patient/1', '1'), ...requested }),
    ],
  },
  'bdl-4': {
    keeps: [bundle('transaction-response', { response: { status: '201' } })],
    breaks: [bundle('batch-response', { resource: { resourceType: 'Patient' } }), bundle('collection', { response: { status: '201' } })],
  },
  'bdl-5': {
    keeps: [bundle('collection', at('http://a.example/Patient/1', '1'))],
    breaks: [bundle('collection', { fullUrl: 'http://a.example/Patient/1' })],
  },
  'bdl-7': {
    keeps: [
      bundle('collection', at('http://a.example/Patient/1', '1'), at('http://a.example/Patient/2', '2')),
      bundle(
        'collection',
        { ...at('http://a.example/Patient/1', '1'), resource: { resourceType: 'Patient', id: '1', meta: { versionId: '1' } } },
        { ...at('http://a.example/Patient/1', '1'), resource: { resourceType: 'Patient', id: '1', meta: { versionId: '2' } } },
      ),
    ],
    breaks: [bundle('collection', at('http://a.example/Patient/1', '1'), at('http://a.example/Patient/1', '1'))],
  },
  'bdl-8': {
    keeps: [bundle('collection', at('http://a.example/Patient/1', '1'))],
    breaks: [bundle('collection', at('http://a.example/Patient/1/_history/2', '1'))],
  },
}

/** Profile invariants, which base R4 has not; the US Core matrix tests them in place. */
const ofProfiles = ['us-core-17', 'sdcqr-2']

describe('invariants that are closures here', () => {
  test('each has cases, and each that is dropped says why where it is dropped', () => {
    const closures = Object.entries(nativeInvariants).flatMap(([key, native]) => (native === 'skip' ? [] : [key]))
    expect(closures.sort()).toEqual([...Object.keys(cases), ...ofProfiles].sort())
  })

  for (const [key, { keeps, breaks }] of Object.entries(cases)) {
    test(`${key} is kept`, () => {
      for (const resource of keeps) expect(broken(resource)).toEqual([])
    })
    test(`${key} is broken`, () => {
      for (const resource of breaks) expect(broken(resource)).toContain(key)
    })
  }

  test('us-core-17: the check digit of an NPI', () => {
    const keeps = nativeInvariants['us-core-17']
    if (typeof keeps !== 'function') throw new Error('us-core-17 is a closure')
    const judge = (value: string) => keeps({ value }, undefined as never)
    // 1234567893 is CMS's own example of a valid NPI.
    expect(['1234567893', '1245319599'].map(judge)).toEqual([true, true])
    expect(['1234567890', '1234567894', '123456789', '12345678930', 'abcdefghij'].map(judge)).toEqual([false, false, false, false, false])
  })

  test('sdcqr-2: no two answered items of one parent have the same linkId', () => {
    const keeps = nativeInvariants['sdcqr-2']
    if (typeof keeps !== 'function') throw new Error('sdcqr-2 is a closure')
    const answered = (linkId: string, item?: object[]) => ({ linkId, answer: [{ valueBoolean: true, ...(item ? { item } : {}) }] })
    expect(keeps({ item: [answered('a'), answered('b'), { linkId: 'a' }] }, undefined as never)).toBe(true)
    expect(keeps({ item: [answered('a'), answered('a')] }, undefined as never)).toBe(false)
    expect(keeps({ item: [answered('a', [answered('a')])] }, undefined as never)).toBe(true)
    expect(keeps({ item: [answered('a', [answered('b'), answered('b')])] }, undefined as never)).toBe(false)
  })
})

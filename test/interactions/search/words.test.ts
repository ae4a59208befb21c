import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { type Caller, openCaller } from '../caller.ts'

// http://hl7.org/fhir/R4/search.html#content
let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
  const div = (inner: string) => ({ status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>` })
  const put = (resourceType: string, id: string, body: object) => caller.send('PUT', `${resourceType}/${id}`, { resourceType, id, ...body })
  for (const id of ['ana', 'ben']) await put('Patient', id, { name: [{ family: 'Ramp' }] })
  const note = (id: string, member: string, more: object) =>
    put('Observation', id, { status: 'final', code: { text: 'walk' }, subject: { reference: `Patient/${member}` }, ...more })
  await note('told', 'ana', { text: div('Needs a <b title="hidden">wheelchair</b> ramp &amp; Müsli'), note: [{ text: 'by Ear only' }] })
  await note('noted', 'ana', { note: [{ text: 'The ramp for her wheelchair: ordered.' }] })
  await note('changed', 'ana', { note: [{ text: 'wheelchair' }] })
  await note('changed', 'ana', { note: [{ text: 'walker' }] })
  await note('other', 'ben', { note: [{ text: 'wheelchair ramp' }] })
  await note('long', 'ana', {
    note: [{ text: Array.from({ length: 9_000 }, (_, n) => `word${n} ${'x'.repeat(3_000).slice(0, n % 40)}`).join(' ') }],
  })
}, 60_000)
afterAll(() => caller.opened.close())

const found = async (address: string): Promise<string[]> =>
  ((await caller.json('GET', address)).entry ?? []).map(({ resource }: { resource: { id: string } }) => resource.id).sort()
const refused = async (address: string) =>
  (await caller.send('GET', address).then(
    () => [],
    (error: FhirError) => error.issues.map(({ code, details }) => [code, details]),
  )) as [string, string][]

describe('_text and _content', () => {
  test.each<[string, string[]]>([
    ['_content=wheelchair', ['noted', 'told']],
    ['_content=WheelChair ramp', ['noted', 'told']],
    ['_content="wheelchair ramp"', ['told']],
    ['_content=wheelchair -ordered', ['told']],
    ['_content=walker,ordered', ['changed', 'noted']],
    ['_content=walk', ['changed', 'long', 'noted', 'told']],
    ['_content=wheel', []],
    ['_content=word100', ['long']],
    // Beyond the characters that are looked at.
    ['_content=word8999', []],
    // Names of elements and marks of the narrative are no words of the resource.
    ['_content=resourceType', []],
    ['_content=xmlns', []],
    ['_text=wheelchair', ['told']],
    ['_text=müsli', ['told']],
    ['_text=hidden', []],
    ['_text=ear', []],
    ['_text=walker', []],
    ['_content=walker&code:text=walk', ['changed']],
  ])('%s', async (asked, ids) => {
    const query = asked.replaceAll('"', '%22').replaceAll(' ', '%20')
    expect(await found(`Observation?patient=ana&${query}`)).toEqual(ids)
    expect(await found(`Patient/ana/Observation?${query}`)).toEqual(ids)
  })

  test('with ids, in the record of one patient, and over types', async () => {
    expect(await found('Observation?_id=other,told&_content=wheelchair')).toEqual(['other', 'told'])
    expect(await found('Patient/ana/*?_content=ramp')).toEqual(['ana', 'noted', 'told'])
    expect(await found('?_type=Observation,Patient&_id=ben,other&_content=ramp')).toEqual(['ben', 'other'])
  })

  test('what would have to look through everything is refused, and so is what is no word', async () => {
    const wide = [['too-costly', 'words-too-wide']]
    expect(await refused('Observation?_content=wheelchair')).toEqual(wide)
    expect(await refused('Observation?status=final&_text=wheelchair')).toEqual(wide)
    expect(await refused('?_type=Observation&_content=wheelchair')).toEqual(wide)
    const value = [['value', 'invalid-search-value']]
    expect(await refused('Patient/ana/Observation?_content=')).toEqual(value)
    expect(await refused('Patient/ana/Observation?_content=-')).toEqual(value)
    expect(await refused('Patient/ana/Observation?_content:exact=x')).toEqual([['not-supported', 'unsupported-modifier']])
    expect(await refused('Observation?patient=ana&patient._content=ramp')).toEqual([['not-supported', 'unsupported-parameter']])
    expect(await refused('Bundle?_id=x&_text=ramp')).toEqual([['not-supported', 'unsupported-parameter']])
  })

  test('as many short words as a resource can have in what is looked at', async () => {
    const text = Array.from({ length: 70_000 }, (_, n) => n.toString(36)).join(' ')
    await caller.send('PUT', 'Observation/dense', {
      ...{ resourceType: 'Observation', id: 'dense', status: 'final', code: { text: 'dense' }, subject: { reference: 'Patient/cy' } },
      note: [{ text: text.slice(0, 200_000) }],
    })
    expect(await found('Observation?patient=cy&_content=zz')).toEqual(['dense'])
  })

  test('words that would be commands elsewhere are words', async () => {
    for (const odd of ["'; DROP TABLE version", 'a & | ! <-> b', '"unfinished', '((', ':*', '\\', '%', 'wheelchair:*'])
      expect(await refused(`Patient/ana/Observation?_content=x${encodeURIComponent(odd)}`)).toEqual([])
  })
})

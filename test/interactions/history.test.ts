import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import { base, type Caller, type Json, openCaller, refusal } from './caller.ts'

let caller: Caller
let between: string
beforeAll(async () => {
  caller = await openCaller([], { limits: { bundleEntries: 50, pageSize: 4 } })
  await caller.send('PUT', 'Patient/p', { resourceType: 'Patient', id: 'p' })
  await caller.send('PUT', 'Basic/b', { resourceType: 'Basic', id: 'b', code: { text: 'x' } })
  await caller.send('PUT', 'Patient/p', { resourceType: 'Patient', id: 'p', gender: 'female' })
  const { meta } = await caller.json('GET', 'Patient/p')
  between = meta.lastUpdated
  await new Promise((resolve) => setTimeout(resolve, 3))
  await caller.send('DELETE', 'Basic/b')
  await caller.send('PUT', 'Patient/q', { resourceType: 'Patient', id: 'q' })
})
afterAll(() => caller.opened.close())

function entries(bundle: Json): string[] {
  return (bundle.entry ?? []).map(({ request, response }: Json) => `${request.method} ${request.url} ${response.etag}`)
}

const everything = ['PUT Patient/q W/"1"', 'DELETE Basic/b W/"2"', 'PUT Patient/p W/"2"', 'PUT Basic/b W/"1"', 'PUT Patient/p W/"1"']

describe('GET [base]/_history and GET [base]/[type]/_history (http://hl7.org/fhir/R4/http.html#history)', () => {
  test('give every version, page by page, by links that carry the question along', async () => {
    const first = await caller.json('GET', '_history')
    expect(first.type).toBe('history')
    const next = first.link.find(({ relation }: Json) => relation === 'next').url
    expect(next).toMatch(new RegExp(`^${base}/_history\\?_count=4&_page=`))
    const second = await caller.json('GET', next)
    expect([...entries(first), ...entries(second)]).toEqual(everything)
    expect(second.link.map(({ relation }: Json) => relation)).toEqual(['self'])
    expect(entries(await caller.json('GET', 'Patient/_history'))).toEqual(everything.filter((line) => line.includes('Patient')))
    expect(first.entry.find(({ request }: Json) => request.method === 'DELETE')).not.toHaveProperty('resource')
  })

  test('_since and _at narrow each of the three histories', async () => {
    expect(entries(await caller.json('GET', `_history?_since=${between}`))).toEqual(everything.slice(0, 3))
    expect(entries(await caller.json('GET', `Patient/_history?_since=${between}`))).toEqual([everything[0], everything[2]])
    expect(entries(await caller.json('GET', `Patient/p/_history?_since=${between}`))).toEqual([everything[2]])
    expect(entries(await caller.json('GET', `_history?_at=${between}`))).toEqual([everything[2], everything[3]])
    expect(entries(await caller.json('GET', `Patient/p/_history?_at=${between}`))).toEqual([everything[2]])
    const self = (await caller.json('GET', `_history?_since=${between}`)).link[0].url
    expect(new URL(self).searchParams.get('_since')).toBe(between)
  })

  test('a day is a day in the zone of the program', async () => {
    const day = new Intl.DateTimeFormat('sv', { timeZone: 'America/New_York' }).format(new Date(between))
    expect(entries(await caller.json('GET', `Patient/_history?_at=${day}`))).toHaveLength(3)
    expect(entries(await caller.json('GET', 'Patient/_history?_at=2001-01-01'))).toEqual([])
  })

  test('_summary=count is the number alone, for each of the three', async () => {
    for (const [address, total] of [
      ['_history', 5],
      ['Patient/_history', 3],
      ['Patient/p/_history', 2],
      [`Patient/p/_history?_since=${between}`, 1],
    ] as const) {
      const counted = await caller.json('GET', `${address}${address.includes('?') ? '&' : '?'}_summary=count`)
      expect([address, counted.total, counted.entry]).toEqual([address, total, undefined])
    }
  })

  test('what is not understood is refused, unless the caller is lenient', async () => {
    for (const query of [
      '_since=yesterday',
      '_at=2024-13-01',
      '_count=-1',
      '_sort=x',
      '_page=x',
      '_count=1&_count=2',
      '_since=2024&_since=2024',
    ])
      expect([query, (await refusal(caller.send('GET', `_history?${query}`))).kind]).toEqual([query, 'malformed'])
    expect((await caller.json('GET', '_history?_sort=x', undefined, { prefer: { handling: 'lenient' } })).type).toBe('history')
    expect((await refusal(caller.send('GET', 'Nothing/_history'))).kind).toBe('not-found')
  })

  test('hold only types that the token may search', async () => {
    const only: AccessPlan = { ...ownAccess('test'), allows: (_, type) => type === 'Basic', searchable: new Set(['Basic']) }
    expect(entries(await caller.as(only).json('GET', '_history'))).toEqual([everything[1], everything[3]])
    expect((await refusal(caller.as(only).send('GET', 'Patient/_history'))).kind).toBe('forbidden')
    const reader: AccessPlan = { ...ownAccess('test'), allows: (permission) => permission === 'r', searchable: new Set() }
    expect((await refusal(caller.as(reader).send('GET', 'Patient/_history'))).kind).toBe('forbidden')
    expect(entries(await caller.as(reader).json('GET', 'Patient/p/_history'))).toHaveLength(2)
    expect(entries(await caller.as(reader).json('GET', '_history'))).toEqual([])
  })

  test('are answered in a batch', async () => {
    const entry = [{ request: { method: 'GET', url: 'Patient/_history?_count=1' } }, { request: { method: 'GET', url: '_history' } }]
    const answer = await caller.json('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
    expect(answer.entry.map(({ resource }: Json) => entries(resource).length)).toEqual([1, 4])
  })
})

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, type Json, openCaller } from './caller.ts'

const most = { bundleEntries: 5, pageSize: 3 }
let caller: Caller
beforeAll(async () => {
  caller = await openCaller([], { limits: most })
  for (let version = 1; version <= 5; version += 1)
    await caller.send('PUT', 'Patient/p', { resourceType: 'Patient', id: 'p', name: [{ family: `v${version}` }] })
  for (const id of ['a', 'b', 'c', 'd'])
    await caller.send('PUT', `Basic/${id}`, { resourceType: 'Basic', id, code: { text: 'x' }, subject: { reference: 'Patient/p' } })
})
afterAll(() => caller.opened.close())

describe.each(['batch', 'transaction'])('a %s', (type) => {
  const bundle = (entries: number) => ({
    resourceType: 'Bundle',
    type,
    entry: Array.from({ length: entries }, () => ({ request: { method: 'GET', url: 'Patient/p' } })),
  })

  test('of as many entries as are taken is carried out', async () => {
    expect((await caller.json('POST', '', bundle(most.bundleEntries))).entry).toHaveLength(most.bundleEntries)
  })

  test('of one more is 413, and says to send it in parts', async () => {
    await expect(caller.send('POST', '', bundle(most.bundleEntries + 1))).rejects.toMatchObject({
      kind: 'too-large',
      issues: [{ details: 'too-many-entries', expression: ['Bundle.entry'], diagnostics: expect.stringContaining('in parts') }],
    })
  })
})

describe('a page', () => {
  const links = ({ link }: Json) => Object.fromEntries(link.map(({ relation, url }: Json) => [relation, url]))

  test.each([
    ['a search', 'Basic?'],
    ['a history', 'Patient/p/_history?'],
    ['the history of a type', 'Basic/_history?'],
    ['$everything', 'Patient/p/$everything?'],
  ])('of %s holds as many as are asked for up to the most, then the most, and links to the next', async (_what, url) => {
    expect((await caller.json('GET', `${url}_count=${most.pageSize}`)).entry).toHaveLength(most.pageSize)
    const page = await caller.json('GET', `${url}_count=${most.pageSize + 1}`)
    expect(page.entry).toHaveLength(most.pageSize)
    expect(links(page).next).toBeDefined()
  })

  test('of a search says in its link to itself how many it may hold', async () => {
    expect(links(await caller.json('GET', 'Basic?_count=1000')).self).toContain(`_count=${most.pageSize}`)
  })
})

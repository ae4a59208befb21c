import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { CallOptions } from '#storage/calls.ts'
import type { Database } from '#storage/database.ts'
import { CommonKeys } from '#storage/search/common-keys.ts'
import { searchTogether } from '#storage/search/search-together.ts'
import type { ResourceJson, SearchQuery } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, patient } from '../records.ts'

// Searches of one patient's record and pages of work lists are asked for in one statement when they come together.

const us = ownAccess('test')
const names = Array.from({ length: 30 }, (_, index) => `p-${index}`)
const day = (index: number) => `2026-03-${String(1 + (index % 28)).padStart(2, '0')}`
const task = (id: string, index: number): ResourceJson => ({
  resourceType: 'Task',
  id: `t-${id}`,
  status: index % 3 === 0 ? 'accepted' : 'requested',
  intent: 'order',
  owner: { reference: `Organization/o-${index % 2}` },
  for: { reference: `Patient/${id}` },
  restriction: { period: { end: day(index) } },
  authoredOn: day(index),
})
const goal = (id: string, n: number): ResourceJson => ({
  resourceType: 'Goal',
  id: `g-${id}-${n}`,
  lifecycleStatus: n === 0 ? 'active' : 'proposed',
  description: { text: 'ein Tab\tund eine\nneue Zeile' },
  subject: { reference: `Patient/${id}` },
})
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
  for (const [index, id] of names.entries())
    await opened.store.write(us, [create(patient(id)), ...[task(id, index), goal(id, 0), goal(id, 1)].map((one) => create(one))])
}, 60_000)
afterAll(() => opened.close())

const asked = (query: Partial<SearchQuery>): SearchQuery => ({
  type: 'Goal',
  clauses: [],
  sort: [],
  count: 20,
  total: 'none',
  include: [],
  revinclude: [],
  ...query,
})
const goalsOf = (id: string, more: Partial<SearchQuery> = {}) =>
  asked({ clauses: [{ kind: 'reference', param: 'patient', values: [{ type: 'Patient', id }] }], ...more })
const listOf = (owner: string, count: number, after?: string) =>
  asked({
    type: 'Task',
    clauses: [
      { kind: 'reference', param: 'owner', values: [{ type: 'Organization', id: owner }] },
      { kind: 'token', param: 'status', values: [{ code: 'requested' }, { code: 'accepted' }] },
    ],
    sort: [{ param: 'due', kind: 'date', descending: false }],
    count,
    ...(after !== undefined && { after }),
  })
const ids = ({ matches }: { matches: { id: string }[] }) => matches.map(({ id }) => id)

describe('searches at the same time', () => {
  test.each([1, 2, 3, 5, 8, 13, 30])('%d: each gets its own page, as by itself', async (count) => {
    const some = names.slice(0, count)
    const pages = await Promise.all(some.map((id) => opened.store.search(us, goalsOf(id))))
    expect(pages.map(ids)).toEqual(some.map((id) => [`g-${id}-0`, `g-${id}-1`]))
    for (const page of pages)
      for (const { text, member, version } of page.matches) {
        expect(JSON.parse(text)).toMatchObject({
          description: { text: 'ein Tab\tund eine\nneue Zeile' },
          subject: { reference: `Patient/${member}` },
        })
        expect(version).toBe(1)
      }
  })

  test('of several kinds, with pages that go on', async () => {
    const walk = async (owner: string, size: number) => {
      const found: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await opened.store.search(us, listOf(owner, size, after))
        found.push(...ids(page))
        if (page.next === undefined) return found
        expect(page.matches.length).toBe(size)
        after = page.next
      }
    }
    const due = (owner: number) =>
      names
        .map((id, index) => ({ id: `t-${id}`, index }))
        .filter(({ index }) => index % 2 === owner)
        .sort((one, other) => (day(one.index) + one.id < day(other.index) + other.id ? -1 : 1))
        .map(({ id }) => id)
    const [first, second, third, goals, nobody] = await Promise.all([
      walk('o-0', 4),
      walk('o-1', 7),
      walk('o-0', 15),
      opened.store.search(us, goalsOf('p-7', { count: 1 })),
      opened.store.search(us, goalsOf('nobody')),
    ])
    expect([first, second, third]).toEqual([due(0), due(1), due(0)])
    expect([ids(goals), goals.next !== undefined]).toEqual([['g-p-7-0'], true])
    expect(nobody).toEqual({ matches: [], included: [] })
  })

  test('values of every type go along in one statement: moments, paths, lists and codes', async () => {
    const sent: string[] = []
    const database: Database = {
      ...opened.database,
      query: (statement, values) => {
        sent.push(statement.text)
        return opened.database.query(statement, values)
      },
    }
    const search = searchTogether(database)
    const common = new CommonKeys(database)
    const written = (index: number, from: string) =>
      asked({
        type: 'Task',
        clauses: [
          { kind: 'reference', param: 'patient', values: [{ type: 'Patient', id: `p-${index}` }] },
          { kind: 'token', param: 'status', values: [{ code: 'requested' }, { code: 'accepted' }] },
          { kind: 'date', param: 'authored-on', ranges: [{ prefix: 'ge', low: `${from}T05:00:00.000Z`, high: `${from}T05:00:00.000Z` }] },
          { kind: 'lastUpdated', ranges: [{ prefix: 'ge', low: '2020-01-01T00:00:00.000Z', high: '2020-01-01T00:00:00.000Z' }] },
        ],
      })
    const some = [0, 1, 2, 3, 4, 5, 6]
    const pages = await Promise.all(some.map((index) => search(database, us, written(index, '2026-03-04'), { common } as CallOptions)))
    // What fails in a round is done again one by one, and would answer as well.
    expect(sent).toHaveLength(1)
    // Written on the first of March and each day after it.
    expect(pages.map(ids)).toEqual([[], [], [], ['t-p-3'], ['t-p-4'], ['t-p-5'], ['t-p-6']])
  })

  // Distributed tables turn away who sees only a part.
  const onOne = process.env.STORE_DISTRIBUTED === '1' ? test.skip : test

  onOne('a dead token finds nothing, and what a caller may see is their own', async () => {
    const token = async (more: Partial<AccessPlan> = {}): Promise<AccessPlan> => {
      const tokenHash = randomBytes(32)
      await opened.tokens.insertToken({ hash: tokenHash, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 60_000).toISOString() })
      return { caller: { clientId: 'c' }, tokenHash, allows: () => true, ...more }
    }
    const [alive, revoked] = [await token(), await token()]
    const oneAlone = await token({ sight: () => [{ member: 'p-3' }] })
    await opened.tokens.revokeToken(revoked.tokenHash!)
    const who = [alive, revoked, oneAlone, oneAlone, alive, { ...alive, tokenHash: randomBytes(32) }]
    const answers = await Promise.allSettled(who.map((access, index) => opened.store.search(access, goalsOf(`p-${index + 1}`))))
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? ids(answer.value).length : answer.reason.kind))).toEqual([
      2,
      'unauthenticated',
      2,
      0,
      2,
      'unauthenticated',
    ])
  })

  test('one whose value the database refuses fails alone', async () => {
    const answers = await Promise.allSettled(['p-1', 'p-2\u0000', 'p-3'].map((id) => opened.store.search(us, goalsOf(id))))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})

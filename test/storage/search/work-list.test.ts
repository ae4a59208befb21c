import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import type { Clause, SearchQuery } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, patient, query, remove, update } from '../records.ts'

const us = ownAccess('test')
const owners = ['PractitionerRole/anna', 'PractitionerRole/ben']
const statuses = ['requested', 'accepted', 'completed']

/** Tasks of two owners in three statuses; every seventh without a due date, several on one day. */
const tasks = Array.from({ length: 120 }, (_, n) => ({
  resourceType: 'Task',
  id: `t-${String((n * 37) % 120).padStart(3, '0')}`,
  status: statuses[n % 3]!,
  intent: 'order',
  for: { reference: `Patient/p-${n % 4}` },
  owner: { reference: owners[n % 2]! },
  ...(n % 7 > 0 && { restriction: { period: { end: `2026-0${1 + (n % 9)}-1${n % 5}` } } }),
}))
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, [...[0, 1, 2, 3].map((n) => patient(`p-${n}`)), ...tasks].map(create))
}, 60_000)
afterAll(() => opened.close())

const owner = (reference: string): Clause => {
  const [type, id] = reference.split('/') as [string, string]
  return { kind: 'reference', param: 'owner', values: [{ type, id }] }
}
const status = (...codes: string[]): Clause => ({ kind: 'token', param: 'status', values: codes.map((code) => ({ code })) })
const due = (prefix: 'ge' | 'lt' | 'eq', day: string): Clause => ({
  kind: 'date',
  param: 'due',
  ranges: [{ prefix, low: `${day}T05:00:00.000Z`, high: `${day.slice(0, 8)}${Number(day.slice(8)) + 1}T05:00:00.000Z` }],
})
const byDue: SearchQuery['sort'] = [{ param: 'due', kind: 'date', descending: false }]

/** What the list must be, in words of its own: the tasks, next one due first, those without a date last. */
function expected(of: string, among: string[], fits: (end: string | undefined) => boolean = () => true): string[] {
  const end = (task: (typeof tasks)[number]) => task.restriction?.period.end
  return tasks
    .filter((task) => task.owner.reference === of && among.includes(task.status) && fits(end(task)))
    .sort((one, other) => ((end(one) ?? '9999') < (end(other) ?? '9999') ? -1 : end(one) === end(other) && one.id < other.id ? -1 : 1))
    .map(({ id }) => id)
}

async function all(asked: SearchQuery): Promise<string[]> {
  const found: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await opened.store.search(us, { ...asked, ...(after && { after }) })
    expect(page.matches.length).toBeLessThanOrEqual(asked.count)
    found.push(...ids(page.matches))
    if (!page.next) return found
    after = page.next
  }
}

describe('the tasks of one owner, next one due first', () => {
  for (const count of [1, 7, 20, 40]) {
    test(`in two statuses, ${count} a page`, async () => {
      const clauses = [owner(owners[0]!), status('requested', 'accepted')]
      expect(await all(query('Task', { clauses, sort: byDue, count }))).toEqual(expected(owners[0]!, ['requested', 'accepted']))
    })
  }

  test('what the index does not say is still asked: a system, a second list of statuses', async () => {
    const ofSystem = (system: string): Clause => ({ kind: 'token', param: 'status', values: [{ system, code: 'requested' }] })
    const asked = (...clauses: Clause[]) => all(query('Task', { clauses: [owner(owners[0]!), ...clauses], sort: byDue, count: 20 }))
    const requested = expected(owners[0]!, ['requested'])
    expect(requested.length).toBeGreaterThan(0)
    expect(await asked(ofSystem(''))).toEqual(requested)
    expect(await asked(ofSystem('http://example.org/other'))).toEqual([])
    expect(await asked(status('requested', 'accepted'), status('completed', 'requested'))).toEqual(requested)
    expect(await asked(status('requested'), ofSystem('http://example.org/other'))).toEqual([])
    expect(await asked(status('requested'), owner(owners[1]!))).toEqual([])
  })

  test('from a day on, and before a day', async () => {
    const clauses = [owner(owners[1]!), status('completed')]
    const from = await all(query('Task', { clauses: [...clauses, due('ge', '2026-04-12')], sort: byDue, count: 3 }))
    expect(from).toEqual(expected(owners[1]!, ['completed'], (end) => end !== undefined && end >= '2026-04-12'))
    const before = await all(query('Task', { clauses: [...clauses, due('lt', '2026-04-12')], sort: byDue, count: 3 }))
    expect(before).toEqual(expected(owners[1]!, ['completed'], (end) => end !== undefined && end < '2026-04-12'))
    expect(from.length).toBeGreaterThan(0)
    expect(before.length).toBeGreaterThan(0)
  })

  test('on one day', async () => {
    // A day of winter time, as `due` spells its bounds so.
    const on = tasks
      .filter((task) => task.owner.reference === owners[0])
      .flatMap(({ restriction }) => restriction?.period.end ?? [])
      .find((end) => end.startsWith('2026-01'))!
    const found = await all(query('Task', { clauses: [owner(owners[0]!), status(...statuses), due('eq', on)], sort: byDue, count: 2 }))
    expect(found).toEqual(expected(owners[0]!, statuses, (end) => end === on))
    expect(found.length).toBeGreaterThan(0)
  })

  test('a total counts the whole list, whichever page is asked for', async () => {
    const clauses = [owner(owners[0]!), status('requested')]
    const first = await opened.store.search(us, query('Task', { clauses, sort: byDue, count: 5, total: 'accurate' }))
    const second = await opened.store.search(us, query('Task', { clauses, sort: byDue, count: 5, total: 'accurate', after: first.next }))
    expect([first.total, second.total]).toEqual([20, 20])
  })

  test('in another order: the last one due first, and by id', async () => {
    const clauses = [owner(owners[0]!), status('requested', 'completed')]
    const wanted = expected(owners[0]!, ['requested', 'completed'])
    expect(await all(query('Task', { clauses, count: 6 }))).toEqual([...wanted].sort())
    const backwards = await all(query('Task', { clauses, sort: [{ ...byDue[0]!, descending: true }], count: 6 }))
    expect([...backwards].sort()).toEqual([...wanted].sort())
    expect(backwards[0]).toBe(expected(owners[0]!, ['requested', 'completed'], (end) => end !== undefined).at(-1))
  })

  test('a status named twice gives nothing twice, an unknown one nothing, a system is looked at', async () => {
    const twice = [owner(owners[0]!), status('requested', 'requested')]
    expect(await all(query('Task', { clauses: twice, sort: byDue, count: 9 }))).toEqual(expected(owners[0]!, ['requested']))
    expect(await all(query('Task', { clauses: [owner(owners[0]!), status('unheard')], sort: byDue, count: 9 }))).toEqual([])
    const system = (uri: string): Clause => ({ kind: 'token', param: 'status', values: [{ system: uri, code: 'requested' }] })
    const of = (uri: string) => all(query('Task', { clauses: [owner(owners[0]!), system(uri)], sort: byDue, count: 9 }))
    expect(await of('')).toEqual(expected(owners[0]!, ['requested']))
    expect(await of('http://example.org/other')).toEqual([])
  })

  test('what is done, handed on or deleted leaves the list', async () => {
    const mine = () => all(query('Task', { clauses: [owner(owners[1]!), status('accepted')], sort: byDue, count: 50 }))
    const [done, handed, deleted, ...rest] = await mine()
    const task = (id: string) => tasks.find((one) => one.id === id)!
    await opened.store.write(us, [
      update({ ...task(done!), status: 'completed' }),
      update({ ...task(handed!), owner: { reference: owners[0]! } }),
      remove('Task', deleted!),
    ])
    expect(await mine()).toEqual(rest)
  })
})

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import type { SearchQuery } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, ofPatient, patient, query, remove, update } from '../records.ts'

const us = ownAccess('test')
let opened: TestStore
const task = (n: number, due?: string, more: object = {}) => ({
  resourceType: 'Task',
  id: `t-${String(n).padStart(2, '0')}`,
  status: 'requested',
  intent: 'order',
  for: { reference: 'Patient/p' },
  owner: { reference: `PractitionerRole/w-${n % 2}` },
  ...(due && { authoredOn: due }),
  ...more,
})

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, [
    create(patient('p')),
    // Two with the same day, two without any.
    ...[3, 1, 2, 2, undefined, 5, undefined, 4].map((day, n) =>
      create(task(n, day === undefined ? undefined : `2024-01-0${day}`, { priority: n < 4 ? 'urgent' : 'routine' })),
    ),
  ])
}, 60_000)
afterAll(() => opened.close())

/** Every page of a search, as lists of ids; `between` runs after each page. */
async function pages(asked: SearchQuery, between: (page: number) => Promise<unknown> = async () => {}): Promise<string[][]> {
  const all: string[][] = []
  for (let after: string | undefined; all.length < 50; ) {
    const page = await opened.store.search(us, { ...asked, ...(after && { after }) })
    all.push(ids(page.matches))
    if (!page.next) return all
    after = page.next
    await between(all.length)
  }
  throw new Error('Pages without end')
}

describe('pages', () => {
  test('without a sort by id; together they are everything, each once', async () => {
    expect(await pages(query('Task', { count: 3 }))).toEqual([
      ['t-00', 't-01', 't-02'],
      ['t-03', 't-04', 't-05'],
      ['t-06', 't-07'],
    ])
  })

  test('a last page that is just full has no next', async () => {
    expect(await pages(query('Task', { count: 8 }))).toHaveLength(1)
    expect(await pages(query('Task', { count: 4 }))).toHaveLength(2)
  })

  const date = (descending: boolean) => [{ param: 'authored-on', kind: 'date' as const, descending }]
  test('sorted upwards and downwards, equal ones by id, those without a value last', async () => {
    expect((await pages(query('Task', { count: 3, sort: date(false) }))).flat()).toEqual([
      't-01',
      't-02',
      't-03',
      't-00',
      't-07',
      't-05',
      't-04',
      't-06',
    ])
    expect((await pages(query('Task', { count: 1, sort: date(true) }))).flat()).toEqual([
      't-05',
      't-07',
      't-00',
      't-02',
      't-03',
      't-01',
      't-04',
      't-06',
    ])
  })

  test('by two keys of opposite direction', async () => {
    const sort = [{ param: 'priority', kind: 'token' as const, descending: false }, ...date(true)]
    expect((await pages(query('Task', { count: 2, sort }))).flat()).toEqual([
      't-05',
      't-07',
      't-04',
      't-06',
      't-00',
      't-02',
      't-03',
      't-01',
    ])
  })

  test.each([
    ['id', 'id'],
    ['lastUpdated', 'lastUpdated'],
    ['status', 'token'],
    ['owner', 'reference'],
  ] as const)('by %s, one by one, they are all there once', async (param, kind) => {
    for (const descending of [false, true]) {
      const found = (await pages(query('Task', { count: 1, sort: [{ param, kind, descending }] }))).flat()
      expect(found.toSorted()).toEqual(['t-00', 't-01', 't-02', 't-03', 't-04', 't-05', 't-06', 't-07'])
    }
  })

  test('the total counts all matches whatever the page, and nothing else', async () => {
    const asked = query('Task', {
      count: 1,
      total: 'accurate',
      clauses: [{ kind: 'reference', param: 'owner', values: [{ type: 'PractitionerRole', id: 'w-1' }] }],
    })
    const first = await opened.store.search(us, asked)
    expect([first.total, first.matches.length]).toEqual([4, 1])
    expect((await opened.store.search(us, { ...asked, after: first.next! })).total).toBe(4)
    expect(await opened.store.search(us, { ...asked, count: 0 })).toEqual({ matches: [], included: [], total: 4 })
  })

  test('what others write meanwhile neither repeats nor hides what was there', async () => {
    const found = await pages(query('Task', { count: 2 }), async (page) => {
      if (page === 1) await opened.store.write(us, [update(task(0, '2024-01-09')), create(task(8)), create({ ...task(9), id: 'a-first' })])
      if (page === 2) await opened.store.write(us, [remove('Task', 't-05')])
    })
    expect(found.flat()).toEqual(['t-00', 't-01', 't-02', 't-03', 't-04', 't-06', 't-07', 't-08'])
  })

  test.each([
    ['not one at all', 'x'],
    ['too few values', encoded(['a'])],
    ['too many values', encoded(['a', 'b', 'c'])],
    ['a value of another kind', encoded([1, 'b'])],
    ['no last id', encoded(['a', null])],
  ])('a continuation that is not ours is refused: %s', async (_, after) => {
    const run = opened.store.search(us, query('Task', { after, sort: date(true), count: 1 }))
    await expect(run).rejects.toMatchObject({ kind: 'malformed' })
  })
})

function encoded(values: unknown): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

describe('includes', () => {
  beforeAll(async () => {
    await opened.store.write(us, [
      create(patient('i')),
      create({ resourceType: 'PractitionerRole', id: 'w-0' }),
      create({ resourceType: 'Organization', id: 'team-org' }),
      create(ofPatient('CareTeam', 'team', 'i', { participant: [{ member: { reference: 'Organization/team-org' } }] })),
      create(ofPatient('CareTeam', 'team-gone', 'i')),
      create(
        ofPatient('CarePlan', 'plan-1', 'i', {
          careTeam: [{ reference: 'CareTeam/team' }, { reference: 'CareTeam/team-gone' }, { reference: 'CareTeam/never' }],
        }),
      ),
      create(
        ofPatient('CarePlan', 'plan-2', 'i', { careTeam: [{ reference: 'CareTeam/team' }], partOf: [{ reference: 'CarePlan/plan-1' }] }),
      ),
    ])
    await opened.store.write(us, [remove('CareTeam', 'team-gone')])
  })
  const search = async (more: Partial<SearchQuery>, type = 'CarePlan') => {
    const page = await opened.store.search(us, query(type, more))
    return { matches: ids(page.matches), included: ids(page.included) }
  }

  test('what the page names, each once, not the deleted, not what is unknown', async () => {
    expect(await search({ include: [{ source: 'CarePlan', param: 'care-team' }] })).toEqual({
      matches: ['plan-1', 'plan-2'],
      included: ['team'],
    })
  })

  test('every reference, without what already matches', async () => {
    const { matches, included } = await search({ include: [{ source: 'CarePlan', param: '*' }] })
    expect([matches, included.toSorted()]).toEqual([
      ['plan-1', 'plan-2'],
      ['i', 'team'],
    ])
    expect(
      (
        await search({ count: 1, sort: [{ param: 'id', kind: 'id', descending: true }], include: [{ source: 'CarePlan', param: '*' }] })
      ).included.toSorted(),
    ).toEqual(['i', 'plan-1', 'team'])
  })

  test('only the target type asked', async () => {
    expect((await search({ include: [{ source: 'CarePlan', param: 'subject', target: 'Group' }] })).included).toEqual([])
    expect((await search({ include: [{ source: 'CarePlan', param: 'subject', target: 'Patient' }] })).included).toEqual(['i'])
  })

  test('backwards: what names the page, in a patient’s record and out of it', async () => {
    expect(
      (await search({ clauses: [{ kind: 'id', values: ['i'] }], revinclude: [{ source: 'CarePlan', param: 'subject' }] }, 'Patient'))
        .included,
    ).toEqual(['plan-1', 'plan-2'])
    expect((await search({ revinclude: [{ source: 'CareTeam', param: '*' }] }, 'Organization')).included).toEqual(['team'])
    expect(
      (await search({ clauses: [{ kind: 'id', values: ['team'] }], revinclude: [{ source: 'CarePlan', param: 'care-team' }] }, 'CareTeam'))
        .included,
    ).toEqual(['plan-1', 'plan-2'])
  })
})

describe('a search over all types', () => {
  test('finds by what all types have, by type and id', async () => {
    await opened.store.write(us, [
      create(patient('all-1', { meta: { tag: [{ system: 'urn:t', code: 'mine' }] } })),
      create(ofPatient('Goal', 'all-2', 'all-1', { meta: { tag: [{ system: 'urn:t', code: 'mine' }] } })),
    ])
    const asked = query('', { count: 1, clauses: [{ kind: 'token', param: '_tag', values: [{ system: 'urn:t', code: 'mine' }] }] })
    expect(await pages(asked)).toEqual([['all-2'], ['all-1']])
  })
})

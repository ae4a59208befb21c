import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import type { ResourceJson, SearchQuery, Written } from '#storage/store.ts'
import { openTestStore, type TestStore } from './databases.ts'

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const patient = (id: string, more: object = {}): ResourceJson => ({ resourceType: 'Patient', id, ...more })
const plan = (id: string, of: string, more: object = {}): ResourceJson => ({
  resourceType: 'CarePlan',
  id,
  status: 'active',
  intent: 'plan',
  subject: { reference: `Patient/${of}` },
  ...more,
})
const create = (resource: ResourceJson) => ({ act: 'create' as const, resource })
const stored = (written: Written | undefined) => {
  if (!written || !('stored' in written)) throw new Error(`not written: ${JSON.stringify(written)}`)
  return written.stored
}
const query = (type: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  type,
  clauses: [],
  sort: [],
  count: 10,
  total: 'none',
  include: [],
  revinclude: [],
  ...more,
})

describe('a resource is kept as it was written', () => {
  test('its text begins with type, id and the meta of its version, and then is what was sent', async () => {
    const [written] = await opened.store.write(us, [
      create(patient('kept', { meta: { profile: ['urn:p'] }, active: true, gender: 'female' })),
    ])
    const { text, lastUpdated } = stored(written)
    expect(text).toBe(
      `{"resourceType":"Patient","id":"kept","meta":{"versionId":"1","lastUpdated":"${lastUpdated}","profile":["urn:p"]},"active":true,"gender":"female"}`,
    )
    expect(await opened.store.read(us, 'Patient', 'kept')).toEqual(stored(written))
  })

  test('an id never used is undefined, a deleted one says so, and its versions stay', async () => {
    await opened.store.write(us, [create(patient('gone'))])
    expect(await opened.store.write(us, [{ act: 'delete', type: 'Patient', id: 'gone' }])).toMatchObject([
      { outcome: 'deleted', stored: { version: 2, deleted: true, text: '' } },
    ])
    expect(await opened.store.read(us, 'Patient', 'never')).toBeUndefined()
    expect(await opened.store.read(us, 'Patient', 'gone')).toMatchObject({ deleted: true, version: 2 })
    expect(await opened.store.vread(us, 'Patient', 'gone', 1)).toMatchObject({ deleted: false, version: 1 })
    expect(await opened.store.history(us, 'Patient', 'gone', { count: 10 })).toMatchObject({
      total: 2,
      versions: [{ method: 'DELETE' }, { method: 'POST' }],
    })
  })
})

describe('a record is found by what is in it', () => {
  test('by patient and status, with what it names', async () => {
    await opened.store.write(us, [
      create(patient('found')),
      create({ resourceType: 'CareTeam', id: 'found-team', subject: { reference: 'Patient/found' } }),
      create(plan('found-plan', 'found', { careTeam: [{ reference: 'CareTeam/found-team' }] })),
      create(plan('found-draft', 'found', { status: 'draft' })),
    ])
    const page = await opened.store.search(
      us,
      query('CarePlan', {
        clauses: [
          { kind: 'reference', param: 'patient', values: [{ type: 'Patient', id: 'found' }] },
          { kind: 'token', param: 'status', values: [{ code: 'active' }] },
        ],
        include: [{ source: 'CarePlan', param: 'care-team' }],
        total: 'accurate',
      }),
    )
    expect(page.matches.map(({ id }) => id)).toEqual(['found-plan'])
    expect(page.included.map(({ id }) => id)).toEqual(['found-team'])
    expect(page.total).toBe(1)
  })
})

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type AccessPlan, type Caller, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { compartments } from '#fhir/definitions/compartments.ts'
import { createIndexing } from '#storage/indexing.ts'
import { openDatabase } from '#storage/open.ts'
import { asOptions, planning } from '#storage/session-settings.ts'
import type { SearchQuery } from '#storage/store.ts'
import { storeOver } from '#storage/store-over.ts'
import { adminUrl, openTestStore, type TestStore } from '../databases.ts'
import { costOf, recording } from '../plans/plan.ts'
import { create, ids, ofPatient, patient, query } from '../records.ts'

// Searches in which nothing leads to few rows, for who is tied to few members and to many. STORE_DISTRIBUTED serves no narrowed plans.
const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe
const us = ownAccess('test')
const to = (reference: string) => ({ reference })
const base = 'http://localhost/fhir/R4'
let opened: TestStore
const members = (from: number, until: number) => Array.from({ length: until - from }, (_, index) => `m${from + index}`)

const seats: Readonly<Record<number, object[]>> = {
  7: [{ member: to('Organization/few') }],
  8: [{ member: to('Organization/few'), period: { end: '2020-01-01' } }],
}

/** Every member is the practice `many`'s, and one of a hundred is the practice `few`'s, too, and one was. */
async function load(from: number, until: number): Promise<void> {
  await opened.store.write(
    us,
    members(from, until).flatMap((member, index) => [
      create(patient(member, { generalPractitioner: [to('Organization/many')] })),
      create(
        ofPatient('CareTeam', `team-${member}`, member, {
          status: 'active',
          participant: seats[(from + index) % 100] ?? [],
        }),
      ),
      create(
        ofPatient('MedicationRequest', `medicine-${member}`, member, {
          status: 'active',
          intent: 'order',
          requester: to('Practitioner/busy'),
        }),
      ),
    ]),
  )
}

async function caller(organization: string, more: Partial<Caller> = {}): Promise<AccessPlan> {
  const hash = randomBytes(32)
  await opened.tokens.insertToken({ hash, clientId: organization, scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  const claims: Caller = { clientId: organization, kind: 'pediatrician', organization: `Organization/${organization}`, ...more }
  return { ...compileAccess(claims, 'system/*.rs', hash), request: { id: organization, patients: new Set<string>(), written: 0 } }
}

const busy: SearchQuery['clauses'][number] = {
  kind: 'compartment',
  owner: { type: 'Practitioner', id: 'busy' },
  params: compartments().get('Practitioner')!,
}

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, [create({ resourceType: 'Practitioner', id: 'busy' })])
  await load(0, 400)
}, 120_000)
afterAll(() => opened.close())

onOne('a search that nothing leads, for who is tied to members', () => {
  const seven = ['m107', 'm207', 'm307', 'm7']
  const pages = async (access: AccessPlan, asked: Partial<SearchQuery>, type = 'MedicationRequest') => {
    const found: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await opened.store.search(access, query(type, { count: 3, ...asked, ...(after && { after }) }))
      found.push(...ids(page.matches))
      after = page.next
      if (after === undefined) return found
    }
  }

  test.each([
    ['of all', {}],
    ['of a compartment', { clauses: [busy] }],
    ['sorted', { sort: [{ param: '_lastUpdated', kind: 'lastUpdated', descending: false }] } as Partial<SearchQuery>],
  ])('to few: theirs, page by page, %s', async (_how, asked) => {
    expect((await pages(await caller('few'), asked)).toSorted()).toEqual(seven.map((member) => `medicine-${member}`))
  })

  test('to many: in order, page by page', async () => {
    const found = await pages(await caller('many'), { count: 90 })
    expect(found).toEqual(
      members(0, 400)
        .map((member) => `medicine-${member}`)
        .toSorted(),
    )
  })

  test('counted exactly', async () => {
    const counted = async (organization: string) =>
      (await opened.store.search(await caller(organization), query('MedicationRequest', { total: 'accurate', count: 3 }))).total
    expect([await counted('few'), await counted('many'), await counted('nobody')]).toEqual([4, 400, 0])
  })

  test("over all types: theirs, and what is anybody's", async () => {
    expect((await pages(await caller('few'), { clauses: [busy] }, '')).toSorted()).toEqual([
      'busy',
      ...seven.map((member) => `medicine-${member}`),
    ])
  })

  test('nothing to whom nobody is tied', async () => {
    expect(await pages(await caller('nobody'), {})).toEqual([])
  })
})

// The embedded database has no statistics worth looking at.
const onPostgres = adminUrl === undefined || process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onPostgres('what it costs who is tied to few', () => {
  const blocks = async (type: string) => {
    const [own] = await opened.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' })
    const databaseUrl = Object.assign(new URL(adminUrl!), { pathname: `/${own!.name}` }).toString()
    const { database, taken } = recording(await openDatabase({ databaseUrl }))
    const client = new pg.Client({ connectionString: databaseUrl, options: asOptions({ timezone: 'UTC', ...planning }).join(' ') })
    await client.connect()
    const store = storeOver(database, createIndexing(base))
    try {
      // What the store asks for itself when it opens: which keys are common.
      await database.query({ text: 'SELECT 1' })
      taken()
      await store.search(await caller('few'), query(type))
      const [sent] = taken()
      return (await costOf(client, sent!)).blocks
    } finally {
      await client.end()
      await store.close()
    }
  }

  test('it costs by their members, and not by how many there are', async () => {
    await opened.database.script('VACUUM ANALYZE')
    const before = [await blocks('MedicationRequest'), await blocks('')]
    await load(400, 2_000)
    await opened.database.script('VACUUM ANALYZE')
    const after = [await blocks('MedicationRequest'), await blocks('')]
    // Five times the members, and twenty of theirs instead of four.
    expect(after.map((one, place) => one <= before[place]! * 5 + 20)).toEqual([true, true])
    expect(Math.max(...after)).toBeLessThan(1_500)
  }, 120_000)
})

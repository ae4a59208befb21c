import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { searchKey } from '#storage/keys.ts'
import type { ResourceJson } from '#storage/store.ts'
import fc from '../../seeded-fast-check.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, remove, update } from '../records.ts'

// The rows of `post` are what the directory says of who works where, whatever was done to it.

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const empty = () => opened.database.script('TRUNCATE resource, version, locator, former_key')

async function kept(): Promise<string[]> {
  const rows = await opened.database.query<{ organization: string; party: string; id: string }>({
    text: 'SELECT organization, party, id FROM post',
  })
  return rows.map(({ organization, party, id }) => `${organization} ${party} ${id}`).sort()
}

interface Role {
  id: string
  organization?: string
  practitioner?: string
  active?: boolean
}

const recordOf = ({ id, organization, practitioner, active }: Role): ResourceJson => ({
  resourceType: 'PractitionerRole',
  id,
  ...(active !== undefined && { active }),
  ...(organization && { organization: { reference: organization } }),
  ...(practitioner && { practitioner: { reference: practitioner } }),
})

/** Who has no organization, or is not active, holds no post there; a post that nobody holds is one of its own. */
const said = (roles: Iterable<Role>): string[] =>
  [...roles]
    .filter(({ organization, active }) => organization !== undefined && active !== false)
    .flatMap(({ id, organization, practitioner }) =>
      [`PractitionerRole/${id}`, ...(practitioner ? [practitioner] : [])].map((party) => `${organization} ${party} ${id}`),
    )
    .sort()

const role: fc.Arbitrary<Role> = fc.record({
  id: fc.constantFrom('one', 'two', 'three'),
  organization: fc.constantFrom('Organization/a', 'Organization/b', undefined),
  practitioner: fc.constantFrom('Practitioner/p', 'Practitioner/q', undefined),
  active: fc.constantFrom(true, false, undefined),
})
const steps = fc.array(fc.record({ gone: fc.constantFrom(false, false, true), role }), { minLength: 1, maxLength: 20 })

/** What is asked of a database that spreads its tables is not in this table. */
const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('the posts in their table', () => {
  test('are what the directory says, after each of many writes', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await empty()
        const there = new Map<string, Role>()
        for (const { gone, role } of all) {
          if (gone && !there.has(role.id)) continue
          const act = gone ? remove('PractitionerRole', role.id) : there.has(role.id) ? update(recordOf(role)) : create(recordOf(role))
          await opened.store.write(us, [act])
          if (gone) there.delete(role.id)
          else there.set(role.id, role)
          expect(await kept()).toEqual(said(there.values()))
        }
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  test('who was there before there was such a table is in it when it is made', async () => {
    await empty()
    const roles: Role[] = [
      { id: 'one', organization: 'Organization/a', practitioner: 'Practitioner/p', active: true },
      { id: 'two', organization: 'Organization/a', practitioner: 'Practitioner/q', active: false },
      { id: 'three', organization: 'Organization/b' },
      { id: 'four', organization: 'Organization/b', practitioner: 'Practitioner/q' },
    ]
    await opened.store.write(
      us,
      roles.map((one) => create(recordOf(one))),
    )
    await opened.store.write(us, [remove('PractitionerRole', 'four')])
    await opened.database.script('TRUNCATE post')
    // The table as the migration fills it, in the migration's own words.
    const text = readFileSync(new URL('../../../src/storage/migrations/016-posts.sql', import.meta.url), 'utf8')
    const [fill] = /INSERT INTO post SELECT p\.organization, p\.party, r\.id[^;]*;/.exec(text)!
    await opened.database.script(fill)
    expect(await kept()).toEqual(said(roles.slice(0, 3)))
  })

  test('the number of the migration is the search key of who is not active', () => {
    const text = readFileSync(new URL('../../../src/storage/migrations/016-posts.sql', import.meta.url), 'utf8')
    expect(text).toContain(`WHERE ${searchKey('PractitionerRole', 'active', 'c', 'false')} <> ALL (keys)`)
  })
})

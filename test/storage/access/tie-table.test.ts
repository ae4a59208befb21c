import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { tiesOf } from '#storage/access/ties.ts'
import type { ResourceJson, Write } from '#storage/store.ts'
import fc from '../../seeded-fast-check.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ofPatient, patient, remove, update } from '../records.ts'

// The rows of `tie` are what the records say, whatever was done to these: made, changed, ended, deleted, made again, moved to another member.

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const to = (reference: string) => ({ reference })
const spelled = (...parts: unknown[]) => JSON.stringify(parts)

const empty = () => opened.database.script('TRUNCATE resource, version, locator, former_key')

/** The table, a line for each row. */
async function kept(): Promise<string[]> {
  const rows = await opened.database.query<Record<string, unknown>>({
    text: 'SELECT shard, type, id, party, ground, low, high, codes, labels FROM tie',
  })
  return rows.map((row) => spelled(...Object.values(row))).sort()
}

/** The same, read off the records that are there. */
const said = (records: Iterable<ResourceJson>): string[] =>
  [...records]
    .flatMap((record) =>
      tiesOf(record).map(({ party, ground, from, until, codes, labels }) =>
        spelled(memberOf(record), record.resourceType, record.id, party, ground, from, until, codes, labels),
      ),
    )
    .sort()

function memberOf(record: ResourceJson): string {
  const { reference } = (record.subject ?? record.patient ?? record.beneficiary ?? record.for ?? {}) as { reference?: string }
  return reference === undefined ? String(record.id) : reference.slice('Patient/'.length)
}

const members = ['a', 'b', 'c']
const party = fc.constantFrom('Organization/one', 'Organization/two', 'PractitionerRole/p')
const period = fc.option(
  fc.record({ start: fc.constantFrom('2020-01-01', '2024-02-29'), end: fc.constantFrom('2024-06-15', '2030-12-31') }),
  {
    nil: undefined,
  },
)

/** What may stand under an id: a few ids, so that they are used again. */
const record: fc.Arbitrary<ResourceJson> = fc
  .record({
    type: fc.constantFrom('EpisodeOfCare', 'CareTeam', 'Coverage', 'Task', 'Goal'),
    n: fc.constantFrom(1, 2),
    member: fc.constantFrom(...members),
    parties: fc.uniqueArray(party, { minLength: 1, maxLength: 3 }),
    period,
    ended: fc.boolean(),
  })
  .map(({ type, n, member, parties, period, ended }) => {
    const [id, who] = [`${type.toLowerCase()}-${n}`, to(`Patient/${member}`)]
    const resource = { resourceType: type, id }
    if (type === 'EpisodeOfCare')
      return { ...resource, status: ended ? 'cancelled' : 'active', patient: who, managingOrganization: to(parties[0]!), period }
    if (type === 'Coverage')
      return { ...resource, status: ended ? 'cancelled' : 'active', beneficiary: who, payor: parties.map(to), period }
    if (type === 'Task') return { ...resource, status: ended ? 'completed' : 'requested', for: who, owner: to(parties[0]!) }
    const participant = parties.map((one) => ({ member: to(one), period }))
    return ofPatient(type, id, member, type === 'CareTeam' ? { status: ended ? 'inactive' : 'active', participant } : {})
  })

type Step = { do: 'put'; record: ResourceJson } | { do: 'delete'; record: ResourceJson }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ do: fc.constantFrom('put', 'put', 'put', 'delete'), record }) as fc.Arbitrary<Step>,
  { minLength: 1, maxLength: 25 },
)

/** What is asked of a database that spreads its tables is not in this table. */
const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('the ties in their table', () => {
  test('are what the records say, after each of many writes', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await empty()
        const there = new Map<string, ResourceJson>()
        const used = new Set<string>()
        await opened.store.write(
          us,
          members.map((id) => create(patient(id))),
        )
        for (const step of all) {
          const key = `${step.record.resourceType}/${step.record.id}`
          const isThere = there.has(key)
          if (step.do === 'delete' && !isThere) continue
          const write: Write =
            step.do === 'delete'
              ? remove(step.record.resourceType, step.record.id!)
              : isThere || used.has(key)
                ? update(step.record)
                : create(step.record)
          const [written] = await opened.store.write(us, [write])
          // Who was deleted is made again by `create`; to change what is gone is refused, and changes nothing.
          if (written?.outcome === 'gone') await opened.store.write(us, [create(step.record)])
          if (step.do === 'delete') there.delete(key)
          else there.set(key, step.record)
          used.add(key)
        }
        expect(await kept()).toEqual(said(there.values()))
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  test('nothing is left of them when all records are emptied out', async () => {
    await empty()
    await opened.store.write(us, [create(patient('d', { generalPractitioner: [to('Organization/one')] }))])
    expect(await kept()).toHaveLength(1)
    await empty()
    expect(await kept()).toEqual([])
  })

  test('what was stored before there was such a table is in it when it is made', async () => {
    await empty()
    await opened.store.write(us, [
      create(patient('e', { generalPractitioner: [to('Organization/one'), to('PractitionerRole/p')] })),
      create({ resourceType: 'Coverage', id: 'cov-e', status: 'active', beneficiary: to('Patient/e'), payor: [to('Organization/two')] }),
      create({ resourceType: 'Coverage', id: 'gone-e', status: 'active', beneficiary: to('Patient/e'), payor: [to('Organization/two')] }),
    ])
    await opened.store.write(us, [remove('Coverage', 'gone-e')])
    const before = await kept()
    expect(before).toHaveLength(3)
    await opened.database.script(`DROP TABLE tie, post; DROP FUNCTION keep_ties CASCADE;
      DROP FUNCTION ties_in, releases_of, is_signed_still, posts_in, ended_bearing_none, opening_told`)
    for (const name of ['014-ties', '015-ties-by-party', '016-posts'])
      await opened.database.script(readFileSync(new URL(`../../../src/storage/migrations/${name}.sql`, import.meta.url), 'utf8'))
    expect(await kept()).toEqual(before)
  })
})

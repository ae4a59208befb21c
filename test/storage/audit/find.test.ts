import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { TrailAsk } from '#storage/audit/find.ts'
import type { AuditLine } from '#storage/audit/line.ts'
import { openTestStore, type TestStore } from '../databases.ts'

// A line of a list names several members; each of them is an event of its own, and no other member is shown with it.

let data: TestStore
const line = (what: string, more: Partial<AuditLine> = {}): AuditLine => ({
  request: `r-${what}`,
  client: 'ehr',
  action: 'E',
  interaction: 'search-type',
  what,
  outcome: 0,
  ...more,
})
/** Oldest first: alone, in lists (at their beginnings, middles and ends), and nobody's. */
const lines = [
  line('a', { patient: 'ana' }),
  line('b', { patients: ['ana', 'ben', 'cem'] }),
  line('c'),
  line('d', { patients: ['ben', 'ana'], client: 'plan' }),
  line('e', { patient: 'ben' }),
  line('f', { patients: ['dora', 'ben'], outcome: 4 }),
]
const events = ['f dora', 'f ben', 'e ben', 'd ben', 'd ana', 'c ', 'b ana', 'b ben', 'b cem', 'a ana']

beforeAll(async () => {
  data = await openTestStore()
  for (const one of lines) await data.audit.record([one])
})
afterAll(() => data.close())

const spell = ({ what, patient = '' }: { what?: string; patient?: string }) => `${what} ${patient}`

/** Every page to the end. */
async function all(ask: Omit<TrailAsk, 'count' | 'after'>, count: number) {
  const found = []
  for (let after: string | undefined; ; ) {
    const page = await data.audit.find({ ...ask, count, after })
    expect(page.lines.length).toBeLessThanOrEqual(count)
    found.push(...page.lines)
    if (page.next === undefined) return found
    after = page.next
  }
}

describe('a line that names several members', () => {
  test.each([1, 2, 3, 4, 7, 10, 11])('is an event for each of them, once, in pages of %d', async (count) => {
    const found = await all({}, count)
    expect(found.map(spell).sort()).toEqual(events.toSorted())
    expect(found.map(({ what }) => what)).toEqual(events.map((event) => event[0]))
    expect(new Set(found.map(({ id }) => id)).size).toBe(events.length)
  })

  test.each([
    ['ana', ['d', 'b', 'a']],
    ['ben', ['f', 'e', 'd', 'b']],
    ['cem', ['b']],
    ['dora', ['f']],
    ['eva', []],
  ])('%s sees her own trail, and nobody else in it', async (patient, whats) => {
    for (const count of [1, 2, 3, 50]) expect((await all({ patient }, count)).map(spell)).toEqual(whats.map((what) => `${what} ${patient}`))
  })

  test('the other questions are asked of it as well', async () => {
    expect((await all({ patient: 'ben', told: true }, 2)).map(({ what }) => what)).toEqual(['e', 'd', 'b'])
    expect((await all({ client: 'plan' }, 1)).map(spell).sort()).toEqual(['d ana', 'd ben'])
    expect(await all({ patient: 'ben', client: 'plan', action: 'R' }, 1)).toEqual([])
  })

  test('each event is found by its name, and by no other', async () => {
    for (const event of await all({}, 50)) {
      expect((await data.audit.find({ id: event.id, count: 1 })).lines).toEqual([event])
      const [tx, seq, n] = event.id.split('-')
      for (const id of n === undefined ? [`${tx}-${seq}-1`] : [`${tx}-${seq}`, `${tx}-${seq}-9`])
        expect((await data.audit.find({ id, count: 1 })).lines).toEqual([])
    }
  })

  test('does not hold the list of the others', async () => {
    for (const event of await all({ patient: 'ben' }, 50)) expect(JSON.stringify(event)).not.toMatch(/ana|cem|dora/)
  })
})

test('rows from before there were lists hash as they did', async () => {
  const [row] = await data.database.query<{ same: boolean }>({
    text: `SELECT bool_and(audit_row_hash(a) = sha256(convert_to(json_build_array(a.tx::text, a.seq, extract(epoch FROM a.at)::text, a.request,
      a.client, a.kind, a.person, a.address, a.action, a.interaction, a.what, a.patient, a.outcome, a.reason, a.purpose, a.token,
      a.query)::text, 'UTF8'))) AS same FROM audit a WHERE patients IS NULL`,
  })
  expect(row).toEqual({ same: true })
})

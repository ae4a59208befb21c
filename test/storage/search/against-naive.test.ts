import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ownAccess } from '#auth/access-plan.ts'
import type { Clause, Prefix, ResourceJson } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, query } from '../records.ts'

// Whatever combination of clauses is asked, the database finds what a reader of the resources themselves would find.
// The reader below knows the resources' shape and the words of http://hl7.org/fhir/R4/search.html, not the index.

const us = ownAccess('test')
let opened: TestStore

interface Task extends ResourceJson {
  status: string
  code?: { coding: { system?: string; code: string }[] }
  for: { reference: string }
  owner?: { reference: string }
  authoredOn?: string
  executionPeriod?: { start?: string; end?: string }
}

const statuses = ['requested', 'accepted', 'completed']
const systems = ['urn:a', 'urn:b', undefined]
const codes = ['x', 'y', 'z']
const members = ['m0', 'm1', 'm2']
const owners = ['Practitioner/o1', 'Organization/o1', 'Practitioner/o2']
const days = ['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-10', '2024-11-03']
const day = fc.constantFrom(...days)

const tasks: fc.Arbitrary<Task[]> = fc
  .array(
    fc.record(
      {
        status: fc.constantFrom(...statuses),
        code: fc
          .array(fc.record({ system: fc.constantFrom(...systems), code: fc.constantFrom(...codes) }), { minLength: 1, maxLength: 3 })
          .map((coding) => ({ coding })),
        for: fc.constantFrom(...members).map((id) => ({ reference: `Patient/${id}` })),
        owner: fc.constantFrom(...owners).map((reference) => ({ reference })),
        authoredOn: day,
        executionPeriod: fc
          .record({ start: day, end: day }, { requiredKeys: [] })
          .filter(({ start, end }) => (start ?? end) !== undefined && (start ?? '') <= (end ?? '9')),
      },
      { requiredKeys: ['status', 'for'] },
    ),
    { minLength: 60, maxLength: 60 },
  )
  .map((list) => list.map((task, n) => ({ resourceType: 'Task', id: `t${n}`, intent: 'order', ...task })))

/** Start of a day in New York; the four dates here are on both sides of both clock changes. */
function start(of: string, plus = 0): string {
  const date = new Date(Date.parse(`${of}T00:00:00Z`) + plus * 86_400_000).toISOString().slice(0, 10)
  const summer = date > '2024-03-10' && date <= '2024-11-03'
  return `${date}T0${summer ? 4 : 5}:00:00.000Z`
}
const prefix = fc.constantFrom<Prefix>('eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb')

const clause: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    kind: fc.constant('token' as const),
    param: fc.constant('status'),
    not: fc.boolean(),
    values: fc.array(
      fc.constantFrom(...statuses).map((code) => ({ code })),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('token' as const),
    param: fc.constant('code'),
    not: fc.boolean(),
    values: fc.array(
      fc.oneof(
        fc.record({ code: fc.constantFrom(...codes) }),
        fc.record({ system: fc.constantFrom('urn:a', 'urn:b', ''), code: fc.constantFrom(...codes) }),
        fc.record({ system: fc.constantFrom('urn:a', 'urn:b') }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('reference' as const),
    param: fc.constantFrom('patient', 'subject'),
    values: fc.array(fc.record({ type: fc.constant('Patient'), id: fc.constantFrom(...members) }), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('reference' as const),
    param: fc.constant('owner'),
    values: fc.array(
      fc.oneof(
        fc.record({ id: fc.constantFrom('o1', 'o2') }),
        fc.record({ type: fc.constantFrom('Practitioner', 'Organization'), id: fc.constantFrom('o1', 'o2') }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('date' as const),
    param: fc.constantFrom('authored-on', 'period'),
    ranges: fc.array(
      fc.tuple(prefix, day).map(([prefix, of]) => ({ prefix, low: start(of), high: start(of, 1) })),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('missing' as const),
    param: fc.constantFrom('owner', 'code', 'period'),
    of: fc.constant('token' as const),
    missing: fc.boolean(),
  }),
)

function fits(task: Task, clause: Clause): boolean {
  switch (clause.kind) {
    case 'token': {
      const own = clause.param === 'status' ? [{ system: undefined, code: task.status }] : (task.code?.coding ?? [])
      const found = clause.values.some((value) =>
        own.some(
          (coding) =>
            (value.code === undefined || coding.code === value.code) &&
            (value.system === undefined || (value.system === '' ? coding.system === undefined : coding.system === value.system)),
        ),
      )
      return found !== (clause.not ?? false)
    }
    case 'reference': {
      const reference = clause.param === 'owner' ? task.owner?.reference : task.for.reference
      return clause.values.some(({ type, id }) => (type === undefined ? reference?.split('/')[1] === id : reference === `${type}/${id}`))
    }
    case 'date':
      return clause.ranges.some((asked) => {
        const range =
          clause.param === 'period' ? periodOf(task) : task.authoredOn && { low: start(task.authoredOn), high: start(task.authoredOn, 1) }
        return range ? compares(asked.prefix, range, asked) : false
      })
    case 'missing':
      return (
        ((clause.param === 'owner' ? task.owner : clause.param === 'code' ? task.code : task.executionPeriod) === undefined) ===
        clause.missing
      )
    default:
      throw new Error(clause.kind)
  }
}

function periodOf({ executionPeriod }: Task): { low: string; high: string } | undefined {
  if (!executionPeriod) return undefined
  const { start: from, end } = executionPeriod
  return { low: from ? start(from) : '0000', high: end ? start(end, 1) : '9999-99' }
}

function compares(prefix: Prefix, own: { low: string; high: string }, asked: { low: string; high: string }): boolean {
  const contained = own.low >= asked.low && own.high <= asked.high
  switch (prefix) {
    case 'ne':
      return !contained
    case 'gt':
      return own.high > asked.high
    case 'lt':
      return own.low < asked.low
    case 'ge':
      return own.high > asked.high || contained
    case 'le':
      return own.low < asked.low || contained
    case 'sa':
      return own.low >= asked.high
    case 'eb':
      return own.high <= asked.low
    default:
      return contained
  }
}

let stored: Task[]
beforeAll(async () => {
  opened = await openTestStore()
  stored = fc.sample(tasks, { seed: 20_240_229, numRuns: 1 })[0]!
  await opened.store.write(us, stored.map(create))
}, 60_000)
afterAll(() => opened.close())

test('any three clauses, each with any values', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(clause, { minLength: 1, maxLength: 3 }), async (clauses) => {
      const { matches, total } = await opened.store.search(us, query('Task', { clauses, count: 100, total: 'accurate' }))
      const expected = stored.filter((task) => clauses.every((one) => fits(task, one))).map(({ id }) => id)
      expect(ids(matches).toSorted()).toEqual(expected.toSorted())
      expect(total).toBe(expected.length)
    }),
    { numRuns: 300, seed: 7 },
  )
}, 60_000)

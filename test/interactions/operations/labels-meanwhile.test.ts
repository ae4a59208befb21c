import { AsyncResource } from 'node:async_hooks'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { carryOut } from '#interactions/write/carry-out.ts'
import { programs } from '#programs/index.ts'
import type { ResourceJson, Store } from '#storage/store.ts'
import { concept } from '../../people/spelling.ts'
import { create, ofPatient, patient } from '../../storage/records.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

// CARES-CON-07: a record gets a label at the very moment at which something is made from it. Whichever of the two is first, what was made
// bears the label in the end, or what nobody else may read would be in it for good.

const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
let server: Caller | undefined
let number = 0
let member = ''
let need = ''
let referral = ''

beforeEach(async () => {
  server ??= await openCaller(programs)
  member = `m${++number}`
  need = `need${number}`
  referral = `referral${number}`
  await server.context.store.write(ownAccess('test'), [
    create(patient(member, { birthDate: '2010-02-01', name: [{ family: 'Moon' }] })),
    create(
      ofPatient('Condition', need, member, {
        clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
        category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] }],
        code: { text: 'Need-words' },
        recordedDate: '2023-01-01',
      }),
    ),
    create(
      ofPatient('ServiceRequest', referral, member, {
        status: 'active',
        intent: 'order',
        category: [concept('referral-kind', 'service-referral')],
        code: { text: 'Need-words' },
        authoredOn: '2024-05-01',
        occurrenceDateTime: '2024-05-20',
      }),
    ),
  ])
}, 60_000)
afterAll(() => server?.opened.close())

const soon = () => new Promise((resolve) => setTimeout(resolve, 300))
const answer = { resourceType: 'Parameters', parameter: [{ name: 'reason-not-made', valueCode: 'member-unreachable' }] }

/** What is made from a record, by whom it may be made, and of what. */
const makers = [
  {
    what: 'the parts of a plan',
    from: () => ['Condition', need],
    make: (by: Caller) => by.json('POST', `Patient/${member}/$generate-icp`),
  },
  {
    what: 'a follow-up',
    from: () => ['ServiceRequest', referral],
    make: (by: Caller) => by.json('POST', `ServiceRequest/${referral}/$record-follow-up`, answer),
  },
] as const

async function withLabel([type, id]: readonly string[]): Promise<ResourceJson> {
  const { meta, ...stored } = await server!.json('GET', `${type}/${id}`)
  return { ...stored, meta: { ...meta, security: [{ system: actCode, code: 'HIV' }] } }
}

async function relabel(source: readonly string[], before?: () => Promise<unknown>): Promise<void> {
  const [type = '', id = ''] = source
  const change = { act: 'put', type, id, at: '', resource: await withLabel(source), ifMatch: 1 } as const
  await carryOut(server!.context, [change], before && (async () => void (await before())))
}

/** Somebody else's request: what is asked beside a transaction is no part of it. */
const elsewhere = new AsyncResource('somebody else')
const apart = <Result>(work: () => Promise<Result>) => elsewhere.runInAsyncScope(work)

/** Everything of the member in which words of what is labelled stand, and their labels. */
async function telling(): Promise<[string, string[]][]> {
  const { entry } = await server!.json('GET', `Patient/${member}/$everything`)
  return entry
    .map(({ resource }: Json) => resource)
    .filter((one: Json) => JSON.stringify(one).match(`Need-words|${referral}`) && ![need, referral].includes(one.id))
    .map((one: Json) => [one.resourceType, (one.meta.security ?? []).map(({ code }: Json) => code)])
}

/** The same caller, whose transactions wait between their last write and their end. */
function slow(by: Caller, before: () => Promise<unknown>): Caller {
  const store: Store = {
    ...by.context.store,
    transact: (access, locks, work) =>
      by.context.store.transact(access, locks, async (session) => {
        const done = await work(session)
        await before()
        return done
      }),
  }
  return by.with({ store })
}

/** The same caller, for whom something happens after everything was read and before anything is written. */
function overtaken(by: Caller, meanwhile: () => Promise<unknown>): Caller {
  let happened: Promise<unknown> | undefined
  const { store } = by.context
  const first = () => (happened ??= meanwhile())
  return by.with({
    store: {
      ...store,
      transact: async (...asked) => {
        await first()
        return store.transact(...asked)
      },
      write: async (...asked) => {
        await first()
        return store.write(...asked)
      },
    },
  })
}

const labelled = (found: readonly [string, string[]][]) => {
  expect(found.length).toBeGreaterThan(0)
  expect(found).toEqual(found.map(([type]) => [type, expect.arrayContaining(['HIV'])]))
}

describe.each(makers)('$what, made from a record that is labelled meanwhile', ({ from, make }) => {
  test('labelled after it was read, and before anything is written', async () => {
    await make(overtaken(server!, () => relabel(from())))
    labelled(await telling())
  })

  test('made while the label is written, and not yet kept', async () => {
    let made: Promise<unknown> = Promise.resolve()
    await relabel(from(), async () => {
      made = apart(() => make(server!))
      await Promise.race([made, soon()])
    })
    await made
    labelled(await telling())
  })

  test('labelled while it is written, and not yet kept', async () => {
    let done: Promise<unknown> = Promise.resolve()
    await make(
      slow(server!, async () => {
        done = apart(() => relabel(from()))
        await Promise.race([done, soon()])
      }),
    )
    await done
    labelled(await telling())
  })
})

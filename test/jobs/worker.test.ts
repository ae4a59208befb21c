import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { FhirError } from '#fhir/error.ts'
import { keepFindings } from '#jobs/keep-findings.ts'
import { realAfter } from '#jobs/timer.ts'
import { startWorker } from '#jobs/worker.ts'
import type { Outbox } from '#storage/outbox.ts'
import { enrolledFrom, referredOn } from '../programs/cares/clocks/read-one.ts'
import { type Desk, listening, openDesk, until } from './fixture.ts'

const today = '2024-03-01T17:00:00Z'
const stay = 'EpisodeOfCare/stay'
let desk: Desk
let outbox: Outbox

beforeAll(async () => {
  desk = await openDesk(today)
  outbox = desk.opened.outbox
}, 60_000)
afterAll(() => desk.opened.close())

const waiting = async () => (await outbox.backlog()).waiting
const drained = () => until(async () => (await waiting()) === 0)

const started: { stop(): Promise<void> }[] = []

/** A worker over the desk, and how often it looked at whom. */
function start(parts: { outbox?: Outbox; keep?: (members: readonly string[]) => ReturnType<typeof keepFindings> } = {}) {
  const log = listening()
  const looked: string[] = []
  const keep = parts.keep ?? ((members: readonly string[]) => keepFindings(desk, members))
  const worker = startWorker({
    outbox: parts.outbox ?? outbox,
    after: realAfter,
    log,
    minds: (type) => type !== 'Observation',
    async *reach() {},
    keep: (members) => {
      looked.push(...members)
      return keep(members)
    },
  })
  started.push(worker)
  return { ...worker, log, looked }
}

describe('the worker', () => {
  afterEach(async () => {
    for (const worker of started.splice(0)) await worker.stop()
    await outbox.done(await held())
  })

  test('CARES-CON-01: an enrollment without a release has its finding within a second, unasked', async () => {
    const worker = start()
    // Let it fall into its longest sleep first.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await desk.put(...referredOn('2024-01-02'), enrolledFrom('2024-02-20'))
    const written = Date.now()
    await until(async () => (await desk.finding('CARES-CON-01', stay)) !== undefined)
    // A second on a machine of its own; here others work as well.
    expect(Date.now() - written).toBeLessThan(2_000)
    await drained()
    await worker.stop()
  })

  test('woken by the one who wrote, it looks at once', async () => {
    const worker = start()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await desk.put(enrolledFrom('2024-02-21'))
    const before = worker.looked.length
    worker.wake()
    await until(async () => worker.looked.length > before, 0.3)
    await drained()
    await worker.stop()
  })

  test('its own writes are acknowledged and not looked at again', async () => {
    await desk.put({ resourceType: 'Patient', id: 'own', birthDate: '2015-01-01' }, {
      ...enrolledFrom('2024-01-01'),
      id: 'own-stay',
    } as never)
    await desk.put({ ...enrolledFrom('2024-01-01'), id: 'own-stay', patient: { reference: 'Patient/own' } } as never)
    const worker = start()
    await until(async () => (await desk.finding('CARES-CON-01', 'EpisodeOfCare/own-stay')) !== undefined)
    await drained()
    const looks = worker.looked.length
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(worker.looked.filter((member) => member === 'own')).toHaveLength(1)
    expect(worker.looked).toHaveLength(looks)
    await worker.stop()
  })

  test('what no rule minds is acknowledged unread', async () => {
    await desk.put({
      resourceType: 'Observation',
      id: 'weight',
      status: 'final',
      code: { text: 'weight' },
      subject: { reference: 'Patient/kit' },
    })
    const worker = start()
    await drained()
    expect(worker.looked).toEqual([])
  })

  test('what another process took and died with is worked on when its hold is over', async () => {
    await desk.put(enrolledFrom('2024-02-22'))
    expect(await outbox.take(10, 1)).not.toEqual([])
    const worker = start()
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(worker.looked).toEqual([])
    await until(async () => worker.looked.includes('kit'), 3)
    await drained()
    await worker.stop()
  })

  test('two workers on one database drain it together, one finding each', async () => {
    const members = Array.from({ length: 120 }, (_, n) => `m-${n}`)
    for (const member of members) {
      await desk.put({ resourceType: 'Patient', id: member, birthDate: '2015-01-01' })
      await desk.put({ ...enrolledFrom('2024-02-20'), id: `stay-${member}`, patient: { reference: `Patient/${member}` } } as never)
    }
    const [one, other] = [start(), start()]
    await until(async () => (await waiting()) === 0, 20)
    await Promise.all([one.stop(), other.stop()])
    expect([...one.log.lines, ...other.log.lines]).toEqual([])
    for (const member of members) {
      expect(await desk.finding('CARES-CON-01', `EpisodeOfCare/stay-${member}`)).toMatchObject({ meta: { versionId: '1' } })
    }
  }, 40_000)

  test('a database that goes away is waited for, told of once, and nothing is lost', async () => {
    await desk.put(enrolledFrom('2024-02-23'))
    let refusals = 3
    const shaky: Outbox = {
      ...outbox,
      take: (...asked) => {
        if (refusals-- > 0)
          throw new FhirError('unavailable', [{ severity: 'error', code: 'transient', details: 'x', diagnostics: 'x' } as never])
        return outbox.take(...asked)
      },
    }
    const worker = start({ outbox: shaky })
    await until(async () => worker.looked.includes('kit'), 8)
    await drained()
    await worker.stop()
    expect(worker.log.lines).toEqual([
      { level: 'warn', message: 'the outbox cannot be worked on; trying again', fields: { error: 'FhirError' } },
    ])
  }, 15_000)

  test('a member whose rules fail is tried later, the others are done, and the log names nobody', async () => {
    await desk.put({ resourceType: 'Patient', id: 'poison' }, { resourceType: 'Patient', id: 'fine' })
    const worker = start({
      keep: async () => ({ opened: 0, closed: 0, wrote: [], failed: new Map([['poison', new RangeError('poison is ill')]]) }),
    })
    await until(async () => (await waiting()) === 1)
    await worker.stop()
    expect(worker.log.lines).toEqual([
      {
        level: 'warn',
        message: 'findings could not be kept; trying again later',
        fields: { members: 1, errors: [expect.stringMatching(/^RangeError at (?!.*poison)/)] },
      },
    ])
    expect(await held()).toHaveLength(1)
    expect(await outbox.take(10)).toEqual([])
  })

  test('stop lets the batch in hand end', async () => {
    await desk.put(enrolledFrom('2024-02-24'))
    let ended = false
    const worker = start({
      keep: async () => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        ended = true
        return { opened: 0, closed: 0, wrote: [], failed: new Map() }
      },
    })
    await until(async () => worker.looked.length > 0)
    await worker.stop()
    expect(ended).toBe(true)
    expect(await outbox.take(10)).toEqual([])
  })
})

/** What is still in the queue, held by whomever. */
async function held(): Promise<{ shard: string; seq: number }[]> {
  return desk.opened.database.query({ text: 'SELECT shard, seq FROM outbox' }, [])
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import type { HistoryAsk, StoredVersion } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ofPatient, patient, remove, storedBy, update } from '../records.ts'

const us = ownAccess('test')
let opened: TestStore
/** When each version was written, by `Type/id/version`. */
const written = new Map<string, string>()

beforeAll(async () => {
  opened = await openTestStore()
  const keep = async (...writes: Parameters<typeof opened.store.write>[1]) => {
    for (const one of await opened.store.write(us, writes)) {
      const { type, id, version, lastUpdated } = storedBy(one)
      written.set(`${type}/${id}/${version}`, lastUpdated)
    }
    // So that no two writes fall into one millisecond by chance; those of one call do.
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
  await keep(create(patient('a')))
  await keep(create(ofPatient('Observation', 'o', 'a')))
  await keep(update(patient('a', { gender: 'female' })))
  await keep(remove('Observation', 'o'))
  await keep(create(patient('b')), create(patient('c')), create(ofPatient('Goal', 'g', 'b')))
  await keep(update(patient('a', { gender: 'other' })))
})
afterAll(() => opened.close())

const names = (versions: readonly StoredVersion[]) => versions.map(({ type, id, version }) => `${type}/${id}/${version}`)
const all = ['Patient/a/3', 'Patient/c/1', 'Patient/b/1', 'Goal/g/1', 'Observation/o/2', 'Patient/a/2', 'Observation/o/1', 'Patient/a/1']
const when = (name: string) => written.get(name)!
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString()

async function found(types: string[] | undefined, ask: Partial<HistoryAsk> = {}): Promise<string[]> {
  return names((await opened.store.historyOfTypes(us, types, { count: 50, ...ask })).versions)
}

describe('the history of all resources', () => {
  test('holds every version, newest first; what was written at once by type and id', async () => {
    expect(await found(undefined)).toEqual(all)
  })

  test('of a type, only its own', async () => {
    expect(await found(['Observation'])).toEqual(['Observation/o/2', 'Observation/o/1'])
    expect(await found(['Basic'])).toEqual([])
  })

  test('is read in pages of any size, through versions of one moment, and what is written meanwhile shifts nothing', async () => {
    for (const count of [1, 2, 3, 7, 8, 9]) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await opened.store.historyOfTypes(us, undefined, { count, after })
        seen.push(...names(page.versions))
        after = page.next
        expect(page.versions.length).toBeGreaterThan(0)
      } while (after !== undefined)
      expect([count, seen]).toEqual([count, all])
    }
  })

  test('counts when asked', async () => {
    expect(await opened.store.historyOfTypes(us, undefined, { count: 0, total: true })).toEqual({ versions: [], total: 8 })
    expect((await opened.store.historyOfTypes(us, ['Patient'], { count: 2, total: true })).total).toBe(5)
    expect(await opened.store.historyOfTypes(us, ['Patient'], { count: 2 })).not.toHaveProperty('total')
  })

  test('a link that is not ours is refused', async () => {
    const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    for (const after of ['x', forged('now', 'Patient', 'a', '1'), forged('2024-99-99T00:00:00.000Z', 'Patient', 'a', '1'), forged(1, 2)]) {
      await expect(found(undefined, { after })).rejects.toMatchObject({ kind: 'malformed' })
    }
  })
})

describe('_since', () => {
  test('is from that millisecond on', async () => {
    const moment = when('Observation/o/2')
    expect(await found(undefined, { since: moment })).toEqual(all.slice(0, 5))
    expect(await found(undefined, { since: later(moment, 1) })).toEqual(all.slice(0, 4))
    expect(await found(undefined, { since: later(moment, -1) })).toEqual(all.slice(0, 5))
    expect(await found(undefined, { since: later(when('Patient/a/3'), 1) })).toEqual([])
  })

  test('also for one resource, with the number of those', async () => {
    const page = await opened.store.history(us, 'Patient', 'a', { count: 1, since: when('Patient/a/2'), total: true })
    expect(names(page!.versions)).toEqual(['Patient/a/3'])
    expect(page!.total).toBe(2)
    const rest = await opened.store.history(us, 'Patient', 'a', { count: 1, since: when('Patient/a/2'), after: page!.next! })
    expect(names(rest!.versions)).toEqual(['Patient/a/2'])
    expect(rest).not.toHaveProperty('next')
    expect(await opened.store.history(us, 'Patient', 'never', { count: 1, since: when('Patient/a/2') })).toBeUndefined()
  })
})

describe('_at', () => {
  const instant = (moment: string) => ({ low: moment, high: later(moment, 1) })

  test('is what was current then: the version before until the moment of the next', async () => {
    expect(await found(['Patient'], { during: instant(later(when('Patient/a/2'), -1)) })).toEqual(['Patient/a/1'])
    expect(await found(['Patient'], { during: instant(when('Patient/a/2')) })).toEqual(['Patient/a/2'])
    expect(await found(['Patient'], { during: instant(later(when('Patient/a/1'), -1)) })).toEqual([])
  })

  test('over a stretch of time, all that were current in it', async () => {
    expect(await found(['Patient'], { during: { low: when('Patient/a/1'), high: later(when('Patient/a/3'), 1) } })).toEqual(
      all.filter((name) => name.startsWith('Patient')),
    )
    expect(await found(['Patient'], { during: { low: when('Patient/a/2'), high: when('Patient/a/3') } })).toEqual([
      'Patient/c/1',
      'Patient/b/1',
      'Patient/a/2',
    ])
  })

  test('a deletion belongs to its moment; afterwards nothing is current', async () => {
    const moment = when('Observation/o/2')
    expect(await found(['Observation'], { during: instant(later(moment, -1)) })).toEqual(['Observation/o/1'])
    expect(await found(['Observation'], { during: instant(moment) })).toEqual(['Observation/o/2'])
    expect(await found(['Observation'], { during: instant(later(moment, 1)) })).toEqual([])
  })

  test('of one resource', async () => {
    const page = await opened.store.history(us, 'Patient', 'a', { count: 9, during: instant(when('Patient/a/2')) })
    expect(names(page!.versions)).toEqual(['Patient/a/2'])
  })
})

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { openTestStore, type TestStore } from './databases.ts'
import { create, ids, ofPatient, patient, query, remove, storedBy, update } from './records.ts'

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

describe('a resource is kept as it was written', () => {
  test('its text begins with type, id and the meta of its version, and then is what was sent, in its order', async () => {
    const sent = patient('kept', {
      meta: { versionId: '99', lastUpdated: '1999-01-01T00:00:00Z', profile: ['urn:p'] },
      gender: 'female',
      active: true,
      name: [{ text: 'Zoë "Z" \\ 😀 \u0007 Núñez' }],
    })
    const [written] = await opened.store.write(us, [create(sent)])
    const { text, lastUpdated } = storedBy(written)
    expect(text).toBe(
      `{"resourceType":"Patient","id":"kept","meta":{"versionId":"1","lastUpdated":"${lastUpdated}","profile":["urn:p"]},` +
        `"gender":"female","active":true,"name":[{"text":"Zoë \\"Z\\" \\\\ 😀 \\u0007 Núñez"}]}`,
    )
    expect(await opened.store.read(us, 'Patient', 'kept')).toEqual(storedBy(written))
  })

  test('lastUpdated is an instant with milliseconds in UTC, close to now', async () => {
    const before = Date.now()
    const [written] = await opened.store.write(us, [create(patient('timed'))])
    const { lastUpdated } = storedBy(written)
    expect(lastUpdated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(Math.abs(Date.parse(lastUpdated) - before)).toBeLessThan(10_000)
  })

  test('text that no database likes is stored all the same: U+0000 and half a surrogate pair', async () => {
    const odd = patient('odd', { name: [{ family: `a\0b\ud800${'x'.repeat(390)}😀${'y'.repeat(20)}` }] })
    const [written] = await opened.store.write(us, [create(odd)])
    const stored = await opened.store.read(us, 'Patient', 'odd')
    expect(JSON.parse(stored!.text).name).toEqual(odd.name)
    expect(storedBy(written).text).toBe(stored!.text)
  })

  test.each([
    ['an id with a quote', patient('a"b')],
    ['no id', patient('')],
    ['65 characters', patient('a'.repeat(65))],
    ['a type that is none', { resourceType: "Pat'ient", id: 'x' }],
  ])('refused before the database is asked: %s', async (_, resource) => {
    await expect(opened.store.write(us, [create(resource)])).rejects.toMatchObject({ kind: 'malformed' })
  })
})

describe('how a write ends', () => {
  test('create meets an id in use: exists, and nothing changed', async () => {
    await opened.store.write(us, [create(patient('twice', { gender: 'male' }))])
    expect(await opened.store.write(us, [create(patient('twice', { gender: 'female' }))])).toEqual([
      { outcome: 'exists', type: 'Patient', id: 'twice' },
    ])
    expect(await opened.store.read(us, 'Patient', 'twice')).toMatchObject({ version: 1 })
  })

  test('create brings back a deleted id as its next version', async () => {
    await opened.store.write(us, [create(patient('back'))])
    await opened.store.write(us, [remove('Patient', 'back')])
    expect(await opened.store.write(us, [create(patient('back', { active: true }))])).toMatchObject([
      { outcome: 'created', stored: { version: 3, deleted: false } },
    ])
    expect(await opened.store.history(us, 'Patient', 'back', { count: 10 })).toMatchObject({
      total: 3,
      versions: [{ method: 'POST' }, { method: 'DELETE', deleted: true, text: '' }, { method: 'POST' }],
    })
  })

  test('update counts on; a stale If-Match is refused and the current one is not', async () => {
    await opened.store.write(us, [create(patient('counted'))])
    expect(await opened.store.write(us, [update(patient('counted', { gender: 'male' }), 1)])).toMatchObject([
      { outcome: 'updated', stored: { version: 2 } },
    ])
    expect(await opened.store.write(us, [update(patient('counted', { gender: 'other' }), 1)])).toEqual([
      { outcome: 'stale', type: 'Patient', id: 'counted' },
    ])
    expect(await opened.store.write(us, [update(patient('counted', { gender: 'other' }), 2)])).toMatchObject([{ outcome: 'updated' }])
    expect(await opened.store.read(us, 'Patient', 'counted')).toMatchObject({ version: 3 })
  })

  test('TIME-11: the same content sent again is the stored version, also when it names another version of itself', async () => {
    const [first] = await opened.store.write(us, [create(patient('same', { gender: 'male' }))])
    const again = patient('same', { meta: { versionId: '7', lastUpdated: '2001-01-01T00:00:00Z' }, gender: 'male' })
    expect(await opened.store.write(us, [update(again)])).toEqual([{ outcome: 'unchanged', stored: storedBy(first) }])
    expect(await opened.store.history(us, 'Patient', 'same', { count: 10 })).toMatchObject({ total: 1 })
  })

  test('another tag in meta is another content', async () => {
    await opened.store.write(us, [create(patient('tagged'))])
    const [written] = await opened.store.write(us, [update(patient('tagged', { meta: { tag: [{ code: 'x' }] } }))])
    expect(written?.outcome).toBe('updated')
  })

  test('what is not there is missing, what was deleted is gone', async () => {
    await opened.store.write(us, [create(patient('left'))])
    await opened.store.write(us, [remove('Patient', 'left')])
    expect(await opened.store.write(us, [update(patient('left', { active: true }))])).toMatchObject([{ outcome: 'gone' }])
    expect(await opened.store.write(us, [remove('Patient', 'left')])).toMatchObject([{ outcome: 'gone' }])
    expect(await opened.store.write(us, [update(patient('unknown'))])).toMatchObject([{ outcome: 'missing' }])
    expect(await opened.store.write(us, [remove('Patient', 'unknown')])).toMatchObject([{ outcome: 'missing' }])
  })

  test('all or none: one stale write among many stops them all, and each says how it fared', async () => {
    await opened.store.write(us, [create(patient('many-1')), create(patient('many-2'))])
    const outcomes = await opened.store.write(us, [
      create(patient('many-3')),
      update(patient('many-1', { active: true })),
      update(patient('many-2', { active: true }), 9),
      remove('Patient', 'many-0'),
    ])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'updated', 'stale', 'missing'])
    expect(await opened.store.read(us, 'Patient', 'many-3')).toBeUndefined()
    expect(await opened.store.read(us, 'Patient', 'many-1')).toMatchObject({ version: 1 })
  })

  test('creates, updates and deletes go together, answered in the order asked', async () => {
    await opened.store.write(us, [create(patient('mix-1')), create(patient('mix-2'))])
    const outcomes = await opened.store.write(us, [
      remove('Patient', 'mix-1'),
      create(patient('mix-3')),
      update(patient('mix-2', { active: false })),
    ])
    expect(outcomes).toMatchObject([
      { outcome: 'deleted', stored: { id: 'mix-1', version: 2 } },
      { outcome: 'created', stored: { id: 'mix-3', version: 1 } },
      { outcome: 'updated', stored: { id: 'mix-2', version: 2 } },
    ])
  })

  test('the same resource twice at once is refused', async () => {
    await expect(opened.store.write(us, [create(patient('double')), remove('Patient', 'double')])).rejects.toMatchObject({
      kind: 'malformed',
    })
  })
})

describe('a history', () => {
  test('is read newest first, a page at a time, and each version by its number', async () => {
    await opened.store.write(us, [create(patient('old'))])
    for (const gender of ['male', 'female', 'other', 'unknown']) await opened.store.write(us, [update(patient('old', { gender }))])
    const first = await opened.store.history(us, 'Patient', 'old', { count: 2 })
    expect(first).toMatchObject({ total: 5, versions: [{ version: 5 }, { version: 4 }] })
    const second = await opened.store.history(us, 'Patient', 'old', { count: 2, after: first!.next! })
    expect(second).toMatchObject({ total: 5, versions: [{ version: 3 }, { version: 2 }] })
    const last = await opened.store.history(us, 'Patient', 'old', { count: 2, after: second!.next! })
    expect(last!.versions.map(({ version }) => version)).toEqual([1])
    expect(last!.next).toBeUndefined()
    expect(JSON.parse((await opened.store.vread(us, 'Patient', 'old', 3))!.text)).toMatchObject({
      gender: 'female',
      meta: { versionId: '3' },
    })
    expect(await opened.store.vread(us, 'Patient', 'old', 6)).toBeUndefined()
    expect(await opened.store.history(us, 'Patient', 'never', { count: 2 })).toBeUndefined()
  })

  test('times of versions only grow', async () => {
    await opened.store.write(us, [create(patient('fast'))])
    for (let n = 0; n < 20; n++) await opened.store.write(us, [update(patient('fast', { multipleBirthInteger: n }))])
    const { versions } = (await opened.store.history(us, 'Patient', 'fast', { count: 50 }))!
    const times = versions.map(({ lastUpdated }) => lastUpdated)
    expect(new Set(times).size).toBe(21)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  test('a page link that is not ours is refused', async () => {
    await expect(opened.store.history(us, 'Patient', 'old', { count: 2, after: 'x' })).rejects.toMatchObject({ kind: 'malformed' })
  })
})

describe('a change of patient is a move', () => {
  test('the record leaves one patient and joins the other, with its whole history', async () => {
    await opened.store.write(us, [create(patient('from')), create(patient('to')), create(ofPatient('Goal', 'moved', 'from'))])
    await opened.store.write(us, [update(ofPatient('Goal', 'moved', 'to'), 1)])
    const inRecord = async (member: string) => ids((await opened.store.everything(us, member, { count: 10 })).matches)
    expect(await inRecord('from')).toEqual(['from'])
    expect(await inRecord('to')).toEqual(['to', 'moved'])
    expect(await opened.store.history(us, 'Goal', 'moved', { count: 10 })).toMatchObject({
      total: 2,
      versions: [{ version: 2 }, { version: 1 }],
    })
    expect(await opened.store.vread(us, 'Goal', 'moved', 1)).toMatchObject({ version: 1 })
    expect(await opened.store.write(us, [update(ofPatient('Goal', 'moved', 'from'), 2)])).toMatchObject([
      { outcome: 'updated', stored: { version: 3 } },
    ])
    expect(await inRecord('from')).toEqual(['from', 'moved'])
  })

  test('a resource without a patient is in nobody’s record, even under a patient’s id', async () => {
    await opened.store.write(us, [
      create(patient('shared-id')),
      create({ resourceType: 'Organization', id: 'shared-id', name: 'O' }),
      create(ofPatient('Condition', 'shared-id', 'shared-id')),
    ])
    const { matches } = await opened.store.everything(us, 'shared-id', { count: 10 })
    expect(matches.map(({ type }) => type)).toEqual(['Patient', 'Condition'])
    const inCompartment = await opened.store.search(us, query('Organization', { compartment: 'shared-id' }))
    expect(inCompartment.matches).toEqual([])
  })
})

describe('everything of a patient', () => {
  test('the patient first, by type and id, page by page, narrowed by type and time', async () => {
    await opened.store.write(us, [
      create(patient('whole')),
      ...['b', 'a', 'c'].map((id) => create(ofPatient('Goal', `whole-${id}`, 'whole'))),
      create(ofPatient('CarePlan', 'whole-plan', 'whole')),
    ])
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await opened.store.everything(us, 'whole', { count: 2, ...(after && { after }) })
      seen.push(...ids(page.matches))
      if (!page.next) break
      after = page.next
    }
    expect(seen).toEqual(['whole', 'whole-plan', 'whole-a', 'whole-b', 'whole-c'])
    const goals = await opened.store.everything(us, 'whole', { types: ['Goal'], count: 10 })
    expect(ids(goals.matches)).toEqual(['whole-a', 'whole-b', 'whole-c'])
    const [later] = await opened.store.write(us, [update(ofPatient('Goal', 'whole-b', 'whole', { startDate: '2024-01-01' }))])
    const since = await opened.store.everything(us, 'whole', { since: storedBy(later).lastUpdated, count: 10 })
    expect(ids(since.matches)).toEqual(['whole-b'])
  })
})

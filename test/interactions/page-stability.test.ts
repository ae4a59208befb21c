import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Patient } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { type Caller, type Json, openCaller } from './caller.ts'

// Others write while somebody pages: whoever was there before the first page and stays is met once, neither twice nor
// never. An update that changes what a search is sorted by moves a resource; that one may be met twice or not at all.

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

interface Written {
  id: string
  family: string
  birthDate?: string
}

/** Ids are random so that new ones fall before, between and after those on the pages. */
const person = fc.record(
  { family: fc.constantFrom('Almeida', 'Baez', 'Cruz'), birthDate: fc.constantFrom('2011-01-01', '2015-06-01', '2015') },
  { requiredKeys: ['family'] },
)
const meanwhile = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('insert' as const), person }),
    fc.record({ act: fc.constant('touch' as const), which: fc.nat() }),
    fc.record({ act: fc.constant('delete' as const), which: fc.nat() }),
  ),
  { maxLength: 4 },
)
const story = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 9 }),
  sort: fc.constantFrom('', '&_sort=family', '&_sort=-birthdate,family', '&_sort=birthdate', '&_sort=-_id'),
  size: fc.integer({ min: 1, max: 4 }),
  between: fc.array(meanwhile, { minLength: 1, maxLength: 6 }),
})

/** All pages, with something happening after each. */
async function readAll(first: string, after: (page: number) => Promise<void>): Promise<Json[]> {
  const entries: Json[] = []
  let next: string | undefined = first
  for (let page = 0; next !== undefined; page++) {
    expect(page).toBeLessThan(60)
    const bundle: Json = await caller.json('GET', next)
    entries.push(...(bundle.entry ?? []))
    next = bundle.link.find(({ relation }: Json) => relation === 'next')?.url
    await after(page)
  }
  return entries
}

function patientOf({ id, ...person }: Written, city: string, touched?: boolean): Patient {
  return {
    resourceType: 'Patient',
    id,
    name: [{ family: person.family }],
    birthDate: person.birthDate,
    address: [{ city }],
    ...(touched && { telecom: [{ system: 'url' as const, value: randomUUID() }] }),
  }
}

describe('paging while others write', () => {
  test('a search meets everybody who stays exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ people, sort, size, between }) => {
        const city = randomUUID()
        const here = new Map<string, Written>()
        const put = async (written: Written, touched?: boolean) => {
          here.set(written.id, written)
          await caller.send('PUT', `Patient/${written.id}`, JSON.parse(JSON.stringify(patientOf(written, city, touched))))
        }
        for (const one of people) await put({ id: randomUUID(), ...one })
        const stays = new Set(here.keys())
        const entries = await readAll(`Patient?address-city=${city}&_count=${size}${sort}`, async (page) => {
          for (const act of between[page] ?? []) {
            if (act.act === 'insert') await put({ id: randomUUID(), ...act.person })
            else {
              const which = [...here.values()][act.which % Math.max(here.size, 1)]
              if (which === undefined) continue
              if (act.act === 'touch') await put(which, true)
              else {
                await caller.send('DELETE', `Patient/${which.id}`)
                here.delete(which.id)
                stays.delete(which.id)
              }
            }
          }
        })
        const seen = entries.map(({ resource }) => resource.id as string)
        expect(new Set(seen).size).toBe(seen.length)
        expect([...stays].filter((id) => !seen.includes(id))).toEqual([])
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  test('a history gives every version that was there exactly once', async () => {
    const id = randomUUID()
    const write = (type: 'Basic' | 'Person') => caller.send('PUT', `${type}/${id}`, bodyOf(type))
    const bodyOf = (type: string) =>
      type === 'Basic'
        ? { resourceType: type, id, code: { text: randomUUID() } }
        : { resourceType: type, id, name: [{ family: randomUUID() }] }
    for (let n = 0; n < 7; n++) await write('Basic')
    for (const address of [`Basic/${id}/_history`, 'Basic/_history']) {
      const there = (await caller.json('GET', `${address}?_count=50`)).entry.map(({ response }: Json) => response.etag)
      const entries = await readAll(`${address}?_count=2`, async () => {
        await write('Basic')
        await write('Person')
      })
      const seen = entries.map(({ response }) => response.etag as string)
      expect(seen.filter((etag) => there.includes(etag))).toEqual(there)
      expect(new Set(seen).size).toBe(seen.length)
    }
  })
})

import pg from 'pg'
import { createIndexing } from '#storage/indexing.ts'
import { openDatabase } from '#storage/open.ts'
import { asOptions, planning } from '#storage/session-settings.ts'
import { storeOver } from '#storage/store-over.ts'
import { id } from '../../bench/rows.ts'
import { base, type Caller, callerOver, type Json } from '../../interactions/caller.ts'
import type { TestStore } from '../databases.ts'
import { type Cost, costOf, recording } from './plan.ts'

const icp = 'https://cares-fhir.example.org/CodeSystem/careplan-kind%7Cicp'

/** What the server is asked most. */
export interface HotSearch {
  name: string
  url(patient: Json): string
  /** The index that leads to the rows. */
  by: string
  /** Pages that are turned where there are as many; the last costs what the first does. */
  pages?: number
}

export const hotSearches: readonly HotSearch[] = [
  { name: 'read by id', by: 'locator_pkey', url: ({ id: own }) => `CarePlan/${own}-icp` },
  {
    name: 'CarePlan by patient, category, status',
    by: 'resource_pkey',
    url: ({ id: own }) => `CarePlan?patient=${own}&category=${icp}&status=active`,
  },
  {
    name: 'Task by owner, status, due, sorted',
    by: 'resource_by_work',
    url: () =>
      'Task?owner=PractitionerRole/provider-1-care-coordinator&status=requested,accepted,completed&due=ge2020-01-01&_sort=due&_count=5',
    pages: 50,
  },
  {
    name: 'Patient by identifier',
    by: 'resource_by_key',
    url: ({ identifier: [{ system, value }] }) => `Patient?identifier=${encodeURIComponent(`${system}|${value}`)}`,
  },
  {
    name: 'Patient by name and birth date',
    by: 'resource_by_key',
    url: ({ name: [{ family }], birthDate }) => `Patient?name=${encodeURIComponent(family)}&birthdate=${birthDate}&_count=10`,
  },
  {
    name: 'EpisodeOfCare by organization, status',
    by: 'resource_by_id',
    url: () => 'EpisodeOfCare?organization=Organization/provider-1&status=active&_count=5',
    pages: 50,
  },
  { name: 'history of a resource', by: 'version_pkey', url: ({ id: own }) => `Patient/${own}/_history` },
  { name: '$everything', by: 'resource_pkey', url: ({ id: own }) => `Patient/${own}/$everything?_count=50` },
]

/** A hot search at one size of the database; the dearest of several members'. */
export interface Measured extends Cost {
  name: string
  by: string
  /** Of the last page, where pages are turned. */
  lastPage?: Cost
}

/** Measures each search on a database of so many members that has been vacuumed and analyzed. */
export async function measureHotSearches(databaseUrl: string, members: number, turnPages: boolean): Promise<Measured[]> {
  const { database, taken } = recording(await openDatabase({ databaseUrl }))
  const client = new pg.Client({ connectionString: databaseUrl, options: asOptions({ timezone: 'UTC', ...planning }).join(' ') })
  await client.connect()
  const store = storeOver(database, createIndexing(base))
  try {
    // What the store asks for itself when it opens: which keys are common.
    await database.query({ text: 'SELECT 1' })
    const caller = callerOver({ store, database } as TestStore)
    const dearest = async (url: string): Promise<Cost & { answer: Json }> => {
      taken()
      const answer = await caller.json('GET', url)
      const costs: Cost[] = []
      for (const sent of taken()) costs.push(await costOf(client, sent))
      return { ...together(costs), answer }
    }
    const measured: Measured[] = []
    for (const { name, by, url, pages } of hotSearches) {
      const found: (Cost & { answer: Json })[] = []
      for (const place of [3, Math.floor(members / 2), members - 2]) found.push(await dearest(url(await patientOf(caller, id(place)))))
      if (found.some(({ answer }) => answer.resourceType === 'Bundle' && !answer.entry?.length)) throw new Error(`${name} found nothing`)
      const [first] = found.toSorted((one, other) => other.blocks - one.blocks)
      measured.push({
        name,
        by,
        ...first!,
        ...(pages === undefined || !turnPages ? {} : { lastPage: await turned(name, first!.answer, pages, caller, dearest) }),
      })
    }
    return measured
  } finally {
    await client.end()
    await store.close()
  }
}

async function patientOf(caller: Caller, member: string): Promise<Json> {
  return caller.json('GET', `Patient/${member}`)
}

/** Follows the links to the last of so many pages and measures that one. */
async function turned(
  name: string,
  first: Json,
  pages: number,
  caller: Caller,
  measure: (url: string) => Promise<Cost & { answer: Json }>,
): Promise<Cost> {
  const nextOf = (page: Json): string => {
    const link = page.link.find(({ relation }: Json) => relation === 'next')
    if (link === undefined) throw new Error(`${name} has no ${pages} pages`)
    return link.url.slice(base.length + 1)
  }
  let page = first
  for (let turn = 2; turn < pages; turn += 1) page = await caller.json('GET', nextOf(page))
  return measure(nextOf(page))
}

function together(costs: readonly Cost[]): Cost {
  return {
    blocks: costs.reduce((sum, { blocks }) => sum + blocks, 0),
    indexes: [...new Set(costs.flatMap(({ indexes }) => indexes))].sort(),
    wholly: [...new Set(costs.flatMap(({ wholly }) => wholly))],
  }
}

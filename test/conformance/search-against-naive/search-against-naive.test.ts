import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ownAccess } from '#auth/access-plan.ts'
import { compartments } from '#fhir/definitions/compartments.ts'
import { paramsOver, severalTypes } from '#interactions/search/over-types.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import type { SearchQuery } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../../storage/databases.ts'
import { callers, planOf, typesAsked } from './callers.ts'
import { isInside } from './naive-compartment.ts'
import { naiveIncluded } from './naive-include.ts'
import { naiveOrder } from './naive-order.ts'
import { naiveMeets } from './naive-parameters.ts'
import { naiveSearch } from './naive-search.ts'
import { naiveSeen } from './naive-sight.ts'
import { asked, askedPlainly, inCompartments, including, ordered, overTypes } from './queries.ts'
import { base, someResources } from './resources.ts'

/** Searches tried; `npm run search:long` tries more of them. */
const trials = Number(process.env.SEARCH_TRIALS ?? 1000)
const long = 3 * 3_600_000
const access = ownAccess('test')
const options = { handling: 'strict', base, defaultCount: 1000, maxCount: 1000 } as const

describe('the database finds what http://hl7.org/fhir/R4/search.html says, neither more nor less', () => {
  let opened: TestStore
  const stored = someResources()

  beforeAll(async () => {
    opened = await openTestStore()
    await opened.store.write(
      access,
      stored.map((resource) => ({ act: 'create', resource })),
    )
  }, 60_000)
  afterAll(() => opened.close())

  const read = (type: string, list: [string, string][]) => parseSearch(type, new URLSearchParams(list), options).query
  const ofType = (type: string) => stored.filter(({ resourceType }) => resourceType === type)
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const names = (list: readonly { type?: string; resourceType?: string; id: string }[]) =>
    list.map((one) => `${one.type ?? one.resourceType}/${one.id}`).sort()

  /** Ids on all pages of a search. */
  async function everyPage(query: SearchQuery): Promise<string[]> {
    const found: string[] = []
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const page = await opened.store.search(access, { ...query, after })
      found.push(...ids(page.matches))
      after = page.next
    }
    return found
  }

  test(
    'any search finds the same as looking at every resource',
    async () => {
      await fc.assert(
        fc.asyncProperty(asked, async ([type, list]) => {
          const query = read(type, list)
          const wanted = naiveSearch(stored, query)
          const page = await opened.store.search(access, { ...query, total: 'accurate' })
          expect(names(page.matches)).toEqual(names(wanted))
          expect(page.total).toBe(wanted.length)
        }),
        { numRuns: trials },
      )
    },
    long,
  )

  test(
    'each modifier, behind links too, finds what the elements of the resources say',
    async () => {
      await fc.assert(
        fc.asyncProperty(askedPlainly, async ([type, [name, value]]) => {
          const wanted = ofType(type).filter((one) => naiveMeets(stored, one, name, value))
          const page = await opened.store.search(access, read(type, [[name, value]]))
          expect(names(page.matches)).toEqual(names(wanted))
        }),
        { numRuns: trials },
      )
    },
    long,
  )

  test(
    'a search over several types finds what each of them has',
    async () => {
      await fc.assert(
        fc.asyncProperty(overTypes, async ([types, list]) => {
          const { query } = parseSearch(severalTypes, new URLSearchParams(list), { ...options, types, params: paramsOver(types) })
          const wanted = types.flatMap((type) => naiveSearch(stored, { ...query, type }))
          const page = await opened.store.search(access, { ...query, total: 'accurate' })
          expect(names(page.matches)).toEqual(names(wanted))
          expect(page.total).toBe(wanted.length)
        }),
        { numRuns: Math.ceil(trials / 10) },
      )
    },
    long,
  )

  test(
    'a compartment holds its owner and what names it, as far as the caller sees it',
    async () => {
      await fc.assert(
        fc.asyncProperty(callers, inCompartments, async (caller, [owner, named]) => {
          const plan = planOf(caller)
          const types = named.filter((type) => caller.types.includes(type))
          fc.pre(types.length > 0)
          const [type, over] = types.length === 1 ? [types[0]!, {}] : [severalTypes, { types, params: paramsOver(types) }]
          const isRecord = owner.type === 'Patient'
          const { query } = parseSearch(type, new URLSearchParams(), { ...options, ...over, compartment: isRecord ? owner.id : undefined })
          if (!isRecord) query.clauses.push({ kind: 'compartment', owner, params: compartments().get(owner.type)! })
          const wanted = naiveSeen(stored, plan).filter((one) => types.includes(one.resourceType) && isInside(stored, one, owner))
          const page = await opened.store.search(plan, { ...query, total: 'accurate' })
          expect(names(page.matches)).toEqual(names(wanted))
          expect(page.total).toBe(wanted.length)
        }),
        { numRuns: Math.ceil(trials / 5) },
      )
    },
    long,
  )

  test(
    'what a caller may not see is not there: not as a match, nor at the end of a chain, nor to be counted',
    async () => {
      await fc.assert(
        fc.asyncProperty(callers, asked, async (caller, [type, list]) => {
          const plan = planOf(caller)
          const query = read(type, list)
          if (typesAsked(query).some((one) => !caller.types.includes(one))) {
            await expect(opened.store.search(plan, query)).rejects.toMatchObject({ kind: 'forbidden' })
            return
          }
          const wanted = naiveSearch(naiveSeen(stored, plan), query)
          const page = await opened.store.search(plan, { ...query, total: 'accurate' })
          expect(names(page.matches)).toEqual(names(wanted))
          expect(page.total).toBe(wanted.length)
        }),
        { numRuns: Math.ceil(trials / 2) },
      )
    },
    long,
  )

  test(
    'what a page brings along is what it names, and what names it, as far as it is asked and may be seen',
    async () => {
      await fc.assert(
        fc.asyncProperty(callers, including, async (caller, [type, rules, count]) => {
          const plan = planOf(caller)
          const query = read(type, [...rules, ['_count', String(count)], ['_total', 'accurate']])
          if (typesAsked(query).some((one) => !caller.types.includes(one))) {
            await expect(opened.store.search(plan, query)).rejects.toMatchObject({ kind: 'forbidden' })
            return
          }
          const world = naiveSeen(stored, plan)
          const page = await opened.store.search(plan, query)
          const matches = world.filter(({ resourceType }) => resourceType === type)
          const onPage = ids(page.matches).flatMap((id) => matches.filter((one) => one.id === id))
          expect(names(page.included)).toEqual(names(naiveIncluded(world, onPage, query)))
          expect(onPage.length).toBe(Math.min(count, matches.length))
          // What is brought along is no match and is not counted as one.
          expect(page.total).toBe(matches.length)
        }),
        { numRuns: Math.ceil(trials / 5) },
      )
    },
    long,
  )

  test(
    'pages of any size, in any order, hold each match once, and those without a value last',
    async () => {
      await fc.assert(
        fc.asyncProperty(ordered, async ([type, keys, count]) => {
          const query = read(type, [...(keys.length > 0 ? [['_sort', keys.join()] as [string, string]] : []), ['_count', String(count)]])
          const inOrder = ids((await opened.store.search(access, { ...query, count: 1000 })).matches)
          expect(inOrder.toSorted()).toEqual(ids(ofType(type)).toSorted())
          const wanted = naiveOrder(ofType(type), keys)
          if (wanted !== undefined) expect(inOrder).toEqual(ids(wanted))
          expect(await everyPage(query)).toEqual(inOrder)
        }),
        { numRuns: Math.ceil(trials / 20) },
      )
    },
    long,
  )
})

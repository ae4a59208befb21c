import { isDeepStrictEqual } from 'node:util'
import type { AccessPlan } from '#auth/access-plan.ts'
import { parseExact } from '#fhir/exact-json.ts'
import type { ResourceJson, Stored } from '#storage/store.ts'
import type { Context } from '../../contract.ts'
import { isResourceType } from '../../resource-types.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import type { Budget } from './limits.ts'
import { queryOf, referringTo, refersTo, type Search, tooMany, withParent } from './searches.ts'

/** What a reference points to. */
export interface Target {
  type: string
  id: string
  /** A version of it, where the reference names one. */
  version?: number
}

/** A page of a search, with the fields of FHIR's connection. */
export interface Connection {
  [field: string]: unknown
  edges: { mode: string; score: null; resource: ResourceJson }[]
}

/** Somebody who waits for an answer, or for the reason why there is none. */
interface Wait<Answer> {
  done(answer: Answer): void
  fail(error: unknown): void
}

type ListWait = Wait<ResourceJson[]> & { search: Search }
type ConnectionWait = Wait<Connection> & { search: Search; cursor?: Cursor; counted: boolean }

/** Ids or parents asked for in one statement. */
const together = 200

/**
 * Fetches resources through the store with the caller's plan. What fields want is gathered first, and what is alike is then
 * fetched together: however many conditions name patients, the patients come in one statement.
 */
export class Fetching {
  readonly #context: Context
  readonly #base: string
  readonly #budget: Budget
  readonly #known = new Map<string, ResourceJson | undefined>()
  #targets: { target: Target; done: (resource: ResourceJson | undefined) => void }[] = []
  #lists: ListWait[] = []
  #connections: ConnectionWait[] = []

  constructor(context: Context, base: string, budget: Budget) {
    this.#context = context
    this.#base = base
    this.#budget = budget
  }

  /** What is not there and what the caller may not read are both undefined. */
  target(target: Target, done: (resource: ResourceJson | undefined) => void): void {
    this.#targets.push({ target, done })
  }

  list(search: Search, wait: Wait<ResourceJson[]>): void {
    this.#lists.push({ search, ...wait })
  }

  /** @param counted is the number of all matches wanted? */
  connection(search: Search, asked: { cursor?: Cursor; counted: boolean }, wait: Wait<Connection>): void {
    this.#connections.push({ search, ...asked, ...wait })
  }

  /** Fetches what is wanted, and what those who got it want then, until nobody wants anything. */
  async run(): Promise<void> {
    while (this.#targets.length + this.#lists.length + this.#connections.length > 0) {
      this.#context.signal?.().throwIfAborted()
      const [targets, lists, connections] = [this.#targets, this.#lists, this.#connections]
      this.#targets = []
      this.#lists = []
      this.#connections = []
      await this.#fetchTargets(targets.map(({ target }) => target))
      for (const { target, done } of targets) done(this.#known.get(keyOf(target)))
      // One after the other: a query takes one connection to the database at a time, as any request does.
      for (const alike of groups(lists)) await this.#fetchList(alike)
      for (const wait of connections) await this.#fetchPage(wait)
    }
  }

  async #fetchTargets(targets: readonly Target[]): Promise<void> {
    const { access, store } = this.#context
    const wanted = new Map(targets.map((target) => [keyOf(target), target]))
    const byType = new Map<string, string[]>()
    for (const [key, { type, id, version }] of wanted) {
      if (this.#known.has(key)) continue
      this.#known.set(key, undefined)
      if (!isResourceType(type) || !access.allows('r', type)) continue
      this.#budget.resources(1)
      if (version === undefined) byType.set(type, [...(byType.get(type) ?? []), id])
      else {
        this.#budget.statement()
        this.#keep(key, await store.vread(access, type, id, version))
      }
    }
    for (const [type, ids] of byType) {
      const alone = ids.length === 1 || !searchSeesWhatReadSees(access, type)
      for (const some of chunks(ids, alone ? 1 : together)) await this.#fetchIds(type, some, alone)
    }
  }

  async #fetchIds(type: string, ids: readonly string[], alone: boolean): Promise<void> {
    const { access, store } = this.#context
    this.#budget.statement()
    if (alone) {
      this.#keep(`${type}/${ids[0]}`, await store.read(access, type, ids[0]!))
      return
    }
    const query = { type, clauses: [{ kind: 'id' as const, values: [...ids] }], sort: [], include: [], revinclude: [] }
    const { matches } = await store.search(access, { ...query, count: ids.length, total: 'none' })
    for (const stored of matches) this.#keep(`${stored.type}/${stored.id}`, stored)
  }

  #keep(key: string, stored: Stored | undefined): void {
    if (stored !== undefined && !stored.deleted) this.#known.set(key, resourceOf(stored))
  }

  /** Searches that differ only in whose they are. */
  async #fetchList(waits: readonly ListWait[]): Promise<void> {
    try {
      const { search } = waits[0]!
      const query = queryOf(this.#context, this.#base, search)
      const own = search.back
      if (own === undefined) {
        const found = await this.#searchAll(search, query, search.pairs.has('_count') ? query.count : undefined)
        for (const { done } of waits) done(found)
        return
      }
      const parents = new Map(waits.map(({ search: { back } }) => [`${back!.parent.type}/${back!.parent.id}`, back!.parent]))
      const count = search.pairs.has('_count') ? query.count : undefined
      const targetsOf = refersTo(search.type, own.param, this.#base)
      const byParent = new Map([...parents.keys()].map((parent) => [parent, [] as ResourceJson[]]))
      for (const some of chunks([...parents.values()], together)) {
        const narrowed = referringTo(query, own.param, some)
        const found = await this.#searchAll(search, narrowed, parents.size === 1 ? count : undefined)
        for (const resource of found) for (const parent of targetsOf(resource)) byParent.get(parent)?.push(resource)
      }
      for (const { search: one, done } of waits) {
        const found = byParent.get(`${one.back!.parent.type}/${one.back!.parent.id}`)!
        done(count === undefined ? found : found.slice(0, count))
      }
    } catch (error) {
      for (const { fail } of waits) fail(error)
    }
  }

  /** All matches, or as many as `count` says; more than may be read is an error, never a part. */
  async #searchAll({ type }: Search, query: Parameters<Context['store']['search']>[1], count?: number): Promise<ResourceJson[]> {
    this.#budget.statement()
    const left = this.#budget.resourcesLeft
    const page = await this.#context.store.search(this.#context.access, { ...query, count: Math.min(count ?? left, left), total: 'none' })
    if (page.next !== undefined && (count === undefined || count > left)) throw tooMany(type)
    this.#budget.resources(page.matches.length)
    return page.matches.map(resourceOf)
  }

  async #fetchPage({ search, cursor, counted, done, fail }: ConnectionWait): Promise<void> {
    try {
      const asked = queryOf(this.#context, this.#base, search)
      const query = search.back === undefined ? asked : referringTo(asked, search.back.param, [search.back.parent])
      const { after, offset } = { offset: 0, ...cursor }
      this.#budget.statement()
      const page = await this.#context.store.search(this.#context.access, { ...query, after, total: counted ? 'accurate' : 'none' })
      this.#budget.resources(page.matches.length)
      const pairs = withParent(search)
      const cursorAt = (from?: string, before = 0) =>
        writeCursor(this.#context, search.type, { pairs, ...(from !== undefined && { after: from }), offset: before })
      done({
        count: page.total ?? null,
        offset,
        pagesize: query.count,
        first: cursorAt(),
        // Pages are found by where the one before ended, so there is no way back and no leap to the end.
        previous: null,
        next: page.next === undefined ? null : cursorAt(page.next, offset + page.matches.length),
        last: null,
        edges: page.matches.map((stored) => ({ mode: 'match', score: null, resource: resourceOf(stored) })),
      })
    } catch (error) {
      fail(error)
    }
  }
}

/** Then the resources may be read by a search for their ids, as one statement; else each is read by itself. */
function searchSeesWhatReadSees(access: AccessPlan, type: string): boolean {
  if (!access.allows('s', type) || access.searchable?.has(type) === false) return false
  return isDeepStrictEqual(access.sight?.('r', type), access.sight?.('s', type))
}

function keyOf({ type, id, version }: Target): string {
  return version === undefined ? `${type}/${id}` : `${type}/${id}/_history/${version}`
}

function resourceOf({ text }: Stored): ResourceJson {
  return parseExact(text) as ResourceJson
}

function groups(waits: readonly ListWait[]): Iterable<ListWait[]> {
  return Map.groupBy(waits, ({ search: { type, pairs, back } }) => `${type}?${pairs} ${back?.param.code} ${back?.parent.type}`).values()
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
}

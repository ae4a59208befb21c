import type { AccessPlan, Permission } from '#auth/access-plan.ts'
import { forbidden } from '#fhir/error.ts'
import { part2Mark } from '#fhir/sensitivity-labels.ts'
import { noteGrounds } from './access/grounds.ts'
import { openRecord } from './access/openings.ts'
import { alive, deadToken } from './alive.ts'
import { type CallOptions, type Calls, plainCalls } from './calls.ts'
import type { Connection, Database } from './database.ts'
import { gatherTogether } from './gather-together.ts'
import { keepHouse } from './housekeeping.ts'
import type { Indexing } from './indexing.ts'
import { readTogether } from './read-together.ts'
import { CommonKeys } from './search/common-keys.ts'
import { searchTogether } from './search/search-together.ts'
import { otherTypesOf } from './search/types-of.ts'
import type { CaseQuery, SearchPage, SearchQuery, Session, Store, Stored, Write } from './store.ts'
import { writeTogether } from './write/write-together.ts'

/** The Store over a database, PostgreSQL or embedded alike. Every call asks the plan again before it asks the database. */
export function storeOver(database: Database, indexing: Indexing, calls: Calls = plainCalls): Store {
  const common = new CommonKeys(database)
  const housekeeping = keepHouse(database, common)
  const options = { indexing, common, alone: false }
  const transactOn =
    (connection: Connection, outermost: boolean): Store['transact'] =>
    async (access, locks, work) => {
      const within: Store = {
        ...askingOn(connection, calls, options),
        transact: transactOn(connection, false),
        close: async () => {},
      }
      // Who joined somebody else's transaction does not end it.
      const ending = outermost ? askingOn(connection, calls, { ...options, last: true }) : within
      // The first thing that `work` asks travels with the lock: the database answers it when it has the lock, not before.
      const [held, done] = await Promise.allSettled([hold(connection, access, locks), work(sessionOf(within, ending, access))])
      // Without the lock nothing else counts; both have ended, so that nobody is still at it after the rollback.
      if (held.status === 'rejected') throw held.reason
      if (done.status === 'rejected') throw done.reason
      return done.value
    }
  return {
    ...askingOn(database, calls === plainCalls ? togetherOver(database) : calls, { ...options, alone: true }),
    transact: (access, locks, work) => database.transaction((connection) => transactOn(connection, true)(access, locks, work)),
    close: () => {
      housekeeping.stop()
      return database.close()
    },
  }
}

/** Several callers' in one statement, where they may be. */
function togetherOver(database: Database): Calls {
  return {
    ...plainCalls,
    ...readTogether(database),
    ...gatherTogether(database),
    search: searchTogether(database),
    write: writeTogether(database),
  }
}

function sessionOf(within: Store, ending: Pick<Store, 'write'>, access: AccessPlan): Session {
  return {
    read: (type, id) => within.read(access, type, id),
    search: (query) => within.search(access, query),
    gather: (query) => within.gather(access, query),
    write: (writes, { last = false } = {}) => (last ? ending : within).write(access, writes),
    within,
  }
}

/** The calls that are the same inside a transaction and outside. */
function askingOn(connection: Connection, calls: Calls, options: CallOptions): Omit<Store, 'transact' | 'close'> {
  return {
    vread: async (access, type, id, version) => {
      ask(access, 'r', type)
      return seen(access, 'r', await calls.vread(connection, access, type, id, version))
    },
    history: async (access, type, id, wanted) => {
      ask(access, 'r', type)
      const page = await calls.history(connection, access, type, id, wanted)
      for (const each of page?.versions ?? []) seen(access, 'r', each)
      return page
    },
    historyOfTypes: async (access, types, wanted) => {
      for (const type of types ?? []) askToSearch(access, type)
      const page = await calls.historyOfTypes(connection, access, types, wanted)
      for (const each of page.versions) seen(access, 'r', each)
      return page
    },
    everything: async (access, patient, options) => {
      ask(access, 'r', 'Patient')
      return seenPage(access, await calls.everything(connection, access, patient, options))
    },
    read: async (access, type, id) => {
      ask(access, 'r', type)
      return seen(access, 'r', await calls.read(connection, access, type, id))
    },
    search: async (access, query) => {
      askSearch(access, query)
      return seenPage(access, await calls.search(connection, access, query, options))
    },
    gather: async (access, query) => {
      const found = await calls.gather(connection, access, allowedOf(access, query), options)
      for (const each of found) seen(access, 's', each)
      return found
    },
    open: (access, opening) => openRecord(connection, access, opening),
    weigh: (access, writes) => calls.weigh(connection, access, writes, options),
    write: async (access, writes) => {
      for (const one of writes) ask(access, permissionOf(one), one.act === 'delete' ? one.type : one.resource.resourceType)
      return calls.write(connection, access, writes, options)
    },
  }
}

const lockStatement = {
  name: 'lock',
  text: `WITH alive AS MATERIALIZED (${alive}),
keys AS MATERIALIZED (SELECT k FROM unnest($2::text[]) WITH ORDINALITY AS u (k, n) ORDER BY n)
SELECT (SELECT ok FROM alive) AS alive, count(pg_advisory_xact_lock(hashtextextended(k, 0))) FROM keys WHERE (SELECT ok FROM alive)`,
}

/** Keeps in mind whose record was read for a caller and by what ground, which the audit trail tells, and what must go with the answer. */
function seen<Found extends Stored | undefined>(access: AccessPlan, permission: Permission, found: Found): Found {
  const { request } = access
  if (found === undefined || request === undefined || access.behind) return found
  noteGrounds(access, permission, found)
  if (found.member === undefined) return found
  request.patients.add(found.member)
  if (!request.part2 && found.text.includes(part2Mark)) request.part2 = true
  return found
}

function seenPage(access: AccessPlan, page: SearchPage): SearchPage {
  for (const each of page.matches) seen(access, 's', each)
  for (const each of page.included) seen(access, 's', each)
  return page
}

/** Waits for each lock in one order for everybody, so that no two wait for each other. Held until the transaction ends. */
async function hold(connection: Connection, access: AccessPlan, locks: readonly string[]): Promise<void> {
  const sorted = [...new Set(locks)].sort()
  const [row] = await connection.query<{ alive: boolean }>(lockStatement, [access.tokenHash ?? null, sorted])
  if (!row?.alive) throw deadToken()
}

/**
 * Of what a case asks for, the types for which the token has a scope to read or search: a record that an operation puts together holds
 * no more than its caller could read piece by piece. Who sees everything as what they are has no sight that would leave the others out.
 */
function allowedOf(access: AccessPlan, query: CaseQuery): CaseQuery {
  const may = (type: string) => access.allows('r', type) || access.allows('s', type)
  const { types, others, alongside, follow } = query
  return {
    ...query,
    types: types.filter(may),
    ...(others && { others: others.filter((one) => may(one.slice(0, one.indexOf('/')))) }),
    ...(alongside && { alongside: alongside.filter(({ type }) => may(type)) }),
    ...(follow && { follow: follow.filter(may) }),
  }
}

const permissions = { create: 'c', update: 'u', delete: 'd' } as const

function permissionOf({ act }: Write): Permission {
  return permissions[act]
}

function ask(access: AccessPlan, permission: Permission, type: string): void {
  if (!access.allows(permission, type)) {
    throw forbidden('scope', `This token does not allow this interaction on ${type}.`)
  }
}

function askSearch(access: AccessPlan, query: Pick<SearchQuery, 'type' | 'include' | 'revinclude'> & Partial<SearchQuery>): void {
  for (const type of [...(query.type ? [query.type] : (query.types ?? [])), ...otherTypesOf(query)]) {
    ask(access, 's', type)
    if (access.searchable && !access.searchable.has(type)) throw forbidden('scope', `This token does not allow searching ${type}.`)
  }
}

function askToSearch(access: AccessPlan, type: string): void {
  ask(access, 's', type)
  if (access.searchable && !access.searchable.has(type)) throw forbidden('scope', `This token does not allow searching ${type}.`)
}

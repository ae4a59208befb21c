import { AsyncLocalStorage } from 'node:async_hooks'
import type { Writable } from 'node:stream'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { CallerLeft, callerWaiting } from '#fhir/waiting-caller.ts'
import { cancelStatement } from './cancel-statement.ts'
import { typeParser } from './column-types.ts'
import { named, sqlState, tookTooLong } from './driver-errors.ts'

/** One SQL text. With a name it is prepared once on each connection and only bound afterwards. */
export interface Statement {
  name?: string
  text: string
}

/** Something that runs statements: the whole database, or one transaction of it. */
export interface Connection {
  /**
   * Runs one statement. `row` is the shape the caller knows its columns to have. Of a transaction's `last` one PostgreSQL gets
   * the COMMIT with it, a trip less: it takes effect unless the statement fails, whatever is thrown afterwards.
   */
  query<Row = Record<string, unknown>>(statement: Statement, values?: readonly unknown[], how?: { last?: boolean }): Promise<Row[]>
  /** Runs a script of several statements without values; for migrations. */
  script(sql: string): Promise<void>
}

/**
 * PostgreSQL, or the embedded PGlite that speaks the same protocol. A lost connection is FhirError `unavailable`; the
 * next call opens another one. Serialization failures and deadlocks are tried again before anybody hears of them.
 *
 * When the caller that a statement is run for has left, PostgreSQL is asked to end it, a transaction is rolled back unless
 * its COMMIT was sent, and whatever is asked for after that is CallerLeft. So a write is done wholly or not at all. The
 * embedded database runs what it has begun to its end.
 */
export interface Database extends Connection {
  readonly kind: 'postgres' | 'embedded'
  /** Throws what a statement asked for here and now would meet before it is sent. */
  mayAsk(): void
  /**
   * Runs `work` between BEGIN and COMMIT on a connection of its own; a throw rolls back. `work` may run again after a
   * serialization failure, so it must not have effects outside the database. It must use the connection it is given: the
   * database itself is refused to it, as that would wait for the very connection it holds. Statements that it asks for without
   * waiting for one another run in that order; PostgreSQL gets them, and BEGIN before them, in one go.
   */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How many times a transaction that lost to another is run in all. */
const attempts = 6

/** A database over the `pg` driver. `onClose` ends what the driver does not know of, such as the embedded worker. */
export function openPool(kind: Database['kind'], config: PoolConfig, onClose: () => Promise<void> = async () => {}): Database {
  // The embedded database takes one statement at a time.
  const pipeline = kind === 'postgres'
  const pool = new Pool({ ...config, pipeline, types: { getTypeParser: typeParser } as never } as PoolConfig)
  // An idle connection that breaks is replaced on the next call; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that breaks while a transaction has it: its next statement tells.
  pool.on('connect', (client) => client.on('error', () => {}))

  // The wait for a connection may be longer than the caller's patience.
  const connected = async () => {
    const client = await pool.connect()
    if (!callerWaiting()?.left) return client
    client.release()
    throw new CallerLeft()
  }
  const inside = new AsyncLocalStorage<Scope>()
  const outside = () => {
    if (inside.getStore()?.open) throw new Error('Inside a transaction: use its own connection, not the database.')
  }
  return {
    kind,
    mayAsk() {
      outside()
      mayGoOn()
    },
    async query<Row>(statement: Statement, values: readonly unknown[] = []) {
      outside()
      return again(async () => {
        const client = await connected()
        const watch = watchCaller(pipeline, client)
        let broken = false
        try {
          watch.begin()
          return await ask<Row>(client, statement, values)
        } catch (error) {
          broken = !isAnswer(error)
          throw error
        } finally {
          await watch.end()
          client.release(broken)
        }
      }, lostToAnother)
    },
    async script(sql) {
      outside()
      await again(() => pool.query(sql), lostToAnother)
    },
    async transaction(work) {
      outside()
      return again(async () => {
        const client = await connected()
        const scope: Scope = { open: true }
        const watch = watchCaller(pipeline, client)
        let broken = false
        try {
          if (pipeline) sendTogether(client)
          const begun = ask(client, begin)
          // Not before: without BEGIN what follows would be done by itself.
          begun.then(watch.begin, () => {})
          if (!pipeline) await begun
          const result = await inside.run(scope, () => work(pipeline ? connectionOf(client, scope) : inTurn(connectionOf(client))))
          await begun
          await watch.end()
          if (scope.committed === undefined) refuseIfLeft()
          await (scope.committed ?? ask(client, commit))
          return result
        } catch (error) {
          await watch.end()
          // Behind a last statement that failed, the COMMIT was a rollback; behind one that did not, nothing is left to undo.
          await (scope.committed ?? ask(client, rollback)).catch(() => {
            broken = true
          })
          throw error
        } finally {
          scope.open = false
          client.release(broken)
        }
      }, lostInTransaction)
    },
    async close() {
      await pool.end()
      await onClose()
    },
  }
}

const begin: Statement = { text: 'BEGIN' }
const commit: Statement = { text: 'COMMIT' }
const rollback: Statement = { text: 'ROLLBACK' }

/**
 * Runs one statement on a connection. By the driver's callback: of the promises that it makes itself, each keeps the answer of
 * the one before from the collector's quick round, so that every text read lay in memory until the next slow one.
 */
function ask<Row>(client: PoolClient, statement: Statement, values?: readonly unknown[]): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    client.query({ ...statement, values: values as unknown[] | undefined }, (error, result) => {
      if (error) reject(error)
      else resolve(result.rows as Row[])
    })
  })
}

/** A transaction in progress. */
interface Scope {
  open: boolean
  /** Its COMMIT is on its way behind the last statement. */
  committed?: Promise<unknown>
}

/** @param scope a transaction that takes its COMMIT along with its last statement */
function connectionOf(client: PoolClient, scope?: Scope): Connection {
  const notCommitted = () => {
    if (scope?.committed !== undefined) throw new Error('The transaction had its last statement.')
  }
  return {
    async query<Row>(statement: Statement, values: readonly unknown[] = [], { last = false }: { last?: boolean } = {}) {
      notCommitted()
      mayGoOn()
      if (last && scope !== undefined) sendTogether(client)
      const asked = ask<Row>(client, statement, values)
      if (last && scope !== undefined) {
        scope.committed = ask(client, commit)
        scope.committed.catch(() => {})
      }
      return asked
    },
    async script(sql) {
      notCommitted()
      await client.query(sql)
    },
  }
}

/** What is sent until this turn of the event loop ends leaves in one call to the system. */
function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

interface Watch {
  begin(): void
  /** Resolves when no request to end a statement is under way any more. */
  end(): Promise<void> | undefined
}

const nobodyToWatch: Watch = { begin() {}, end: () => undefined }

/** Between `begin` and `end`, ends what runs on the connection as soon as the caller it runs for leaves. */
function watchCaller(canBeEnded: boolean, client: PoolClient): Watch {
  const caller = callerWaiting()
  if (caller === undefined || !canBeEnded) return nobodyToWatch
  let cancelled: Promise<void> | undefined
  let takeBack = () => {}
  return {
    begin() {
      takeBack = caller.onLeave(() => {
        caller.ended += 1
        cancelled = cancelStatement(client)
      })
    },
    end() {
      takeBack()
      return cancelled
    },
  }
}

function refuseIfLeft(): void {
  if (callerWaiting()?.left) throw new CallerLeft()
}

/** Asked before each statement, so that many small ones do not last for ever either. */
function mayGoOn(): void {
  refuseIfLeft()
  const caller = callerWaiting()
  if (caller !== undefined && performance.now() > caller.until) throw tookTooLong()
}

/** Did the database itself say this? Then the connection goes on. */
function isAnswer(error: unknown): boolean {
  return (error as { severity?: unknown } | undefined)?.severity === 'ERROR'
}

/** Each statement is sent when the one before has been answered. */
function inTurn(connection: Connection): Connection {
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(run: () => Promise<T>): Promise<T> => {
    const done = last.then(run)
    last = done.catch(() => {})
    return done
  }
  return {
    query: (statement, values) => next(() => connection.query(statement, values)),
    script: (sql) => next(() => connection.script(sql)),
  }
}

/** Repeats what lost to another transaction, and gives the rest its FHIR name. */
async function again<T>(run: () => Promise<T>, retried: readonly string[]): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    mayGoOn()
    try {
      return await run()
    } catch (error) {
      refuseIfLeft()
      if (!retried.includes(sqlState(error) ?? '') || attempt === attempts) throw named(error)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
    }
  }
}

// Serialization failure and deadlock.
const lostToAnother = ['40001', '40P01']
// And in a transaction, where it says no more than that another one was first: a key made while ours was running.
const lostInTransaction = [...lostToAnother, '23505']

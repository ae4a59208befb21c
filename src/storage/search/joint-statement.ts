import { type Compiled, sentNow } from '../compiled.ts'
import type { Database, Statement } from '../database.ts'
import { nameOf } from '../statement-name.ts'
import type { Row } from './search.ts'
import { Momentary, type Values } from './values.ts'

/** Asks several callers' statements at once, those of the same text in one. Gives each one's rows, in the order of the asks. */
export async function askJointly(database: Database, asks: readonly Compiled[]): Promise<Row[][]> {
  const answers = asks.map((): Row[] => [])
  await Promise.all(
    groupsOf(asks).map(async (group) => {
      const { statement, values } = jointOf(group.map((index) => asks[index]!))
      for (const row of await database.query<Row & { n?: number }>(statement, values)) answers[group[(row.n ?? 1) - 1]!]!.push(row)
    }),
  )
  return answers
}

/** Which asks go in one statement: those by one plan of the same text, and of the rest those of the same text. */
function groupsOf(asks: readonly Compiled[]): number[][] {
  const byText = new Map<string, Map<Values | undefined, number[]>>()
  for (const [index, { text, values }] of asks.entries()) {
    const byPlan = byText.get(text) ?? new Map<Values | undefined, number[]>()
    byText.set(text, byPlan)
    const group = byPlan.get(values.common)
    if (group === undefined) byPlan.set(values.common, [index])
    else group.push(index)
  }
  return [...byText.values()].flatMap((byPlan) => {
    const groups = [...byPlan.values()]
    const alone = groups.filter(({ length }) => length === 1).flat()
    return [...groups.filter(({ length }) => length > 1), ...(alone.length > 0 ? [alone] : [])]
  })
}

/** One statement for several asks of the same text, and its values. Its rows say by `n`, from 1, whose they are. */
export interface Joint {
  statement: Statement
  values: readonly unknown[]
}

/** A text, as it is asked for each of a list. */
interface ForEach {
  text: string
  /** SQL type of each value. */
  types: readonly string[]
  /** Which values, from 0, are sent once. */
  once: readonly number[]
  /** The others: each ask's own. */
  own: readonly number[]
}

/**
 * The asks' own text, asked for each of them in one statement: their values come as a list, a row for each ask. So there is one
 * prepared statement however many ask, and the database starts one plan and not one for each. Of one ask it is the text itself. What
 * all of them have in common is sent once and not in each row: the database reads it once, too, and what follows from it
 * alone, as who is on somebody's staff, it finds out once.
 *
 * @param asks one or more, all of the same text
 */
export function jointOf(asks: readonly Compiled[]): Joint {
  const [first] = asks as [Compiled]
  const { text, values } = first
  if (asks.length === 1) return { statement: { name: nameOf(text), text }, values: sentNow(first) }
  const { once, own, types, text: joint } = eachOf(text, values.count, inCommon(asks))
  const moment = momentOf(first)
  const sent = once.map((at) => sentAt(values.common!.own[at], moment))
  return {
    statement: { name: nameOf(joint), text: joint },
    values: [...sent, `[${asks.map((one) => rowOf(one, types, own)).join(',')}]`],
  }
}

/**
 * Which of the values of their plans' part (`access/kept.ts`) all of them have in common: all of one plan; of several plans the lists that
 * plans of a kind share, and the moment. By identity, so that how few there are depends on who asks and not on what.
 */
function inCommon(asks: readonly Compiled[]): readonly number[] {
  const [{ values, now }] = asks as [Compiled]
  const { common } = values
  if (common === undefined || !asks.every((one) => one.now === now && one.values.common?.own.length === common.own.length)) return []
  const isOne = asks.every((one) => one.values.common === common)
  const isShared = (value: unknown, at: number) =>
    isOne ||
    (typeof value === 'object' && value !== null && !Buffer.isBuffer(value) && asks.every((one) => one.values.common!.own[at] === value))
  return common.own.flatMap((value, at) => (isShared(value, at) ? [at] : []))
}

function momentOf({ now }: Compiled): Date {
  return now?.() ?? new Date()
}

function sentAt(value: unknown, moment: Date): unknown {
  return value instanceof Momentary ? value.of(moment) : value
}

/** Texts kept at most; an application has a few dozen. */
const atMost = 400
const known = new Map<string, ForEach[]>()

function eachOf(text: string, count: number, once: readonly number[]): ForEach {
  const made = known.get(text)
  const found = made?.find((one) => one.once.length === once.length && one.once.every((at, index) => at === once[index]))
  if (found !== undefined) return found
  if (known.size >= atMost) known.clear()
  const each = forEach(text, count, once)
  known.set(text, [...(made ?? []), each])
  return each
}

/** A place that is followed by no type is one of a text. */
const place = /\$(\d+)(?:::(\w+(?:\[\])?))?/g

function forEach(text: string, count: number, once: readonly number[]): ForEach {
  const types = Array.from({ length: count }, () => 'text')
  for (const [, number, type] of text.matchAll(place)) if (type !== undefined) types[Number(number) - 1] = type
  const own = types.flatMap((_, at) => (once.includes(at) ? [] : [at]))
  const columns = own.map((at) => `v${at + 1} ${types[at]}`)
  const asked = text.replace(place, (_, number: string, type?: string) => {
    const at = once.indexOf(Number(number) - 1)
    return at < 0 ? `u.v${number}` : `$${at + 1}${type === undefined ? '' : `::${type}`}`
  })
  const list = `ROWS FROM (json_to_recordset($${once.length + 1}::json) AS (${columns.join(', ')})) WITH ORDINALITY AS u (${own.map((at) => `v${at + 1}`).join(', ')}, n)`
  return { text: `SELECT u.n::int, q.row FROM ${list} CROSS JOIN LATERAL (${asked}) q`, types, once, own }
}

/** An ask's own values as a row of the list. */
function rowOf(ask: Compiled, types: readonly string[], own: readonly number[]): string {
  const { common, own: rest } = ask.values
  const moment = momentOf(ask)
  const kept = common === undefined ? [] : spelledOnce(common, types)
  const parts = own.map((at) => {
    const part = kept[at]
    if (part !== undefined) return typeof part === 'string' ? part : part(moment)
    return spelled(at, sentAt(rest[at - kept.length], moment), types[at]!)
  })
  return `{${parts.join(',')}}`
}

type Part = string | ((moment: Date) => string)

/** What a plan's statements have in common, spelled but for what follows from the moment. */
function spelledOnce(common: Values, types: readonly string[]): readonly Part[] {
  let parts = knownParts.get(common)
  if (parts === undefined) {
    parts = common.own.map(
      (value, at): Part =>
        value instanceof Momentary ? (moment) => spelled(at, value.of(moment), types[at]!) : spelled(at, value, types[at]!),
    )
    knownParts.set(common, parts)
  }
  return parts
}

const knownParts = new WeakMap<Values, readonly Part[]>()

function spelled(at: number, value: unknown, type: string): string {
  return `"v${at + 1}":${asJson(value, type)}`
}

function asJson(value: unknown, type: string): string {
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`
  // It is JSON already; as a text it would become a string of JSON.
  return type === 'jsonb' && typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

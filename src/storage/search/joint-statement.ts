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
}

/**
 * The asks' own text, asked for each of them in one statement: their values come as a list, a row for each ask. So there is one
 * prepared statement however many ask, and the database starts one plan and not one for each. Of one ask it is the text itself. What
 * all of them have of one plan (`access/kept.ts`) is sent once and not in each row: the database reads it once, too, and what follows from it
 * alone, as who is on somebody's staff, it finds out once.
 *
 * @param asks one or more, all of the same text
 */
export function jointOf(asks: readonly Compiled[]): Joint {
  const [first] = asks as [Compiled]
  const { text, values } = first
  if (asks.length === 1) return { statement: { name: nameOf(text), text }, values: sentNow(first) }
  const { common } = values
  const ofOnePlan = common !== undefined && asks.every((one) => one.values.common === common)
  const once = ofOnePlan ? common.count : 0
  const each = eachOf(text, values.count, once)
  const rows = asks.map((one) => rowOf(one, each.types, once))
  return {
    statement: { name: nameOf(each.text), text: each.text },
    values: [...(ofOnePlan ? common.at(momentOf(first)) : []), `[${rows.join(',')}]`],
  }
}

function momentOf({ now }: Compiled): Date {
  return now?.() ?? new Date()
}

/** Texts kept at most; an application has a few dozen. */
const atMost = 400
const known = new Map<string, { once: number; each: ForEach }[]>()

function eachOf(text: string, count: number, once: number): ForEach {
  const made = known.get(text)
  const found = made?.find((one) => one.once === once)
  if (found !== undefined) return found.each
  if (known.size >= atMost) known.clear()
  const each = forEach(text, count, once)
  known.set(text, [...(made ?? []), { once, each }])
  return each
}

/** A place that is followed by no type is one of a text. */
const place = /\$(\d+)(?:::(\w+(?:\[\])?))?/g

/** @param once how many of the first values are sent once and not for each */
function forEach(text: string, count: number, once: number): ForEach {
  const types = Array.from({ length: count }, () => 'text')
  for (const [, number, type] of text.matchAll(place)) if (type !== undefined) types[Number(number) - 1] = type
  const own = types.slice(once)
  const names = own.map((_, index) => `v${once + index + 1}`)
  const columns = own.map((type, index) => `${names[index]} ${type}`)
  const asked = text.replace(place, (found, number: string) => (Number(number) > once ? `u.v${number}` : found))
  const list = `ROWS FROM (json_to_recordset($${once + 1}::json) AS (${columns.join(', ')})) WITH ORDINALITY AS u (${names.join(', ')}, n)`
  return { text: `SELECT u.n::int, q.row FROM ${list} CROSS JOIN LATERAL (${asked}) q`, types }
}

/** An ask's values as a row of the list. */
function rowOf(ask: Compiled, types: readonly string[], once: number): string {
  const { common, own } = ask.values
  const moment = momentOf(ask)
  const parts = own.map((value, index) => {
    const at = types.length - own.length + index
    return spelled(at, value instanceof Momentary ? value.of(moment) : value, types[at]!)
  })
  if (common !== undefined && once === 0)
    for (const part of spelledOnce(common, types)) parts.push(typeof part === 'string' ? part : part(moment))
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

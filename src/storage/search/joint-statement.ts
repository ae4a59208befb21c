import type { Database, Statement } from '../database.ts'
import { nameOf } from '../statement-name.ts'
import type { Compiled, Row } from './search.ts'

/** Asks several callers' statements at once, those of the same text in one. Gives each one's rows, in the order of the asks. */
export async function askJointly(database: Database, asks: readonly Compiled[]): Promise<Row[][]> {
  const answers = asks.map((): Row[] => [])
  await Promise.all(
    [...Map.groupBy(asks, ({ text }) => text).values()].map(async (group) => {
      const { statement, values } = jointOf(group)
      const places = group.map((one) => answers[asks.indexOf(one)]!)
      for (const row of await database.query<Row & { n?: number }>(statement, values)) places[(row.n ?? 1) - 1]!.push(row)
    }),
  )
  return answers
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

/** Texts kept at most; an application has a few dozen. */
const atMost = 400
const known = new Map<string, ForEach>()

/**
 * The asks' own text, asked for each of them in one statement: their values come as a list, a row for each ask. So there is one
 * prepared statement however many ask, and the database starts one plan and not one for each. Of one ask it is the text itself.
 *
 * @param asks one or more, all of the same text
 */
export function jointOf(asks: readonly Compiled[]): Joint {
  const [{ text, values }] = asks as [Compiled]
  if (asks.length === 1) return { statement: { name: nameOf(text), text }, values }
  let each = known.get(text)
  if (each === undefined) {
    if (known.size >= atMost) known.clear()
    each = forEach(text, values.length)
    known.set(text, each)
  }
  const { types } = each
  const rows = asks.map((one) => `{${one.values.map((value, index) => `"v${index + 1}":${asJson(value, types[index]!)}`).join(',')}}`)
  return { statement: { name: nameOf(each.text), text: each.text }, values: [`[${rows.join(',')}]`] }
}

/** A place that is followed by no type is one of a text. */
const place = /\$(\d+)(?:::(\w+(?:\[\])?))?/g

function forEach(text: string, count: number): ForEach {
  const types = Array.from({ length: count }, () => 'text')
  for (const [, number, type] of text.matchAll(place)) if (type !== undefined) types[Number(number) - 1] = type
  const names = types.map((_, index) => `v${index + 1}`)
  const columns = types.map((type, index) => `${names[index]} ${type}`)
  const own = text.replace(place, (_place, number: string) => `u.v${number}`)
  const list = `ROWS FROM (json_to_recordset($1::json) AS (${columns.join(', ')})) WITH ORDINALITY AS u (${names.join(', ')}, n)`
  return { text: `SELECT u.n::int, q.row FROM ${list} CROSS JOIN LATERAL (${own}) q`, types }
}

function asJson(value: unknown, type: string): string {
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`
  // It is JSON already; as a text it would become a string of JSON.
  return type === 'jsonb' && typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

import { createHash } from 'node:crypto'
import type { IndexEntry } from './indexing/entry.ts'
import { searchKey } from './keys.ts'

/** The index columns of a resource's row. Arrays are PostgreSQL array text, objects JSON text. */
export interface IndexColumns {
  keys: string
  tags: string
  facts: string
  links: string
}

/** Facts of one parameter, smallest first: sorting ascending takes the first, descending the last. */
type Fact =
  | { l: string; h: string }
  | { l: number | RawNumber; h: number | RawNumber; v: number | RawNumber; s?: string; c?: string; u?: string }
  | string
type RawNumber = object

/** Words longer than this are cut for comparing and sorting; an exact match is by hash of the whole. */
const longestWord = 400

/** Lays out what a resource can be found by in the columns that `search/` compares with. */
export function indexColumns(type: string, entries: readonly IndexEntry[]): IndexColumns {
  const keys = new Set<string>()
  const tags = new Set<string>()
  const facts = new Map<string, Fact[]>()
  const links = new Map<string, Set<string>>()
  const fact = (param: string, value: Fact) => {
    const list = facts.get(param)
    if (list) list.push(value)
    else facts.set(param, [value])
  }
  // Of a token only the smallest word is kept, and only for sorting.
  const sortWord = (param: string, word = '') => {
    const cut = word.slice(0, longestWord)
    const [least] = facts.get(param) ?? []
    if (least === undefined || (typeof least === 'string' && cut < least)) facts.set(param, [cut])
  }
  for (const entry of entries) {
    const { param } = entry
    tags.add(searchKey(type, param, 'p', ''))
    switch (entry.kind) {
      case 'token': {
        const { system, code, text } = entry
        if (code !== undefined) {
          keys.add(searchKey(type, param, 'c', code))
          tags.add(system === undefined ? searchKey(type, param, 'n', code) : searchKey(type, param, 'sc', `${system}|${code}`))
        }
        if (system !== undefined) tags.add(searchKey(type, param, 's', system))
        sortWord(param, code ?? text)
        break
      }
      case 'reference': {
        const { type: target, id, url } = entry
        if (id !== undefined) {
          keys.add(searchKey(type, param, 'i', id))
          if (target !== undefined) {
            tags.add(searchKey(type, param, 'r', `${target}/${id}`))
            const list = links.get(param)
            if (list) list.add(`${target}/${id}`)
            else links.set(param, new Set([`${target}/${id}`]))
          }
        }
        if (url !== undefined) keys.add(searchKey(type, param, 'u', url))
        break
      }
      case 'uri':
        keys.add(searchKey(type, param, 'u', entry.value))
        fact(param, entry.value.slice(0, longestWord))
        break
      case 'date':
        fact(param, { l: entry.low, h: entry.high })
        break
      case 'string':
        tags.add(searchKey(type, param, 'x', entry.exact))
        fact(param, entry.norm.slice(0, longestWord))
        break
      case 'number':
        fact(param, { l: raw(entry.low), h: raw(entry.high), v: raw(entry.value) })
        break
      case 'quantity': {
        const { system: s, code: c, unit: u } = entry
        fact(param, { l: raw(entry.low), h: raw(entry.high), v: raw(entry.value), ...(s && { s }), ...(c && { c }), ...(u && { u }) })
        break
      }
    }
  }
  for (const list of facts.values()) if (list.length > 1) list.sort(bySize)
  return {
    keys: `{${[...keys].join()}}`,
    tags: `{${[...tags].join()}}`,
    facts: JSON.stringify(Object.fromEntries(facts)),
    links: JSON.stringify(Object.fromEntries([...links].map(([param, list]) => [param, [...list]]))),
  }
}

/** Decimal text into JSON as it is, so that no digit is lost on the way to numeric. */
function raw(decimal: string): RawNumber {
  if (decimal.endsWith('Infinity')) return raw(decimal.startsWith('-') ? '-1e100' : '1e100')
  return (JSON as unknown as { rawJSON(text: string): RawNumber }).rawJSON(decimal)
}

function bySize(a: Fact, b: Fact): number {
  const [x, y] = [sizeOf(a), sizeOf(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function sizeOf(fact: Fact): string | number {
  if (typeof fact === 'string') return fact
  if ('v' in fact) return Number((fact.v as { rawJSON?: string }).rawJSON ?? fact.v)
  return fact.l as string
}

/** What of a resource makes a new version, as 128 bits of SHA-256 in the spelling of a uuid. */
export function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32)
}

import { hash } from 'node:crypto'
import { authorsParam } from './access/authors.ts'
import type { Tie } from './access/ties.ts'
import type { IndexEntry } from './indexing/entry.ts'
import { normalise } from './indexing/normalise.ts'
import { searchKey } from './keys.ts'
import { nameKey } from './name-keys.ts'
import { type RawNumber, rawNumber } from './raw-number.ts'
import { canonicalValue } from './units/canonical.ts'

/** The index columns of a resource's row. Keys are decimal text, as JSON numbers would lose their last digits. */
export interface IndexColumns {
  keys: string[]
  tags: string[]
  facts: Record<string, Fact[]>
  links: Record<string, string[]>
}

/** Facts of one parameter, smallest first: sorting ascending takes the first, descending the last. */
type Fact = Part | { [part: string]: Part[] }

/** A token within a composite is `{s, c}`, a reference `{y, i}` or `{u}`, a text `{t}`; a range as anywhere. */
type Part =
  | { l: string; h: string }
  // `k`: a quantity in the first unit of its kind, where that is another number; for sorting alone.
  | { l: RawNumber; h: RawNumber; v: RawNumber; k?: RawNumber; s?: string; c?: string; u?: string }
  | { s?: string; c?: string; y?: string; i?: string; u?: string; t?: string }
  | { g: string; p: string; l: string; h: string; c: string[]; s: string[] }
  | string

/** Of a token, whose word is kept for sorting alone, no more than this is kept. */
const longestWord = 400

/**
 * Lays out what a resource can be found by in the columns that `search/` compares with. A reference to the patient whose
 * shard this is stands among the tags: the shard itself finds it, and the index over all keys is spared two entries.
 */
export function indexColumns(
  type: string,
  shard: string,
  entries: readonly IndexEntry[],
  { ties, authors }: { ties: readonly Tie[]; authors: readonly string[] } = { ties: [], authors: [] },
): IndexColumns {
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
    const cut = storable(word.slice(0, longestWord))
    const [least] = facts.get(param) ?? []
    if (least === undefined || (typeof least === 'string' && cut < least)) facts.set(param, [cut])
  }
  const word = (param: string, text: string) => {
    const norm = storable(normalise(text))
    if (!facts.get(param)?.includes(norm)) fact(param, norm)
  }
  for (const entry of entries) {
    const { param } = entry
    tags.add(searchKey(type, param, 'p', ''))
    const name = nameKey(type, entry)
    if (name !== undefined) keys.add(name)
    switch (entry.kind) {
      case 'token': {
        const { system, code, text } = entry
        if (code !== undefined) {
          keys.add(searchKey(type, param, 'c', code))
          tags.add(system === undefined ? searchKey(type, param, 'n', code) : searchKey(type, param, 'sc', `${system}|${code}`))
        }
        if (system !== undefined) tags.add(searchKey(type, param, 's', system))
        if (!param.includes(':')) sortWord(param, code ?? text)
        if (text !== undefined) word(textParam(param), text)
        break
      }
      case 'reference': {
        const { type: target, id, url } = entry
        if (id !== undefined) {
          const own = target === 'Patient' && id === shard
          ;(own ? tags : keys).add(searchKey(type, param, 'i', id))
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
        fact(param, storable(entry.value))
        break
      case 'date':
        fact(param, { l: entry.low, h: entry.high })
        break
      case 'string':
        tags.add(searchKey(type, param, 'x', entry.exact))
        fact(param, storable(entry.norm))
        break
      case 'number':
        fact(param, { l: rawNumber(entry.low), h: rawNumber(entry.high), v: rawNumber(entry.value) })
        break
      case 'quantity': {
        const canonical = canonicalValue(entry.value, entry.system, entry.code)
        const part = partOf(entry)
        fact(param, canonical === undefined ? part : Object.assign(part, { k: rawNumber(canonical) }))
        break
      }
      case 'composite': {
        const parts: { [part: string]: Part[] } = {}
        for (const part of entry.parts) {
          parts[part.param] ??= []
          parts[part.param]!.push(partOf(part))
        }
        fact(param, parts)
        break
      }
    }
  }
  for (const list of facts.values()) if (list.length > 1) list.sort(bySize)
  for (const { ground, party, from, until, codes, labels } of ties) {
    fact(tiesParam, { g: ground, p: party, l: from, h: until, c: codes, s: labels })
  }
  for (const author of authors) fact(authorsParam, author)
  return {
    keys: [...keys],
    tags: [...tags],
    facts: Object.fromEntries(facts),
    links: Object.fromEntries([...links].map(([param, list]) => [param, [...list]])),
  }
}

/** Under which name the ties of a record are kept among its facts, from where the table `tie` has them; no search parameter has it. */
const tiesParam = '_ties'

/** Under which name the words of a token (its display, its text) are kept: what `code:text=` looks at. */
export function textParam(param: string): string {
  return `${param}:text`
}

function partOf(entry: IndexEntry): Part {
  switch (entry.kind) {
    case 'token':
    case 'quantity': {
      const { system: s, code: c } = entry
      const u = entry.kind === 'quantity' ? entry.unit : undefined
      return {
        ...(entry.kind === 'quantity' && { l: rawNumber(entry.low), h: rawNumber(entry.high), v: rawNumber(entry.value) }),
        ...(s && { s: storable(s) }),
        ...(c && { c: storable(c) }),
        ...(u && { u: storable(u) }),
      }
    }
    case 'number':
      return { l: rawNumber(entry.low), h: rawNumber(entry.high), v: rawNumber(entry.value) }
    case 'date':
      return { l: entry.low, h: entry.high }
    case 'string':
      return { t: storable(entry.norm) }
    case 'reference':
      return { ...(entry.type && { y: entry.type }), ...(entry.id && { i: entry.id }), ...(entry.url && { u: storable(entry.url) }) }
    case 'uri':
      return { u: storable(entry.value) }
    case 'composite':
      return {}
  }
}

/** A word as jsonb can hold it: without U+0000, and without half a character. */
function storable(word: string): string {
  return word.toWellFormed().replaceAll('\0', '')
}

function bySize(a: Fact, b: Fact): number {
  const [x, y] = [sizeOf(a), sizeOf(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function sizeOf(fact: Fact): string | number {
  if (typeof fact === 'string') return fact
  if ('v' in fact) return Number((('k' in fact ? fact.k : fact.v) as RawNumber).rawJSON)
  return 'l' in fact ? (fact.l as string) : ''
}

/** What of a resource makes a new version, as 128 bits of SHA-256 in the spelling of a uuid. */
export function digestOf(content: string): string {
  return hash('sha256', content, 'hex').slice(0, 32)
}

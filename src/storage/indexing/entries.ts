import type { SearchType } from '#fhir/definitions/search-parameters.ts'
import { dateRange, type TimeRange } from './date-range.ts'
import { decimalText, numberHigh, numberLow } from './decimal.ts'
import { type IndexEntry, openHigh, openLow } from './entry.ts'
import { normalise, normaliseToken } from './normalise.ts'
import { referenceEntries } from './reference-entries.ts'
import { canonicalForms, string, strings, tokenCode } from './texts.ts'
import { isJson, type Json } from './walk.ts'

/** Puts the entries of one value of a known FHIR type into `into`. */
export type Entries = (param: string, value: unknown, into: IndexEntry[]) => void

/**
 * How a value of FHIR type `of` is indexed by a parameter of `type`: the tables of
 * http://hl7.org/fhir/R4/search.html#ptypes, one function for each row. What those tables leave out gives no entry.
 *
 * @param options.base FHIR base of this server; references below it are its own
 * @param options.target only references to resources of this type
 */
export function entriesOf(type: SearchType, of: string, options: { base?: string; target?: string } = {}): Entries | undefined {
  if (type === 'reference') return referenceEntries(of, options.base, options.target)
  return type === 'composite' ? undefined : tables[type][of]
}

const tables: Record<Exclude<SearchType, 'reference' | 'composite'>, Record<string, Entries>> = {
  token: {
    Coding: (param, value, into) => {
      if (isJson(value)) coding(param, value, into)
    },
    CodeableConcept: (param, value, into) => {
      if (!isJson(value)) return
      for (const item of list(value.coding)) coding(param, item, into)
      const text = string(value.text)
      if (text) into.push({ param, kind: 'token', text })
    },
    Identifier: (param, value, into) => {
      if (!isJson(value)) return
      const code = tokenCode(value.value)
      const system = string(value.system)
      const text = isJson(value.type) ? string(value.type.text) : undefined
      if (code || system) into.push({ param, kind: 'token', ...(system && { system }), ...(code && { code }), ...(text && { text }) })
      if (!code || !isJson(value.type)) return
      for (const of of list(value.type.coding)) {
        const typed = ofType(string(of.system), tokenCode(of.code), code)
        if (typed) into.push({ param: ofTypeParam(param), kind: 'token', code: typed })
      }
    },
    // The system of a contact point (phone, email) is no code system; R4 searches the value alone.
    ContactPoint: (param, value, into) => {
      const code = isJson(value) ? tokenCode(value.value) : undefined
      if (code) into.push({ param, kind: 'token', code })
    },
    boolean: (param, value, into) => {
      if (typeof value === 'boolean') into.push({ param, kind: 'token', code: String(value) })
    },
    ...same(['code', 'string', 'id', 'uri', 'url', 'dateTime'], (param, value, into) => {
      if (typeof value === 'string') into.push({ param, kind: 'token', code: normaliseToken(value) })
    }),
  },
  date: {
    ...same(['date', 'dateTime', 'instant', 'string'], (param, value, into) => push(param, rangeOf(value), into)),
    Period: (param, value, into) => push(param, periodRange(value), into),
    Timing: (param, value, into) => push(param, timingRange(value), into),
  },
  string: {
    ...same(['string', 'markdown', 'code', 'uri'], (param, value, into) => words(param, value, into)),
    HumanName: (param, value, into) => {
      if (!isJson(value)) return
      const parts = [...strings(value.prefix), ...strings(value.given), ...strings(value.family), ...strings(value.suffix)]
      const whole = string(value.text) ?? parts.join(' ')
      for (const part of new Set([...parts, whole])) words(param, part, into)
      // The name as it is spoken, when `text` says it in another way than the parts do.
      if (value.text && parts.length > 1) words(param, parts.join(' '), into)
    },
    Address: (param, value, into) => {
      if (!isJson(value)) return
      const parts = [
        ...strings(value.line),
        ...['city', 'district', 'state', 'postalCode', 'country', 'text'].flatMap((name) => strings(value[name])),
      ]
      for (const part of new Set(parts)) words(param, part, into)
    },
  },
  number: {
    ...same(['decimal', 'integer', 'positiveInt', 'unsignedInt'], (param, value, into) => {
      if (typeof value !== 'number') return
      const text = decimalText(value)
      into.push({ param, kind: 'number', low: text, high: text, value: text })
    }),
    Range: (param, value, into) => {
      const range = isJson(value) ? bounds(value) : undefined
      if (range) into.push({ param, kind: 'number', low: range.low, high: range.high, value: range.value })
    },
  },
  quantity: {
    ...same(['Quantity', 'Age', 'Duration', 'Count', 'Distance'], (param, value, into) => {
      if (!isJson(value) || typeof value.value !== 'number') return
      const text = decimalText(value.value)
      // "< 5 mg" stands for everything below 5.
      const comparator = string(value.comparator) ?? ''
      const low = comparator.startsWith('<') ? numberLow : text
      const high = comparator.startsWith('>') ? numberHigh : text
      into.push({ param, kind: 'quantity', low, high, value: text, ...unit(value) })
    }),
    Money: (param, value, into) => {
      if (!isJson(value) || typeof value.value !== 'number') return
      const text = decimalText(value.value)
      const code = string(value.currency)
      into.push({ param, kind: 'quantity', low: text, high: text, value: text, ...(code && { system: 'urn:iso:std:iso:4217', code }) })
    },
    Range: (param, value, into) => {
      const range = isJson(value) ? bounds(value) : undefined
      if (range) into.push({ param, kind: 'quantity', low: range.low, high: range.high, value: range.value, ...unit(range.of) })
    },
  },
  uri: {
    ...same(['uri', 'url', 'oid', 'uuid'], (param, value, into) => {
      if (typeof value === 'string') into.push({ param, kind: 'uri', value })
    }),
    canonical: (param, value, into) => {
      for (const form of canonicalForms(value)) into.push({ param, kind: 'uri', value: form })
    },
  },
}

/** Under which name identifiers are indexed together with their type: what `identifier:of-type=system|code|value` asks for. */
export function ofTypeParam(param: string): string {
  return `${param}:of-type`
}

/** Type and value of an identifier as one code. */
export function ofType(system: string | undefined, code: string | undefined, value: string): string | undefined {
  return system && code ? `${system}|${code}|${value}` : undefined
}

function same(types: string[], entries: Entries): Record<string, Entries> {
  return Object.fromEntries(types.map((type) => [type, entries]))
}

function coding(param: string, { system, code, display }: Json, into: IndexEntry[]): void {
  if (!code && !system && !display) return
  into.push({
    param,
    kind: 'token',
    ...(typeof system === 'string' && { system }),
    ...(typeof code === 'string' && { code: normaliseToken(code) }),
    ...(typeof display === 'string' && { text: display }),
  })
}

function words(param: string, value: unknown, into: IndexEntry[]): void {
  if (typeof value === 'string' && value !== '') into.push({ param, kind: 'string', norm: normalise(value), exact: value })
}

function push(param: string, range: TimeRange | undefined, into: IndexEntry[]): void {
  if (range) into.push({ param, kind: 'date', low: range.low, high: range.high })
}

function rangeOf(value: unknown): TimeRange | undefined {
  return typeof value === 'string' ? dateRange(value) : undefined
}

function periodRange(value: unknown): TimeRange | undefined {
  if (!isJson(value)) return undefined
  const start = rangeOf(value.start)
  const end = rangeOf(value.end)
  return start || end ? { low: start?.low ?? openLow, high: end?.high ?? openHigh } : undefined
}

/** Only the outer limits count, says R4: from the first event or the bounds' start to the last or their end. */
function timingRange(value: unknown): TimeRange | undefined {
  if (!isJson(value)) return undefined
  const events = strings(value.event).map(rangeOf)
  const ranges = [...events, isJson(value.repeat) ? periodRange(value.repeat.boundsPeriod) : undefined].filter(
    (range) => range !== undefined,
  )
  if (ranges.length === 0) return undefined
  return {
    low: ranges.reduce((least, { low }) => (low < least ? low : least), openHigh),
    high: ranges.reduce((most, { high }) => (high > most ? high : most), openLow),
  }
}

function bounds({ low, high }: Json): { low: string; high: string; value: string; of: Json } | undefined {
  const from = isJson(low) && typeof low.value === 'number' ? low : undefined
  const to = isJson(high) && typeof high.value === 'number' ? high : undefined
  const of = from ?? to
  if (!of) return undefined
  return {
    low: from ? decimalText(from.value as number) : numberLow,
    high: to ? decimalText(to.value as number) : numberHigh,
    value: decimalText(of.value as number),
    of,
  }
}

function unit({ system, code, unit: spoken }: Json): { system?: string; code?: string; unit?: string } {
  return {
    ...(typeof system === 'string' && { system }),
    ...(typeof code === 'string' && { code }),
    ...(typeof spoken === 'string' && { unit: spoken }),
  }
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

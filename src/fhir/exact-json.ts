/**
 * FHIR's decimals keep their digits: 1.10 says more than 1.1 (http://hl7.org/fhir/R4/datatypes.html#decimal), and
 * JavaScript's numbers do not. Where a text has such a number, the object that holds it remembers how it was written,
 * under a symbol that copying by spread carries along and that `JSON.stringify` and `Object.keys` do not see. Every object
 * above it has the symbol too, so that one look at the root says whether there is anything to remember.
 */
const written = Symbol('as written')

type Holder = { [written]?: Record<string, string> }

/** A number with a zero at the end of its fraction, an exponent, a negative zero, or more digits than a number holds. */
const inexact = /\.\d*0\s*[,}\]]|\d[eE][+-]?\d|-0\s*[,}\]]|\d{16}|\d\.\d{15}/

/** JSON read so that `exactText` writes its numbers as they were. As fast as `JSON.parse` where no number needs it. */
export function parseExact(text: string): unknown {
  if (!inexact.test(text)) return JSON.parse(text)
  return (JSON.parse as ParseWithSource)(text, function (this: Holder, key, value, { source }) {
    if (typeof value === 'number') {
      if (source !== undefined && String(value) !== source) remember(this)[key] = source
    } else if (value !== null && typeof value === 'object' && written in value) remember(this)
    return value
  })
}

/** JSON text with each remembered number as it was written, unless it has been given another value since. */
export function exactText(value: object): string {
  if (!(written in value)) return JSON.stringify(value)
  return JSON.stringify(value, function (this: Holder, key, item) {
    const source = typeof item === 'number' ? this[written]?.[key] : undefined
    return source !== undefined && Number(source) === item ? rawJson(source) : item
  })
}

/** A property as `JSON.stringify` will write it as it was written, for whoever puts it into another object. */
export function asWritten(holder: object, key: string | number): unknown {
  const value = (holder as Record<string | number, unknown>)[key]
  const source = typeof value === 'number' ? (holder as Holder)[written]?.[key] : undefined
  return source !== undefined && Number(source) === value ? rawJson(source) : value
}

/** The value without what it remembers, to be compared with one that was read the ordinary way. */
export function withoutDigits<T extends object>(value: T): T {
  return written in value ? (JSON.parse(JSON.stringify(value)) as T) : value
}

function remember(holder: Holder): Record<string, string> {
  holder[written] ??= {}
  return holder[written]
}

// In the engine since V8 11.4; the language's own types do not know them yet.
type ParseWithSource = (
  text: string,
  reviver: (this: Holder, key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown
const { rawJSON: rawJson, isRawJSON } = JSON as unknown as { rawJSON(text: string): unknown; isRawJSON(value: unknown): boolean }

/** Is this a number that `asWritten` gave? */
export const isAsWritten = isRawJSON

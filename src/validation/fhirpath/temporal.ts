/** A date, dateTime or time as its parts; as many as were said. */
interface Parts {
  parts: number[]
  /** Minutes from UTC, when said. */
  zone?: number
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?)?)?$/
const timeForm = /^(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?$/

function read(text: string): Parts | undefined {
  const found = form.exec(text) ?? timeForm.exec(text)
  if (!found) return undefined
  const said = found.slice(1)
  const zone = said.length > 6 ? said[6] : undefined
  const parts = said
    .slice(0, 6)
    .filter((part) => part !== undefined)
    .map(Number)
  if (zone === undefined) return { parts }
  const minutes = zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)))
  return { parts, zone: minutes }
}

/**
 * Compares two dates, dateTimes or times. `undefined`: cannot be told, because one is less precise than the other or
 * only one has a zone. Moments with zones are compared as moments.
 */
export function compareTemporal(left: string, right: string): -1 | 0 | 1 | undefined {
  if (left === right) return 0
  if (isDay(left) && isDay(right)) return left < right ? -1 : 1
  const a = read(left)
  const b = read(right)
  if (!a || !b) return undefined
  if (a.zone !== undefined && b.zone !== undefined) return sign(moment(a) - moment(b))
  const shared = Math.min(a.parts.length, b.parts.length)
  for (let at = 0; at < shared; at++) {
    const difference = a.parts[at]! - b.parts[at]!
    if (difference !== 0) return sign(difference)
  }
  return a.parts.length === b.parts.length && a.zone === b.zone ? 0 : undefined
}

/** YYYY-MM-DD: two of these are in the order of their texts. */
function isDay(text: string): boolean {
  if (text.length !== 10) return false
  for (let at = 0; at < 10; at++) {
    const code = text.charCodeAt(at)
    if (at === 4 || at === 7 ? code !== 45 : code < 48 || code > 57) return false
  }
  return true
}

function moment({ parts, zone }: Parts): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
  return Date.UTC(year, month - 1, day, hour, minute) + second * 1000 - (zone ?? 0) * 60_000
}

function sign(difference: number): -1 | 0 | 1 {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0
}

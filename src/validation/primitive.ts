/** What is wrong with a primitive's value: what is allowed instead, and which code says so. */
export interface Fault {
  /** One of our own error codes, or the requirement row that speaks. */
  details: string
  says: string
}

/** Judges the JSON value of one primitive; `undefined` when it is well-formed. Never repeats the value: it may be PHI. */
export type PrimitiveCheck = (value: unknown) => Fault | undefined

const year = '([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)'
const clock = '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?'
const zone = '(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))'
const date = new RegExp(`^${year}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`)
const dateTime = new RegExp(`^${year}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T${clock}${zone})?)?)?$`)
const instant = new RegExp(`^${year}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T${clock}${zone}$`)
const withoutZone = new RegExp(`^${year}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T${clock}$`)
const time = new RegExp(`^${clock}$`)
const id = /^[A-Za-z0-9\-.]{1,64}$/
const code = /^\S+( \S+)*$/
const oid = /^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$/
const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const uri = /^\S+$/
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** R4 allows a megabyte (1024 * 1024 characters) in a string. */
const longest = 1_048_576

const format = (says: string): Fault => ({ details: 'format', says })
const wrongType = (says: string): Fault => ({ details: 'type', says })

const notString = wrongType('must be a JSON string')
const empty = format('must not be an empty string; leave the element out instead')
const nul = format('must not contain the character U+0000')

function text(test: (value: string) => boolean, fault: Fault): PrimitiveCheck {
  return (value) => {
    if (typeof value !== 'string') return notString
    if (value.length === 0) return empty
    return test(value) ? undefined : fault
  }
}

/** Printable ASCII without a space: of nearly all codes and URIs that is all there is to know. */
function isPlain(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const character = value.charCodeAt(at)
    if (character < 33 || character > 126) return false
  }
  return true
}

function matching(pattern: RegExp, says: string): PrimitiveCheck {
  return text((value) => pattern.test(value), format(says))
}

const prose: PrimitiveCheck = (value) => {
  if (typeof value !== 'string') return notString
  if (value.length === 0) return empty
  if (value.length > longest) return format('must not be longer than 1,048,576 characters')
  return value.indexOf('\u0000') < 0 ? undefined : nul
}

function whole(least: number, says: string): PrimitiveCheck {
  return (value) => {
    if (typeof value !== 'number') return wrongType('must be a JSON number')
    return Number.isInteger(value) && value >= least && value <= 2_147_483_647 ? undefined : format(says)
  }
}

const noSuchDay = format('is not a day of the calendar')
const noZone: Fault = {
  details: 'TIME-01',
  says: 'has a time of day without a time zone; add the offset from UTC or Z, as in 2024-02-01T03:30:00-05:00',
}

/** Dates as text are compared and cut, never turned into moments: a day on the calendar has no time zone. */
function dated(pattern: RegExp, says: string): PrimitiveCheck {
  const fault = format(says)
  return (value) => {
    if (typeof value !== 'string') return notString
    if (value.length === 0) return empty
    if (!pattern.test(value)) return pattern !== date && withoutZone.test(value) ? noZone : fault
    return value.length < 10 || isDay(value) ? undefined : noSuchDay
  }
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Is YYYY-MM-DD a day of the calendar? The month must be a month already. */
function isDay(value: string): boolean {
  const day = Number(value.slice(8, 10))
  if (day <= 28) return true
  const month = Number(value.slice(5, 7))
  const inYear = Number(value.slice(0, 4))
  const leap = (inYear % 4 === 0 && inYear % 100 !== 0) || inYear % 400 === 0
  return day <= (month === 2 && leap ? 29 : lengths[month - 1]!)
}

const isUri = (value: string): boolean => isPlain(value) || uri.test(value)

/** White space may stand between groups of four, as R4's pattern has it. */
function isBase64(value: string): boolean {
  return value.split(/\s+/).every((chunk) => chunk.length % 4 === 0 && base64.test(chunk))
}

/** Every primitive type of R4: http://hl7.org/fhir/R4/datatypes.html#primitive */
export const primitives: Readonly<Record<string, PrimitiveCheck>> = {
  boolean: (value) => (typeof value === 'boolean' ? undefined : wrongType('must be true or false, without quotes')),
  integer: whole(-2_147_483_648, 'must be a whole number of 32 bits'),
  unsignedInt: whole(0, 'must be a whole number, 0 or more'),
  positiveInt: whole(1, 'must be a whole number, 1 or more'),
  decimal: (value) =>
    typeof value === 'number' && Number.isFinite(value) ? undefined : wrongType('must be a JSON number, without quotes'),
  string: prose,
  markdown: prose,
  code: text((value) => isPlain(value) || code.test(value), format('must be a code: no space at either end, single spaces inside')),
  id: matching(id, 'must be an id: 1 to 64 of A-Z, a-z, 0-9, "-" and "."'),
  uri: text(isUri, format('must be a URI: without white space')),
  url: text(isUri, format('must be a URL: without white space')),
  canonical: text(isUri, format('must be a canonical URL: without white space')),
  oid: matching(oid, 'must be an OID as in urn:oid:1.2.3'),
  uuid: matching(uuid, 'must be a UUID in lower case as in urn:uuid:c757873d-ec9a-4326-a141-556f43239520'),
  base64Binary: text(isBase64, format('must be base64 (RFC 4648)')),
  date: dated(date, 'must be a date: YYYY, YYYY-MM or YYYY-MM-DD'),
  dateTime: dated(dateTime, 'must be YYYY, YYYY-MM, YYYY-MM-DD, or a day with hours, minutes, seconds and a time zone'),
  instant: dated(instant, 'must be a day with hours, minutes, seconds and a time zone, as in 2024-02-01T03:30:00-05:00'),
  time: matching(time, 'must be a time of day: hh:mm:ss'),
  xhtml: prose,
}

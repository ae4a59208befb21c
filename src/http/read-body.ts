import type { IncomingMessage } from 'node:http'
import { FhirError, malformed } from '#fhir/error.ts'
import { parseExact } from '#fhir/exact-json.ts'
import { everyText } from '#fhir/kept-text.ts'
import { readParameters } from './read-parameters.ts'

/** Deepest nesting of objects and lists that a body may have. The deepest real resources (questionnaires) stay below 40. */
export const jsonDepth = 100

const utf8 = new TextDecoder('utf-8', { fatal: true })
const formType = 'application/x-www-form-urlencoded'
const graphqlType = 'application/graphql'
const jsonPatchType = 'application/json-patch+json'
const jsonTypes = new Set(['application/fhir+json', 'application/json', 'text/json'])

/** A body that was read: JSON as sent and as parsed, the fields of a form, or a text that is no JSON. */
export type Body =
  | { kind: 'none' }
  | { kind: 'json'; text: string; value: unknown }
  | { kind: 'form'; fields: URLSearchParams }
  | { kind: 'text'; text: string }

/** What a body may be: a form belongs to `_search`, a query in GraphQL's own words to `$graphql`, a JSON Patch to PATCH; JSON to all. */
export type Expected = 'json' | 'form' | 'graphql' | 'patch'

/**
 * Reads the body of a request.
 *
 * @param expected what belongs at this address
 * @param limit most bytes taken; more are refused before they are read, or as soon as they come
 * @throws FhirError `unsupported-media-type`, `too-large`, `malformed`
 */
export async function readBody(request: IncomingMessage, limit: number, expected: Expected): Promise<Body> {
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (length === 0 || (Number.isNaN(length) && request.headers['transfer-encoding'] === undefined)) return { kind: 'none' }
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  // A search whose parameters came in JSON would be answered as if it had none.
  const inWords = expected === 'graphql' && type === graphqlType
  const ownType = inWords || (expected === 'patch' && type === jsonPatchType)
  if (expected === 'form' ? type !== formType : !ownType && !jsonTypes.has(type)) throw unsupported(type, expected)
  if (isOtherVersion(request.headers['content-type'])) throw otherVersion()
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw compressed()
  if (length > limit) throw tooLarge(limit)

  const text = decode(await readAll(request, limit))
  if (expected === 'form') return { kind: 'form', fields: readParameters(text) }
  if (inWords) return { kind: 'text', text }
  if (text.trim() === '') return { kind: 'none' }
  return { kind: 'json', text, value: parse(text) }
}

async function readAll(request: IncomingMessage, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  // Leaving the loop early must not tear the connection down before the answer has said why.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += (piece as Buffer).length
    if (size > limit) throw tooLarge(limit)
    pieces.push(piece as Buffer)
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw malformed('encoding', 'The body is not UTF-8.')
  }
}

/** Parses JSON that is neither too deep for those who walk it nor dressed up as something else. */
function parse(text: string): unknown {
  const { depth, members } = outlineOf(text)
  if (depth > jsonDepth)
    throw malformed('too-deep', `The body is nested more than ${jsonDepth} levels deep; no resource of R4 needs as many. Send it flatter.`)
  let value: unknown
  try {
    value = parseExact(text)
  } catch (cause) {
    // V8's message quotes the text around the fault, which may be health data; only the position is passed on.
    const position = /position (\d+)/.exec((cause as Error).message)?.[1]
    throw malformed('invalid-json', `The body is not JSON${position ? `: see character ${position}` : ''}.`)
  }
  // Half of a character cannot be written in UTF-8: whoever reads it back gets something else, or an error.
  if (/\\ud[89a-f]/i.test(text) && !everyText(value, (one) => one.isWellFormed()))
    throw malformed('invalid-json', 'A text in the body holds half of a surrogate pair, which is no character.')
  // An own property of this name turns into a prototype when somebody copies it with an assignment.
  if (/__proto__|\\u00(5f|70|72|6f|74)/i.test(text) && hasProto(value)) {
    throw malformed('invalid-json', 'A property named __proto__ is not FHIR.')
  }
  // Of two properties of one name JSON keeps one, and readers disagree which: nobody knows what the sender meant.
  if (membersOf(value) !== members) throw malformed('invalid-json', 'An object in the body has two properties of the same name.')
  return value
}

/** Properties of all objects in a value. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const children = Array.isArray(value) ? value : Object.values(value)
  let count = Array.isArray(value) ? 0 : children.length
  for (const child of children) if (typeof child === 'object') count += membersOf(child)
  return count
}

/** Deepest nesting in a JSON text, and how many properties it writes; what stands inside strings does not count. */
function outlineOf(text: string): { depth: number; members: number } {
  let depth = 0
  let deepest = 0
  let members = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) {
      // A string ends at the first quote with an even number of backslashes before it.
      let end = at
      let slashes: number
      do {
        end = text.indexOf('"', end + 1)
        if (end < 0) return { depth: deepest, members }
        slashes = 0
        while (text.charCodeAt(end - 1 - slashes) === 92) slashes++
      } while (slashes % 2 === 1)
      at = end
    } else if (code === 123 || code === 91) {
      if (++depth > deepest) deepest = depth
    } else if (code === 125 || code === 93) depth--
    else if (code === 58) members++
  }
  return { depth: deepest, members }
}

function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto)
}

function tooLarge(limit: number): FhirError {
  return new FhirError('too-large', [
    {
      severity: 'error',
      code: 'too-long',
      details: 'body-too-large',
      diagnostics: `The body is larger than the ${limit} bytes that are taken at once. Send a large Bundle in parts.`,
    },
  ])
}

/** http://hl7.org/fhir/R4/http.html#version-parameter */
function isOtherVersion(contentType = ''): boolean {
  return /;\s*fhirversion=/i.test(contentType) && !/;\s*fhirversion="?4\.0(?![0-9])/i.test(contentType)
}

const wanted: Record<Expected, string> = {
  json: 'application/fhir+json',
  form: formType,
  graphql: `application/json or ${graphqlType}`,
  patch: `${jsonPatchType} for a JSON Patch, application/fhir+json for a FHIRPath Patch`,
}

function unsupported(type: string, expected: Expected): FhirError {
  const said = /^[a-z0-9.+/-]{1,80}$/.test(type) ? type : 'no media type that is known here'
  return new FhirError('unsupported-media-type', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'media-type',
      diagnostics: `The Content-Type is ${said}; send ${wanted[expected]}. XML is not spoken here.`,
    },
  ])
}

function otherVersion(): FhirError {
  return new FhirError('unsupported-media-type', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'media-type',
      diagnostics: 'FHIR 4.0 is spoken here: leave fhirVersion out, or say 4.0.',
    },
  ])
}

function compressed(): FhirError {
  return new FhirError('unsupported-media-type', [
    { severity: 'error', code: 'not-supported', details: 'content-encoding', diagnostics: 'Send the body without a Content-Encoding.' },
  ])
}

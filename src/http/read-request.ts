import type { IncomingHttpHeaders } from 'node:http'
import { FhirError } from '#fhir/error.ts'
import type { InteractionRequest } from '#interactions/contract.ts'
import type { Body } from './read-body.ts'
import { readParameters } from './read-parameters.ts'
import type { PathParts } from './routes.ts'

/** Reads what is asked, in FHIR's words, off an HTTP request. */
export function readRequest(base: string, parts: PathParts, search: string, headers: IncomingHttpHeaders, body: Body): AskedRequest {
  const query = readParameters(search)
  if (body.kind === 'form') for (const [name, value] of body.fields) query.append(name, value)
  const format = query.get('_format')
  const pretty = query.get('_pretty') === 'true'
  // They are about the answer's spelling, not about what is looked for.
  query.delete('_format')
  query.delete('_pretty')
  return {
    base,
    ...parts,
    query,
    body: body.kind === 'json' ? body.value : undefined,
    bodyText: body.kind === 'json' || body.kind === 'text' ? body.text : undefined,
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    ifModifiedSince: headers['if-modified-since'],
    ifNoneExist: headers['if-none-exist'] as string | undefined,
    prefer: readPrefer(headers.prefer as string | undefined),
    accept: readAccept(format ?? headers.accept),
    language: headers['accept-language']?.split(/[,;]/, 1)[0]?.trim(),
    pretty,
  }
}

/** A request, and whether its answer is to be indented. */
export type AskedRequest = InteractionRequest & { pretty: boolean }

/** http://hl7.org/fhir/R4/http.html#ops (return), search.html#errors (handling), async.html (respond-async) */
function readPrefer(header: string | undefined): InteractionRequest['prefer'] {
  if (header === undefined) return {}
  const prefer: InteractionRequest['prefer'] = {}
  for (const part of header.split(/[,;]/)) {
    const [given, value] = part.split('=', 2).map((text) => text.trim().replace(/^"|"$/g, ''))
    // https://www.rfc-editor.org/rfc/rfc7240#section-2: names are told apart by their letters, not by their case.
    const name = given?.toLowerCase()
    if (name === 'respond-async') prefer.respondAsync = true
    if (name === 'return' && (value === 'minimal' || value === 'representation' || value === 'OperationOutcome')) prefer.return = value
    if (name === 'handling' && (value === 'strict' || value === 'lenient')) prefer.handling = value
  }
  return prefer
}

const accepted: Readonly<Record<string, InteractionRequest['accept']>> = {
  'application/fhir+json': 'fhir',
  // A + in an address means a space.
  'application/fhir json': 'fhir',
  'application/json+fhir': 'fhir',
  'application/json': 'fhir',
  'text/json': 'fhir',
  json: 'fhir',
  'application/*': 'fhir',
  '*/*': 'fhir',
  'text/html': 'html',
  html: 'html',
  'text/*': 'html',
  'application/pdf': 'pdf',
  pdf: 'pdf',
  'application/fhir+ndjson': 'ndjson',
  'application/fhir ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  ndjson: 'ndjson',
  'application/graphql-response+json': 'graphql',
}

/**
 * What the caller would most like to read: `_format` before `Accept`. A browser, which likes HTML best, gets FHIR from
 * those that have no HTML.
 *
 * @throws FhirError `not-acceptable` when nothing that is spoken here is named
 */
function readAccept(wanted: string | undefined): InteractionRequest['accept'] {
  if (wanted === undefined || wanted === '' || wanted === '*/*' || wanted === 'application/fhir+json') return 'fhir'
  let best: InteractionRequest['accept'] | undefined
  let liking = 0
  for (const range of wanted.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((text) => text.trim().toLowerCase())
    const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1)
    const kind = accepted[type]
    const otherVersion = parameters.some((text) => text.startsWith('fhirversion=') && !/^fhirversion="?4\.0/.test(text))
    if (kind && !otherVersion && quality > liking) [best, liking] = [kind, quality]
  }
  if (best) return best
  throw notAcceptable()
}

/** Nothing that the caller would read is spoken here. */
export function notAcceptable(): FhirError {
  return new FhirError('not-acceptable', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'not-acceptable',
      diagnostics: 'Answers come as application/fhir+json of FHIR 4.0; accept that. XML is not spoken here.',
    },
  ])
}

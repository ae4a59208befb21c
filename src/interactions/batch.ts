// http://hl7.org/fhir/R4/http.html#brules
import { STATUS_CODES } from 'node:http'
import { FhirError, malformed } from '#fhir/error.ts'
import { outcomeOf, unexpectedIssue } from '#fhir/issue.ts'
import { statusOf } from '#fhir/status.ts'
import { CallerLeft } from '#fhir/waiting-caller.ts'
import { type BundleEntry, batchEntries, type FaultyEntry } from './bundle-entries.ts'
import { bundleText, entryText } from './bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { interactionFor } from './dispatch.ts'
import { patchIn } from './patch.ts'
import { linksOf } from './references.ts'

/**
 * Carries out each entry by itself and answers for each by itself: one that fails leaves the others alone.
 * 200; 400 when the Bundle is not sound, or entries refer to each other, which R4 allows in a transaction only.
 */
export async function batch(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const entries = batchEntries(context, request.base, request.body)
  const sound = entries.filter((entry) => 'method' in entry)
  const names = new Set(sound.map(({ fullUrl }) => fullUrl))
  const crossing = sound.filter(({ resource }) => [...linksOf(resource)].some((link) => link.startsWith('urn:uuid:') && names.has(link)))
  if (crossing.length > 0) {
    throw malformed(
      'reference',
      'Entries of a batch may not refer to each other; send them as a transaction.',
      crossing.map(({ at }) => `${at}.resource`),
    )
  }
  const texts: string[] = []
  for (const entry of entries) texts.push(await batchEntry(context, request, entry))
  return { status: 200, text: bundleText({ type: 'batch-response', withholds: context.access.request?.withholds }, texts) }
}

/**
 * One entry, answered in the form of `Bundle.entry`. What nobody expected is this entry's 500: the entries before it are done, and
 * the caller must hear so. Who has left hears nothing.
 */
async function batchEntry(context: Context, request: InteractionRequest, entry: BundleEntry | FaultyEntry): Promise<string> {
  try {
    if ('faults' in entry) throw new FhirError('malformed', entry.faults)
    return await carriedOutEntry(context, request, entry)
  } catch (error) {
    if (error instanceof FhirError)
      return entryText({ response: { status: spelled(statusOf[error.kind]), outcome: outcomeOf(error.issues) } })
    if (error instanceof CallerLeft || context.unexpected === undefined) throw error
    return entryText({ response: { status: spelled(500), outcome: outcomeOf([unexpectedIssue(context.unexpected(error))]) } })
  }
}

/** One entry carried out by itself; what refuses it is thrown. */
export async function carriedOutEntry(context: Context, request: InteractionRequest, entry: BundleEntry): Promise<string> {
  const { address, resource, ifMatch, ifNoneMatch, ifModifiedSince, ifNoneExist } = entry
  const { history: _history, ...parts } = address
  const own: InteractionRequest = {
    ...parts,
    method: entry.method === 'GET' || entry.method === 'HEAD' ? 'GET' : 'POST',
    base: request.base,
    // An entry is answered where it stands.
    prefer: { ...request.prefer, respondAsync: false },
    accept: 'fhir',
    body: entry.method === 'PATCH' ? patchIn(resource) : resource,
    ifMatch,
    ifNoneMatch,
    ifModifiedSince,
    ifNoneExist,
  }
  const { status, contentType, text, stream, etag, lastModified, location } = await interactionFor(entry.method, address)(context, own)
  if (contentType !== undefined && !contentType.startsWith('application/fhir+json')) throw noResource(entry)
  const body = stream !== undefined ? await whole(stream) : typeof text === 'string' || text === undefined ? text : text.join('')
  const outcome = body?.startsWith('{"resourceType":"OperationOutcome"') ? (JSON.parse(body) as unknown) : undefined
  const hidden = outcome !== undefined || entry.method === 'HEAD'
  return entryText({ response: { status: spelled(status), location, etag, lastModified, outcome } }, hidden ? undefined : body)
}

/** A Bundle holds resources. */
function noResource({ at }: BundleEntry): FhirError {
  const diagnostics = 'What this operation answers is no FHIR resource, so it is not called in a Bundle; call it by itself.'
  return new FhirError('not-supported', [
    { severity: 'error', code: 'not-supported', details: 'unsupported-operation', diagnostics, expression: [`${at}.request.url`] },
  ])
}

async function whole(stream: AsyncIterable<string>): Promise<string> {
  const pieces: string[] = []
  for await (const piece of stream) pieces.push(piece)
  return pieces.join('')
}

function spelled(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim()
}

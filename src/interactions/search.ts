// http://hl7.org/fhir/R4/http.html#search
import { FhirError, malformed } from '#fhir/error.ts'
import { type Issue, outcomeOf } from '#fhir/issue.ts'
import type { SearchPage, Stored } from '#storage/store.ts'
import { type BundleLink, bundleText, entryText } from './bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { permittedType, unknownType } from './permit.ts'
import { isResourceType } from './resource-types.ts'
import { parseSearch } from './search/parse.ts'
import { type Shape, shaped, shapeOf } from './shape.ts'

const defaultCount = 50

/**
 * One page of the resources that meet the parameters, joined from their stored texts; inside one record when the
 * address names a patient and a type.
 * 200; 400 with everything that is wrong with the parameters, unknown ones too unless `Prefer: handling=lenient`.
 */
export async function search(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { base, limits, store, access } = { ...context, base: request.base }
  const compartment = compartmentOf(request)
  const type = permittedType(context, { type: compartment === undefined ? request.type : request.compartmentType }, 's')
  const parsed = parseSearch(type, request.query, {
    handling: request.prefer.handling ?? 'strict',
    base,
    defaultCount: Math.min(defaultCount, limits.pageSize),
    maxCount: limits.pageSize,
    compartment,
  })
  const shape = shapeOf(parsed.controls)
  if (shape === 'text' && parsed.query.include.length + parsed.query.revinclude.length > 0) throw textAlone()
  const page = await store.search(access, parsed.query)
  const address = `${base}/${compartment === undefined ? type : `Patient/${compartment}/${type}`}`
  const head = { type: 'searchset', total: page.total, links: linksOf(address, parsed.used, page.next) } as const
  return { status: 200, text: bundleText(head, entriesOf(base, page, parsed.ignored, shape)) }
}

/** Patient of `Patient/[id]/[type]`. */
function compartmentOf({ type, id, compartmentType }: InteractionRequest): string | undefined {
  if (type === undefined) throw unsupported('A search names one type: [base]/[type]?….')
  if (compartmentType === undefined) return undefined
  if (!isResourceType(type)) throw unknownType(type)
  if (type !== 'Patient') throw unsupported('Only a Patient has a compartment here: Patient/[id]/[type]?….')
  if (compartmentType === '*') throw unsupported('Everything in a record is Patient/[id]/$everything.')
  return id
}

function linksOf(address: string, used: readonly [string, string][], next: string | undefined): BundleLink[] {
  const query = new URLSearchParams([...used]).toString()
  const self = query === '' ? address : `${address}?${query}`
  if (next === undefined) return [{ relation: 'self', url: self }]
  return [
    { relation: 'self', url: self },
    { relation: 'next', url: `${self}${query === '' ? '?' : '&'}_page=${encodeURIComponent(next)}` },
  ]
}

/** The entries of a searchset: matches, what was brought along with them, and what had to be left out of the search. */
export function entriesOf(base: string, { matches, included }: SearchPage, ignored: readonly Issue[] = [], shape?: Shape): string[] {
  const entry = (mode: 'match' | 'include') => (stored: Stored) =>
    entryText({ fullUrl: `${base}/${stored.type}/${stored.id}`, search: { mode } }, shaped(stored.text, shape))
  return [
    ...matches.map(entry('match')),
    ...included.map(entry('include')),
    ...(ignored.length === 0 ? [] : [entryText({ search: { mode: 'outcome' } }, JSON.stringify(outcomeOf(ignored)))]),
  ]
}

/** http://hl7.org/fhir/R4/search.html#summary */
function textAlone(): FhirError {
  return malformed('invalid-parameter', '_summary=text does not go with _include or _revinclude; leave one of them out.')
}

function unsupported(diagnostics: string): FhirError {
  return new FhirError('not-supported', [{ severity: 'error', code: 'not-supported', details: 'unsupported-interaction', diagnostics }])
}

// http://hl7.org/fhir/R4/http.html#search
import { compartments } from '#fhir/definitions/compartments.ts'
import type { SearchParams } from '#fhir/definitions/search-parameters.ts'
import { FhirError, malformed } from '#fhir/error.ts'
import { type Issue, outcomeOf } from '#fhir/issue.ts'
import type { Clause, SearchPage, SearchQuery, Stored } from '#storage/store.ts'
import { bundleText, entryText } from './bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { pageAsked, pageLinksOf } from './page-links.ts'
import { noticeFor } from './part2-notice.ts'
import { permit, permittedType, unknownType } from './permit.ts'
import { isResourceType } from './resource-types.ts'
import { askedTerminology } from './search/asked-terminology.ts'
import { namedTypes, paramsOver, severalTypes } from './search/over-types.ts'
import { parseSearch } from './search/parse.ts'
import { type Shape, shaped, shapeOf } from './shape.ts'
import { mayWithhold } from './withholding-notice.ts'

const defaultCount = 50

/**
 * One page of the resources that meet the parameters, joined from their stored texts: of a type, of several, and inside
 * one compartment when the address names its owner (http://hl7.org/fhir/R4/compartmentdefinition.html).
 * 200; 400 with everything that is wrong with the parameters, unknown ones too unless `Prefer: handling=lenient`.
 */
export async function search(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { limits, store, access } = context
  const { base } = request
  const compartment = compartmentOf(request)
  const address = addressOf(request)
  const asked = pageAsked(context, address, request.query)
  const { type, types, query, params } = searchedBy(context, { ...request, query: asked.query }, compartment !== undefined)
  const parsed = parseSearch(type, query, {
    types,
    params,
    handling: request.prefer.handling ?? 'strict',
    base,
    defaultCount: Math.min(defaultCount, limits.pageSize),
    maxCount: limits.pageSize,
    compartment: compartment?.patient,
    inCompartment: compartment !== undefined,
    terminology: await askedTerminology(context, base, query),
  })
  if (compartment?.other !== undefined) parsed.query.clauses.push(compartment.other)
  const shape = shapeOf(parsed.controls)
  if (shape === 'text' && parsed.query.include.length + parsed.query.revinclude.length > 0) throw textAlone()
  const withholds = mayWithhold(context, 's', typesAsked(parsed.query))
  const page = await store.search(access, asked.place === undefined ? parsed.query : { ...parsed.query, after: asked.place })
  const used = types === undefined ? parsed.used : [['_type', types.join(',')] as [string, string], ...parsed.used]
  const head = { type: 'searchset', total: page.total, links: pageLinksOf(context, base, address, used, page.next), withholds } as const
  const said = [...parsed.ignored, ...(await noticeFor(context, page.matches, page.included))]
  return { status: 200, text: bundleText(head, entriesOf(base, page, said, shape)) }
}

/** Below the base: `Task`, `Patient/1/Task`, or '' for a search over all types. */
function addressOf({ type, id, compartmentType }: InteractionRequest): string {
  return (compartmentType === undefined ? [type] : [type, id, compartmentType]).filter((part) => part !== undefined).join('/')
}

/**
 * The compartment that the address names: a patient's, which is a record, or that of an encounter, a related person, a practitioner or
 * a device, which is whatever names it.
 */
function compartmentOf({ type, id = '', compartmentType }: InteractionRequest): { patient?: string; other?: Clause } | undefined {
  if (type === undefined || compartmentType === undefined) return undefined
  if (!isResourceType(type)) throw unknownType(type)
  if (type === 'Patient') return { patient: id }
  const params = compartments().get(type)
  if (params === undefined) throw unsupported(`${type} has no compartment: ${[...compartments().keys()].join(', ')} have.`)
  return { other: { kind: 'compartment', owner: { type, id }, params } }
}

interface Searched {
  type: string
  types?: string[]
  query: URLSearchParams
  params?: SearchParams
}

/**
 * What is searched: the type of the address, or all types, or those that `_type` names. Whoever may not search a type
 * that is named is told so; of all types only those are searched that may be.
 */
function searchedBy(context: Context, { type, compartmentType, query }: InteractionRequest, inside: boolean): Searched {
  const asked = !inside ? type : compartmentType
  if (asked !== undefined && asked !== '*') return { type: permittedType(context, { type: asked }, 's'), query }
  const types = namedTypes(query)
  for (const each of types ?? []) permit(context.access, 's', each)
  const rest = new URLSearchParams([...query].filter(([name]) => name !== '_type'))
  return { type: severalTypes, types, query: rest, params: paramsOver(types) }
}

/** The types that an answer may be short of something of; undefined: any, where it brings others along or asks about them. */
function typesAsked({ type, types, clauses, include, revinclude }: SearchQuery): readonly string[] | undefined {
  if (include.length + revinclude.length > 0 || clauses.some(asksOthers)) return undefined
  return type === '' ? types : [type]
}

function asksOthers(clause: Clause): boolean {
  if (clause.kind === 'all' || clause.kind === 'any') return clause.clauses.some(asksOthers)
  if (clause.kind === 'none') return asksOthers(clause.clause)
  return clause.kind === 'chain' || clause.kind === 'has'
}

/** The entries of a searchset: matches, what was brought along with them, and what is to be said of the answer. */
export function entriesOf(base: string, { matches, included }: SearchPage, said: readonly Issue[], shape?: Shape): string[] {
  const entry = (mode: 'match' | 'include') => (stored: Stored) =>
    entryText({ fullUrl: `${base}/${stored.type}/${stored.id}`, search: { mode } }, shaped(stored.text, shape))
  return [
    ...matches.map(entry('match')),
    ...included.map(entry('include')),
    ...(said.length === 0 ? [] : [entryText({ search: { mode: 'outcome' } }, JSON.stringify(outcomeOf(said)))]),
  ]
}

/** http://hl7.org/fhir/R4/search.html#summary */
function textAlone(): FhirError {
  return malformed('invalid-parameter', '_summary=text does not go with _include or _revinclude; leave one of them out.')
}

function unsupported(diagnostics: string): FhirError {
  return new FhirError('not-supported', [{ severity: 'error', code: 'not-supported', details: 'unsupported-interaction', diagnostics }])
}

import { isObject } from './base.ts'
import type { Finding, Judging } from './judging.ts'

type Entry = Record<string, unknown>

/**
 * What R4 asks of a Bundle beside bdl-1 to bdl-12: http://hl7.org/fhir/R4/bundle.html, http://hl7.org/fhir/R4/documents.html
 */
export function checkBundle(bundle: Record<string, unknown>, judging: Judging): void {
  const entries: Entry[] = Array.isArray(bundle.entry) ? bundle.entry.filter(isObject) : []
  for (let index = 0; index < entries.length; index++) {
    if (!judging.enter('entry', index)) return
    checkFullUrl(entries[index]!, judging)
    if (bundle.type === 'searchset') checkMatch(entries[index]!, judging)
    judging.leave()
  }
  if (bundle.type === 'document') checkDocument(entries, judging)
}

const restful = /^(https?:\/\/.+\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/

function checkFullUrl({ fullUrl, resource }: Entry, judging: Judging): void {
  if (typeof fullUrl !== 'string') return
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(fullUrl)) judging.report(relative, 'fullUrl')
  const [, , type, id] = restful.exec(fullUrl) ?? []
  if (!type || !isObject(resource)) return
  if (resource.resourceType !== type) judging.report(otherType, 'fullUrl')
  else if (resource.id === undefined) judging.report(noId, 'fullUrl')
  else if (resource.id !== id) judging.report(otherId, 'fullUrl')
}

function checkMatch({ resource, search }: Entry, judging: Judging): void {
  if (!isObject(resource)) return
  const outcome = resource.resourceType === 'OperationOutcome'
  const mode = isObject(search) ? search.mode : undefined
  if (mode === 'outcome' && !outcome) judging.report(notOutcome, 'resource')
  if (mode !== undefined && mode !== 'outcome' && outcome) judging.report(outcomeAsMatch, 'resource')
  if (!outcome && resource.id === undefined) judging.report(matchWithoutId, 'resource')
}

/** What a document's Composition points to is in the document, and there once. */
function checkDocument(entries: readonly Entry[], judging: Judging): void {
  const composition = entries[0]?.resource
  if (!isObject(composition) || composition.resourceType !== 'Composition') return
  const base = typeof entries[0]!.fullUrl === 'string' ? restful.exec(entries[0]!.fullUrl)?.[1] : undefined
  const { contained: _, text: __, extension: ___, ...said } = composition
  if (!judging.enter('entry', 0)) return
  if (judging.enter('resource', -1)) {
    eachReference(said, judging, (reference) => {
      const found = targets(reference, base, entries)
      if (found === undefined) return
      if (found.length === 0) judging.report(notInDocument, 'reference')
      else if (found.length > 1) judging.report(twiceInDocument, 'reference')
    })
    judging.leave()
  }
  judging.leave()
}

function eachReference(value: unknown, judging: Judging, look: (reference: string) => void): void {
  if (!isObject(value)) return
  if (typeof value.reference === 'string') look(value.reference)
  for (const [name, held] of Object.entries(value)) {
    if (typeof held !== 'object' || held === null || !/^[a-z][A-Za-z]*$/.test(name)) continue
    const list = Array.isArray(held)
    const items: unknown[] = list ? held : [held]
    for (let index = 0; index < items.length; index++) {
      if (!judging.enter(name, list ? index : -1)) return
      eachReference(items[index], judging, look)
      judging.leave()
    }
  }
}

/** The entries that a reference means; `undefined` for one that may lead out of the document. */
function targets(reference: string, base: string | undefined, entries: readonly Entry[]): Entry[] | undefined {
  if (reference.startsWith('#') || /^https?:/.test(reference)) return undefined
  if (reference.startsWith('urn:')) return entries.filter(({ fullUrl }) => fullUrl === reference)
  const [path = '', version] = reference.split('/_history/')
  const ofVersion = ({ resource }: Entry) =>
    version === undefined || (isObject(resource) && isObject(resource.meta) && resource.meta.versionId === version)
  if (base) return entries.filter((entry) => entry.fullUrl === base + path && ofVersion(entry))
  return entries.filter(
    (entry) => isObject(entry.resource) && `${entry.resource.resourceType}/${entry.resource.id}` === path && ofVersion(entry),
  )
}

const fault = (details: string, says: string): Finding => ({ against: 'base', code: 'structure', details, says })

const relative = fault('full-url', 'must be an absolute URL or URN (R4 Bundle.entry.fullUrl)')
const noId = fault('full-url', 'is the URL of a record on a server, but the resource has no id (R4 Bundle)')
const otherType = fault('full-url', 'is the URL of a resource of another type (R4 Bundle)')
/** R4's own published examples do it, so it is said and not refused. */
const otherId: Finding = { ...fault('full-url', 'ends in another id than the resource has (R4 Bundle)'), against: 'warnings' }
const notOutcome = fault('search-mode', 'must be an OperationOutcome, as its search mode is outcome (R4 Bundle)')
const outcomeAsMatch = fault('search-mode', 'is an OperationOutcome, so its search mode must be outcome (R4 Bundle)')
const matchWithoutId = fault('search-mode', 'must have an id: it is the result of a search (R4 Bundle)')
const notInDocument = fault('reference-target', 'points to a resource that the document does not hold (R4 documents)')
const twiceInDocument = fault('reference-target', 'points to more than one resource of the document (R4 documents)')

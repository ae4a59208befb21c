import { isObject } from './base.ts'
import { checkDocument, restful } from './document.ts'
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

function checkFullUrl({ fullUrl, resource }: Entry, judging: Judging): void {
  // A URN is absolute, and says nothing of type and id.
  if (typeof fullUrl !== 'string' || fullUrl.startsWith('urn:')) return
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

const fault = (details: string, says: string): Finding => ({ against: 'base', code: 'structure', details, says })

const relative = fault('full-url', 'must be an absolute URL or URN (R4 Bundle.entry.fullUrl)')
const noId = fault('full-url', 'is the URL of a record on a server, but the resource has no id (R4 Bundle)')
const otherType = fault('full-url', 'is the URL of a resource of another type (R4 Bundle)')
/** R4's own published examples do it, so it is said and not refused. */
const otherId: Finding = { ...fault('full-url', 'ends in another id than the resource has (R4 Bundle)'), against: 'warnings' }
const notOutcome = fault('search-mode', 'must be an OperationOutcome, as its search mode is outcome (R4 Bundle)')
const outcomeAsMatch = fault('search-mode', 'is an OperationOutcome, so its search mode must be outcome (R4 Bundle)')
const matchWithoutId = fault('search-mode', 'must have an id: it is the result of a search (R4 Bundle)')

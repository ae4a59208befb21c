import { isObject } from './base.ts'
import type { Finding, Judging } from './judging.ts'

type Entry = Record<string, unknown>

/** The address of a resource on a server, by base, type and id. */
export const restful = /^(https?:\/\/.+\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/

/**
 * What R4 asks of a document beside bdl-9 to bdl-11: what its Composition points to is in the document, there once, and
 * nothing else is. http://hl7.org/fhir/R4/documents.html#content
 */
export function checkDocument(entries: readonly Entry[], judging: Judging): void {
  const composition = entries[0]?.resource
  if (!isObject(composition) || composition.resourceType !== 'Composition') return
  // Where a link is broken, what it should lead to is not blamed as well.
  if (checkComposition(composition, entries, judging)) checkReachable(entries, judging)
}

/** Does everything that the Composition points to stand in the document? */
function checkComposition(composition: Entry, entries: readonly Entry[], judging: Judging): boolean {
  let whole = true
  const base = baseOf(entries[0]!)
  const { contained: _, text: __, extension: ___, ...said } = composition
  if (!judging.enter('entry', 0)) return false
  if (judging.enter('resource', -1)) {
    eachReference(said, judging, (reference) => {
      const found = targets(reference, base, entries)
      if (found === undefined) return
      whole &&= found.length === 1
      if (found.length === 0) judging.report(notInDocument, 'reference')
      else if (found.length > 1) judging.report(twiceInDocument, 'reference')
    })
    judging.leave()
  }
  judging.leave()
  return whole
}

const baseOf = ({ fullUrl }: Entry): string | undefined => (typeof fullUrl === 'string' ? restful.exec(fullUrl)?.[1] : undefined)

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

/** A style sheet, and who made what, may stand in a document without anybody pointing there. */
const unasked = new Set(['Binary', 'Provenance'])

/** Every entry is led to from the Composition, or leads to it, over any number of others. */
function checkReachable(entries: readonly Entry[], judging: Judging): void {
  const names = new Map<string, number[]>()
  for (const [index, { fullUrl, resource }] of entries.entries()) {
    const { resourceType, id } = isObject(resource) ? resource : {}
    for (const name of new Set([fullUrl, id === undefined ? undefined : `${resourceType}/${id}`]))
      if (typeof name === 'string') names.set(name, [...(names.get(name) ?? []), index])
  }
  const beside: number[][] = entries.map(() => [])
  for (const [index, entry] of entries.entries()) {
    const base = baseOf(entry)
    for (const reference of referencesIn(entry.resource)) {
      const plain = reference.replace(/\/_history\/.*$/, '')
      for (const other of names.get(plain) ?? names.get(`${base}${plain}`) ?? []) {
        beside[index]!.push(other)
        beside[other]!.push(index)
      }
    }
  }
  const reached = new Set([0])
  for (const index of reached) for (const other of beside[index]!) reached.add(other)
  for (const [index, { resource }] of entries.entries()) {
    if (reached.has(index) || !isObject(resource) || unasked.has(String(resource.resourceType))) continue
    if (!judging.enter('entry', index)) return
    judging.report(notReached)
    judging.leave()
  }
}

/** Every `reference` in a value. What nests deeper than a judgement looks is refused elsewhere. */
function referencesIn(value: unknown): string[] {
  const found: string[] = []
  const open: unknown[] = [value]
  while (open.length > 0) {
    const one = open.pop()
    if (Array.isArray(one)) for (const item of one) open.push(item)
    else if (isObject(one)) {
      if (typeof one.reference === 'string') found.push(one.reference)
      for (const key in one) if (typeof one[key] === 'object') open.push(one[key])
    }
  }
  return found
}

const fault = (details: string, says: string): Finding => ({ against: 'base', code: 'structure', details, says })

const notInDocument = fault('reference-target', 'points to a resource that the document does not hold (R4 documents)')
const twiceInDocument = fault('reference-target', 'points to more than one resource of the document (R4 documents)')
const notReached = fault('document', 'is not part of the document: no reference leads from the Composition to it or back (R4 documents)')

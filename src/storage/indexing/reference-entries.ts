import type { Entries } from './entries.ts'
import type { IndexEntry } from './entry.ts'
import { readReference } from './reference.ts'
import { canonicalForms, string, tokenCode } from './texts.ts'
import { isJson } from './walk.ts'

/** Under which name the identifier of a logical reference is indexed: what `subject:identifier=system|value` asks for. */
export function identifierParam(param: string): string {
  return `${param}:identifier`
}

/** How a reference of FHIR type `of` is indexed: literal ones by what they point to, logical ones by their identifier. */
export function referenceEntries(of: string, base: string | undefined, target: string | undefined): Entries | undefined {
  const literal = (param: string, text: unknown, into: IndexEntry[], said?: unknown) => {
    const found = typeof text === 'string' ? readReference(text, base) : undefined
    if (!found || (target && (found.type ?? said ?? typeInUrl(found.url)) !== target)) return
    into.push(
      found.id === undefined ? { param, kind: 'reference', url: found.url } : { param, kind: 'reference', type: found.type, id: found.id },
    )
  }
  if (of === 'Reference') {
    return (param, value, into) => {
      if (!isJson(value)) return
      literal(param, value.reference, into, value.type)
      if (!isJson(value.identifier)) return
      // What it points to is said by `type` or by the literal reference beside it; without either, nobody knows whether it is the target.
      const type = string(value.type) ?? (typeof value.reference === 'string' ? readReference(value.reference, base)?.type : undefined)
      if (target && type !== target) return
      const system = string(value.identifier.system)
      const code = tokenCode(value.identifier.value)
      if (!code) return
      into.push({ param, kind: 'reference', ...(type && { type }), identifier: { ...(system && { system }), value: code } })
      into.push({ param: identifierParam(param), kind: 'token', ...(system && { system }), code })
    }
  }
  if (of === 'uri' || of === 'url') return (param, value, into) => literal(param, value, into)
  if (of === 'canonical') {
    return (param, value, into) => {
      for (const form of canonicalForms(value)) literal(param, form, into)
    }
  }
  if (of === 'Attachment') {
    return (param, value, into) => {
      if (isJson(value)) literal(param, value.url, into)
    }
  }
  // Bundle.entry[0].resource: the resource itself stands there.
  if (of === 'Resource') {
    return (param, value, into) => {
      if (isJson(value) && typeof value.resourceType === 'string' && typeof value.id === 'string') {
        into.push({ param, kind: 'reference', type: value.resourceType, id: value.id })
      }
    }
  }
  return undefined
}

/** Another server's resource has the same shape of address: its type is read off it, to tell a patient from a group. */
function typeInUrl(url = ''): string | undefined {
  return /\/([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[^/]+)?$/.exec(url)?.[1]
}

// http://hl7.org/fhir/R4/references.html
import { readReference } from '#storage/indexing/reference.ts'
import type { Target } from './fetching.ts'

type Json = Record<string, unknown>

/**
 * What a Reference points to: a resource of this server, or one that is contained beside it. Undefined for what is elsewhere, for
 * a mere identifier, and for a contained resource that is not there.
 *
 * @param container the resource whose contained ones the reference may name
 */
export function targetOf(reference: Json, container: Json, base: string): (Target & { contained?: Json }) | undefined {
  const text = reference.reference
  if (typeof text !== 'string') return undefined
  if (text.startsWith('#')) {
    const all = Array.isArray(container.contained) ? (container.contained as Json[]) : []
    const contained = text === '#' ? container : all.find(({ id }) => id === text.slice(1))
    return contained && { type: String(contained.resourceType), id: text, contained }
  }
  const { type, id } = readReference(text, base) ?? {}
  if (type === undefined || id === undefined) return undefined
  const version = /\/_history\/([1-9]\d{0,8})$/.exec(text)?.[1]
  return { type, id, ...(version !== undefined && { version: Number(version) }) }
}

// http://hl7.org/fhir/R4/http.html#summary
import { type Address, type BundleEntry, isWritable, meaningless } from './bundle-entries.ts'
import { capabilities } from './capabilities.ts'
import type { Interaction } from './contract.ts'
import { create } from './create.ts'
import { deleteResource } from './delete.ts'
import { history as readHistory } from './history.ts'
import { operation as runOperation } from './operations/index.ts'
import { patch } from './patch.ts'
import { read } from './read.ts'
import { search } from './search.ts'
import { update } from './update.ts'
import { vread } from './vread.ts'

/**
 * The interaction that a method and an address ask for, as an entry of a Bundle names it.
 * @throws FhirError `not-supported` when there is none
 */
export function interactionFor(method: BundleEntry['method'], address: Address): Interaction {
  const { type, id, version, history, operation, compartmentType } = address
  if (operation !== undefined) return runOperation
  if (method === 'GET' || method === 'HEAD') {
    if (type === 'metadata') return capabilities
    if (version !== undefined) return vread
    if (history) return readHistory
    return id !== undefined && compartmentType === undefined ? read : search
  }
  if (!isWritable(method, address)) throw meaningless(method)
  return writes[method]
}

const writes = { POST: create, PUT: update, PATCH: patch, DELETE: deleteResource }

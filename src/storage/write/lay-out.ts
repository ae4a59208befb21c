import { malformed } from '#fhir/error.ts'
import { keptLabels } from '#fhir/sensitivity-labels.ts'
import { digestOf, indexColumns } from '../index-row.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import type { Indexing } from '../indexing.ts'
import { searchKey } from '../keys.ts'
import type { Write } from '../store.ts'
import { tailOf } from '../stored-text.ts'

/** A write as its statement's input has it. */
export type Laid = ReturnType<typeof layOut>

/** Everything of a write that can be made ready before the database is asked. */
export function layOut(write: Write, { extract, memberOf, tiesOf, authorsOf }: Indexing) {
  refuseBadNames(write)
  if (write.act === 'delete') {
    return { ...nothing, own: write.own, act: write.act, method: 'DELETE', type: write.type, id: write.id, ifMatch: write.ifMatch ?? null }
  }
  const { resource } = write
  const member = memberOf(resource)
  const shard = member ?? resource.id
  const tail = tailOf(resource, write.raw)
  return {
    own: write.own,
    fresh: write.act === 'create' && write.fresh,
    act: write.act,
    method: write.method ?? (write.act === 'create' ? 'POST' : 'PUT'),
    type: resource.resourceType,
    id: resource.id,
    shard,
    member,
    ifMatch: write.act === 'update' ? (write.ifMatch ?? null) : null,
    digest: digestOf(tail),
    tail,
    ...(write.act === 'update' && !write.own && !write.lowers && { kept: keptKeys(resource.resourceType) }),
    // Whose record it is not in, it ties nobody to, and who made it says nothing.
    ...indexColumns(
      resource.resourceType,
      shard,
      extract(resource),
      member === null ? undefined : { ties: tiesOf(resource), authors: authorsOf(resource) },
    ),
  }
}

const nothing = { fresh: false, shard: null, member: null, digest: null, tail: null, keys: [], tags: [], facts: {}, links: {} }

const keptByType = new Map<string, string[]>()

/** The keys by which a row of this type tells which security labels it bears, of those that no update takes away. */
function keptKeys(type: string): string[] {
  let keys = keptByType.get(type)
  if (keys === undefined) {
    keys = keptLabels.map((label) => searchKey(type, '_security', 'c', normaliseToken(label)))
    keptByType.set(type, keys)
  }
  return keys
}

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/
const typePattern = /^[A-Z][A-Za-z]{1,63}$/

/** Type and id are spelled into the stored text by the statement, so nothing else than a type and an id gets there. */
function refuseBadNames(write: Write): void {
  const [type, id] = write.act === 'delete' ? [write.type, write.id] : [write.resource.resourceType, write.resource.id]
  if (!typePattern.test(type) || !idPattern.test(id)) {
    throw malformed('invalid-id', 'An id has 1 to 64 letters, digits, "-" and "."; a resource type begins with a capital letter.')
  }
}

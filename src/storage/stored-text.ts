import { exactText } from '#fhir/exact-json.ts'
import type { ResourceJson, Stored } from './store.ts'

/**
 * A resource's JSON text around what only the statement knows, its version and time. What follows is `tail`:
 * `{"resourceType":"T","id":"i","meta":{"versionId":"` version `","lastUpdated":"` instant tail.
 */
export function tailOf({ resourceType: _type, id: _id, meta, ...content }: ResourceJson): string {
  const { versionId: _version, lastUpdated: _updated, ...rest } = meta ?? {}
  const metaText = JSON.stringify(rest)
  const contentText = exactText(content)
  return `"${metaText === '{}' ? '' : `,${metaText.slice(1, -1)}`}}${contentText === '{}' ? '' : `,${contentText.slice(1, -1)}`}}`
}

/** The same text as the statement put together and stored. */
export function textOf({ type, id, version, lastUpdated }: Omit<Stored, 'text' | 'deleted'>, tail: string): string {
  return `{"resourceType":"${type}","id":"${id}","meta":{"versionId":"${version}","lastUpdated":"${lastUpdated}${tail}`
}

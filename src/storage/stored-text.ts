import { exactText } from '#fhir/exact-json.ts'
import { rawNumber } from './raw-number.ts'
import type { ResourceJson, Stored } from './store.ts'

/**
 * A resource's JSON text around what only the statement knows, its version and time. What follows is `tail`:
 * `{"resourceType":"T","id":"i","meta":{"versionId":"` version `","lastUpdated":"` instant tail.
 */
export function tailOf(resource: ResourceJson, raw?: string): string {
  const { resourceType: _type, id: _id, meta, ...content } = raw !== undefined && oddNumber.test(raw) ? asWritten(raw) : resource
  const { versionId: _version, lastUpdated: _updated, ...rest } = meta ?? {}
  const metaText = JSON.stringify(rest)
  const contentText = exactText(content)
  return `"${metaText === '{}' ? '' : `,${metaText.slice(1, -1)}`}}${contentText === '{}' ? '' : `,${contentText.slice(1, -1)}`}}`
}

/** A number that JavaScript would write in another way: zeros at the end of a fraction, an exponent, more than 15 digits. */
const oddNumber = /[:[,]\s*-?(?:\d+\.\d*0(?![\d])|\d+(?:\.\d+)?[eE]|[\d.]{16})/

/** Parses with each number kept as its text. Ten times slower than plain parsing, so only where there is such a number. */
function asWritten(raw: string): ResourceJson {
  const reviver = (_key: string, value: unknown, context: { source?: string }) =>
    typeof value === 'number' && context.source !== undefined && String(value) !== context.source ? rawNumber(context.source) : value
  return JSON.parse(raw, reviver as (key: string, value: unknown) => unknown)
}

/** The same text as the statement put together and stored. */
export function textOf({ type, id, version, lastUpdated }: Omit<Stored, 'text' | 'deleted'>, tail: string): string {
  return `{"resourceType":"${type}","id":"${id}","meta":{"versionId":"${version}","lastUpdated":"${lastUpdated}${tail}`
}

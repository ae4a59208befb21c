import type { SlimValueSet } from '#fhir/definitions/terminology.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import type { Context } from '../contract.ts'
import { knownTerminology } from '../known-terminology.ts'
import { splitAt, unescaped } from './escape.ts'

/** Parameters that may name a value set or a code system. */
const naming = /:(in|not-in|below|above)$|^_filter$/

/**
 * The code systems and value sets that a search speaks of, stored ones among them; a search that speaks of none asks
 * for nothing. A value set may be named by its address here, `ValueSet/[id]`, when the caller may read it.
 */
export async function askedTerminology(context: Context, base: string, query: URLSearchParams): Promise<Terminology> {
  const values: string[] = []
  for (const [name, value] of query) if (naming.test(name)) values.push(value)
  if (values.length === 0) return context.validator.terminology
  const addresses = values.flatMap((value) => splitAt(value, ',').map(unescaped))
  const here = await Promise.all([...new Set(addresses)].slice(0, 20).map((address) => valueSetAt(context, base, address)))
  return knownTerminology(
    context,
    here.filter((one) => one !== undefined),
  )
}

/** Its address serves as its canonical for this search. */
async function valueSetAt({ store, access }: Context, base: string, address: string): Promise<SlimValueSet | undefined> {
  const path = address.startsWith(`${base}/`) ? address.slice(base.length + 1) : address
  const id = /^ValueSet\/([A-Za-z0-9\-.]{1,64})$/.exec(path)?.[1]
  if (id === undefined || !access.allows('r', 'ValueSet')) return undefined
  const stored = await store.read(access, 'ValueSet', id)
  if (stored === undefined || stored.deleted) return undefined
  return { ...(JSON.parse(stored.text) as SlimValueSet), url: address, version: undefined }
}

import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { malformed } from '#fhir/error.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import { tooCostly } from '#validation/terminology/trouble.ts'
import type { Context, InteractionRequest } from '../../contract.ts'
import { definitionAt, knownTerminology, unknownDefinition } from '../../known-terminology.ts'
import { type Asked, oneOf } from './asked.ts'

/** A value set, and the definitions by which it is understood. */
export interface Understood {
  valueSet: SlimValueSet
  terminology: Terminology
}

/**
 * The value set that is asked about: at the address, sent along, or known by its canonical.
 * @throws FhirError `not-found`, or `malformed` unless it is named in exactly one way
 */
export async function valueSetAsked(
  context: Context,
  { id }: InteractionRequest,
  asked: Asked<'url' | 'valueSetVersion' | 'context'>,
): Promise<Understood> {
  const [sent, url] = [asked.resource<SlimValueSet>('valueSet'), asked.get('url')]
  if (asked.get('context') !== undefined)
    throw malformed('unsupported-parameter', 'A value set is named by its url here, not by the element that is bound to it.')
  oneOf({ url, valueSet: sent, ...(id !== undefined && { 'the address': id }) })
  if (sent !== undefined) return understood(context, modest(sent))
  if (id !== undefined) return understood(context, await definitionAt<SlimValueSet>(context, 'ValueSet', id))
  const version = asked.get('valueSetVersion')
  const canonical = version === undefined || url!.includes('|') ? url! : `${url}|${version}`
  const terminology = await knownTerminology(context)
  const valueSet = terminology.definition(canonical)
  const wanted = canonical.split('|')[1]
  if (valueSet === undefined || (wanted !== undefined && valueSet.version !== wanted)) throw unknownDefinition('ValueSet', canonical)
  return { valueSet, terminology }
}

/** Parts of a value set that was sent; each costs a look through its code system. */
const mostParts = 500

/** One without a canonical has none; nothing can refer to it. */
function modest(sent: SlimValueSet): SlimValueSet {
  const parts = [...(sent.compose?.include ?? []), ...(sent.compose?.exclude ?? [])]
  const cost = parts.reduce((sum, { filter = [], valueSet = [] }) => sum + 1 + filter.length + valueSet.length, 0)
  if (cost > mostParts) throw tooCostly(`A value set that is sent along may have ${mostParts} includes, filters and imports.`)
  return { ...sent, url: sent.url ?? '' }
}

async function understood(context: Context, valueSet: SlimValueSet): Promise<Understood> {
  return { valueSet, terminology: await knownTerminology(context, [valueSet, ...containedIn(valueSet)]) }
}

/** Code systems that came inside of the value set. */
function containedIn(valueSet: SlimValueSet): SlimCodeSystem[] {
  const { contained = [] } = valueSet as { contained?: SlimCodeSystem[] }
  return contained.filter((one) => one.resourceType === 'CodeSystem' && one.url !== undefined)
}

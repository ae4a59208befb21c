import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { FhirError, gone, notFound } from '#fhir/error.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import type { Context } from './contract.ts'
import { permit } from './permit.ts'
import { serverSight } from './sight.ts'

type Definition = SlimValueSet | SlimCodeSystem

/**
 * All that is known of codes at this moment: the definitions of this release, and whatever anybody has stored besides,
 * through whichever process. Whoever may call may ask: no definition says anything about a member.
 *
 * @param sent definitions that came with the question
 * @throws FhirError `unauthenticated` for a token that has died
 */
export async function knownTerminology(
  { store, access, definitions, validator }: Context,
  sent: readonly Definition[] = [],
): Promise<Terminology> {
  await Promise.all([store.read(serverSight(access), 'ValueSet', 'none'), definitions.look()])
  return validator.terminology.with(sent)
}

/**
 * The definition at `[type]/[id]`, as the caller may read it.
 * @throws FhirError `forbidden`, `not-found`, `gone`
 */
export async function definitionAt<Kind extends Definition>(
  { store, access }: Context,
  type: Kind['resourceType'],
  id: string,
): Promise<Kind> {
  permit(access, 'r', type)
  const stored = await store.read(access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  return JSON.parse(stored.text) as Kind
}

/** A canonical that nobody here knows. */
export function unknownDefinition(type: Definition['resourceType'], canonical: string): FhirError {
  return new FhirError('not-found', [
    {
      severity: 'error',
      code: 'not-found',
      details: 'definition-unknown',
      diagnostics: `No ${type} ${canonical} is known here${canonical.includes('|') ? ' in this version' : ''}.`,
    },
  ])
}

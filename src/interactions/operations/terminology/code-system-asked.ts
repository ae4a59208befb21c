import type { SlimCodeSystem } from '#fhir/definitions/terminology.ts'
import type { CodeSystem } from '#validation/terminology/code-system.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import { cannotTell } from '#validation/terminology/trouble.ts'
import type { Context } from '../../contract.ts'
import { knownTerminology, unknownDefinition } from '../../known-terminology.ts'

/**
 * A code system with all its codes, in the version that is asked for if one is.
 * @throws FhirError `not-found` when it is not known, `rule` when it is not here with all its codes
 */
export async function codeSystemNamed(context: Context, canonical: string, version?: string): Promise<CodeSystem> {
  return codeSystemIn(await knownTerminology(context), canonical, version)
}

/** A code system that was sent, or that stands at the address. */
export async function codeSystemOf(context: Context, definition: SlimCodeSystem, version?: string): Promise<CodeSystem> {
  const own = { ...definition, url: definition.url ?? '' }
  const terminology = await knownTerminology(context)
  return usable(own, terminology.compileSystem(own), version)
}

function codeSystemIn(terminology: Terminology, canonical: string, version?: string): CodeSystem {
  const [url = '', named = version] = canonical.split('|')
  const definition = terminology.systemDefinition(url)
  if (definition === undefined) throw unknownDefinition('CodeSystem', canonical)
  return usable(definition, terminology.codeSystem(url), named)
}

function usable({ url, version, content }: SlimCodeSystem, codeSystem: CodeSystem | undefined, asked: string | undefined): CodeSystem {
  if (codeSystem === undefined)
    throw cannotTell([{ code: 'not-supported', diagnostics: `The code system ${url} is not here with all its codes (${content}).` }])
  if (asked !== undefined && asked !== version) throw unknownDefinition('CodeSystem', `${url}|${asked}`)
  return codeSystem
}

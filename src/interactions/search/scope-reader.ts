import { malformed } from '#fhir/error.ts'
import type { Clause } from '#storage/store.ts'
import { parseSearch } from './parse.ts'

/**
 * Reads what narrows a scope (`system/Observation.rs?category=laboratory`) as a search by the type's own parameters: it
 * says what a resource is, so it shapes no page and goes through no other resource.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters
 *
 * @param base FHIR base of this server, for references that are absolute
 * @returns throws FhirError `malformed` for anything else
 */
export function scopeReader(base = ''): (type: string, restriction: string) => readonly Clause[] {
  return (type, restriction) => {
    const pairs = new URLSearchParams(restriction)
    for (const name of pairs.keys()) {
      if (name.startsWith('_') && !own.has(name.split(':')[0]!)) throw malformed('scope', `${name} does not narrow a scope.`)
    }
    const { query } = parseSearch(type, pairs, { handling: 'strict', base, defaultCount: 1, maxCount: 1 })
    if (query.clauses.some(leadsElsewhere)) throw malformed('scope', 'A scope is narrowed by what the resource itself says.')
    return query.clauses
  }
}

const own = new Set(['_id', '_tag', '_security', '_profile', '_lastUpdated'])

function leadsElsewhere({ kind }: Clause): boolean {
  return kind === 'chain' || kind === 'has'
}

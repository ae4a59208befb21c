import { createRequire } from 'node:module'
import type { SearchParam } from '#fhir/definitions/search-parameters.ts'
import type { ResourceJson } from '../store.ts'
import { entriesOf } from './entries.ts'
import type { IndexEntry } from './entry.ts'

export type Fallback = (resource: ResourceJson) => IndexEntry[]

/**
 * Evaluates a parameter whose FHIRPath is more than paths can say. Slower than a path by far, and R4's own parameters
 * need it nowhere; it is for those of implementation guides. The interpreter is loaded only when one of them is met.
 */
export function fhirPathFallback({ code, type, fhirpath = '' }: SearchParam, base: string | undefined): Fallback {
  const { evalFhirPathTyped, parseFhirPath, toTypedValue } = createRequire(import.meta.url)(
    '@medplum/core',
  ) as typeof import('@medplum/core')
  const expression = parseFhirPath(fhirpath)
  return (resource) => {
    const into: IndexEntry[] = []
    for (const found of evalFhirPathTyped(expression, [toTypedValue(resource)]))
      entriesOf(type, found.type, { base })?.(code, found.value, into)
    return into
  }
}

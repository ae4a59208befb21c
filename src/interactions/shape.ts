// http://hl7.org/fhir/R4/search.html#summary and #elements
import { FhirError, malformed } from '#fhir/error.ts'

/** Which part of each resource the caller wants. */
export type Shape = { only: ReadonlySet<string> } | { without: ReadonlySet<string> }

/** `_elements` and `_summary`, as far as read from a query. */
export interface Wanted {
  elements?: readonly string[]
  summary?: string
}

const always = ['resourceType', 'id', 'meta']

/** Reads `_elements` and `_summary` of an address that is no search. */
export function wantedOf(query: URLSearchParams): Wanted {
  const elements = query.get('_elements')?.split(',')
  if (elements?.some((name) => !/^[a-z][A-Za-z]*$/.test(name)))
    throw malformed('invalid-parameter', '_elements takes names of elements at the top of the resource, separated by commas.')
  return { elements, summary: query.get('_summary') ?? undefined }
}

/**
 * The shape that is asked for; undefined: the whole resource.
 * @throws FhirError `not-supported` for the summaries that this server does not make
 */
export function shapeOf({ elements, summary }: Wanted): Shape | undefined {
  if (elements !== undefined) return { only: new Set([...always, ...elements]) }
  if (summary === undefined || summary === 'false') return undefined
  if (summary === 'data') return { without: new Set(['text']) }
  throw new FhirError('malformed', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'unknown-parameter',
      diagnostics: '_summary takes data, count (in a search) or false here. Name the elements that are wanted with _elements.',
    },
  ])
}

/** The resource cut to its shape and tagged SUBSETTED, so that nobody stores it back by mistake. */
export function shaped(text: string, shape: Shape | undefined): string {
  if (shape === undefined) return text
  const resource = JSON.parse(text) as Record<string, unknown>
  const kept = Object.entries(resource).filter(([name]) => {
    const plain = name.startsWith('_') ? name.slice(1) : name
    return 'only' in shape ? shape.only.has(plain) : !shape.without.has(plain)
  })
  const cut = Object.fromEntries(kept)
  const meta = (cut.meta ?? {}) as { tag?: unknown[] }
  cut.meta = {
    ...meta,
    tag: [...(meta.tag ?? []), { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }],
  }
  return JSON.stringify(cut)
}

import type { Definitions } from '#fhir/definitions/structures.ts'

/** Definitions from several places; the first that has one wins. */
export function layered(places: readonly Definitions[]): Definitions {
  const first = <Found>(look: (place: Definitions) => Found | undefined): Found | undefined => {
    for (const place of places) {
      const found = look(place)
      if (found !== undefined) return found
    }
    return undefined
  }
  return {
    structure: (canonical) => first((place) => place.structure(canonical)),
    valueSet: (canonical) => first((place) => place.valueSet(canonical)),
    codeSystem: (url) => first((place) => place.codeSystem(url)),
    supplements: (url) => places.flatMap((place) => place.supplements?.(url) ?? []),
    versions: (url) => places.flatMap((place) => place.versions?.(url) ?? []),
  }
}

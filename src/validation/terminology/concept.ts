// http://hl7.org/fhir/R4/codesystem-concept-properties.html
import type { Designation, SlimConcept } from '#fhir/definitions/terminology.ts'

/** No longer to be used: an `inactive` concept, or one that was retired. A deprecated one may still be used. */
export function isInactive(concept: SlimConcept): boolean {
  return propertyValues(concept, 'inactive').includes('true') || propertyValues(concept, 'status').some((status) => retired.has(status))
}

const retired = new Set(['retired', 'inactive'])

/** Only there to group others; not meant to be recorded. R4's own code systems call it by either name. */
export function isAbstract(concept: SlimConcept): boolean {
  return propertyValues(concept, 'notSelectable').includes('true') || propertyValues(concept, 'abstract').includes('true')
}

/** The values of a property, as text; of a Coding its code. */
export function propertyValues({ property }: SlimConcept, name: string): string[] {
  if (property === undefined) return []
  return property.flatMap((one) => {
    if (one.code !== name) return []
    const value = valueIn(one)
    return typeof value === 'object' && value !== null ? [String((value as { code?: string }).code)] : [String(value)]
  })
}

/** `value[x]` of a property. */
export function valueIn(property: object): unknown {
  return Object.entries(property).find(([key]) => key.startsWith('value'))?.[1]
}

/**
 * What a concept is called in a language: `de` is met by de-CH, `de-CH` by nothing less. Without a language, or where there
 * is no such word, its display.
 */
export function displayIn({ display, designation }: Pick<SlimConcept, 'display' | 'designation'>, language?: string): string | undefined {
  if (language === undefined) return display
  return designation?.find((one) => isDisplay(one) && speaks(one.language, language))?.value ?? display
}

function isDisplay({ use }: Designation): boolean {
  return use?.code === undefined || use.code === 'display' || use.code === 'preferredForLanguage'
}

/** Is a language the one that is asked for, or a kind of it? */
export function speaks(language: string | undefined, asked: string): boolean {
  const [own, wanted] = [language?.toLowerCase(), asked.toLowerCase()]
  return own !== undefined && (own === wanted || own.startsWith(`${wanted}-`))
}

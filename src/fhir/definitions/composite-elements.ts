import type { SearchParameter } from '@medplum/fhirtypes'
import type { ElementTypes } from './element-types.ts'
import type { CompositeElement } from './search-parameters.ts'
import { impliedBy, type Path, searchPaths } from './search-paths.ts'

type PartType = CompositeElement['components'][number]['type']

/**
 * The elements of a type in which a composite parameter's components must meet, with each component's place in them
 * (http://hl7.org/fhir/R4/search.html#composite). Empty for a parameter whose components are looked for outside of the
 * element (`%resource`), and for one about other types.
 *
 * @param typeOf type of each search parameter by its canonical
 */
export function compositeElements(
  { expression = '', component = [] }: SearchParameter,
  type: string,
  elements: ElementTypes,
  typeOf: ReadonlyMap<string, string>,
): CompositeElement[] {
  return expression.split('|').flatMap((each) => {
    const [element] = searchPaths(each.trim(), type, elements) ?? []
    if (!element) return []
    const components = component.flatMap((part) => {
      // R4's code-value-date names a type "DateTime" that FHIR does not have.
      const alternatives = part.expression.replaceAll('DateTime', 'dateTime').split('|')
      const paths = searchPaths(alternatives.map((one) => `${each.trim()}.${one.trim()}`).join(' | '), type, elements)
      if (!paths?.length || part.expression.includes('%')) return []
      const within = paths.map((path) => ({ ...path, steps: path.steps.slice(element.steps.length) }))
      return [{ type: typeOfPart(typeOf.get(part.definition) as PartType, within), ...impliedBy(within) }]
    })
    return components.length === component.length ? [{ steps: element.steps, components }] : []
  })
}

/** R4's DocumentReference.relationship names the definitions of its two components the wrong way round: their elements are right. */
function typeOfPart(type: PartType, paths: readonly Path[]): PartType {
  if (type === 'reference' && paths.every((path) => path.type === 'code')) return 'token'
  return type === 'token' && paths.every((path) => path.type === 'Reference') ? 'reference' : type
}

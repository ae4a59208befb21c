import type { SearchParameter } from '@medplum/fhirtypes'
import type { ElementTypes } from './element-types.ts'
import type { CompositeElement } from './search-parameters.ts'
import { searchPaths } from './search-paths.ts'

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
      return [{ type: typeOf.get(part.definition) as CompositeElement['components'][number]['type'], paths: within }]
    })
    return components.length === component.length ? [{ steps: element.steps, components }] : []
  })
}

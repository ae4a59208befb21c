import { type SearchParam, type SearchParams, type SearchType, searchParams } from '#fhir/definitions/search-parameters.ts'
import { plainModifiersOf } from './clause.ts'
import { withoutNarrative } from './words.ts'

/** One line of `CapabilityStatement.rest.resource.searchParam`. */
export interface SearchParamLine {
  name: string
  /** Canonical; absent for those that R4 describes and does not define. */
  definition?: string
  type: SearchType | 'special'
  /** Which modifiers it takes, the system that its codes are of, how units compare: R4 has no elements of its own for these. */
  documentation?: string
}

const words = 'Words, "words in a row", or, -without,'
const narrow = 'its first 200,000 characters. Goes with a reference, _id or a compartment.'

/** Of every type, and not read off elements. R4 has definitions of two of them, and for the rest no more than words. */
const specials: readonly SearchParamLine[] = [
  {
    name: '_filter',
    type: 'special',
    documentation: 'Comparisons joined by and, or, not and parentheses, with the operators of http://hl7.org/fhir/R4/search_filter.html.',
  },
  {
    name: '_content',
    definition: 'http://hl7.org/fhir/SearchParameter/Resource-content',
    type: 'string',
    documentation: `${words} in any text of the resource, ${narrow}`,
  },
  {
    name: '_text',
    definition: 'http://hl7.org/fhir/SearchParameter/DomainResource-text',
    type: 'string',
    documentation: `${words} in the narrative, ${narrow}`,
  },
  { name: '_has', type: 'special', documentation: '_has:Type:parameter:parameter=value: what is referred to by what the rest finds.' },
  { name: '_list', type: 'special', documentation: 'The id of one List.' },
]

/** The search parameters that a type can be searched by here, in order of their names; empty for an unknown type. */
export function searchParamsOf(type: string, params: SearchParams = searchParams()): SearchParamLine[] {
  const own = [...(params.get(type)?.values() ?? [])].map(lineOf)
  return own.length === 0 ? [] : [...own, ...specials.filter(({ name }) => name !== '_text' || !withoutNarrative.has(type))]
}

/** What `_include` may name for a type: `CapabilityStatement.rest.resource.searchInclude`. */
export function searchIncludesOf(type: string, params: SearchParams = searchParams()): string[] {
  const references = [...(params.get(type)?.values() ?? [])].filter((param) => param.type === 'reference')
  return references.map(({ code }) => `${type}:${code}`)
}

function lineOf(param: SearchParam): SearchParamLine {
  const modifiers = plainModifiersOf(param).map((modifier) => `:${modifier}`)
  if (param.type === 'reference') modifiers.push(':[type]')
  const systems = param.implied?.map(({ system }) => system).join(' or ')
  const said = [
    ...(modifiers.length > 0 ? [`Modifiers: ${modifiers.join(', ')}.`] : []),
    ...(param.special === 'near' ? ['latitude|longitude|distance|unit: places within that distance, 50 km when none is named.'] : []),
    ...(systems === undefined ? [] : [`A code is of ${systems}, said or not; |code finds it too.`]),
    ...(param.type === 'quantity'
      ? ['Units of UCUM that measure the same are compared and sorted by what they measure: 5.4 kg finds 5400 g.']
      : []),
  ]
  return {
    name: param.code,
    definition: param.url,
    type: param.special === undefined ? param.type : 'special',
    ...(said.length > 0 && { documentation: said.join(' ') }),
  }
}

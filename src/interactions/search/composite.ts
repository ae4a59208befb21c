import type { SearchParam } from '#fhir/definitions/search-parameters.ts'
import type { Clause } from '#storage/store.ts'
import { splitAt } from './escape.ts'
import { invalidValue, type Problem } from './issues.ts'

/**
 * The values of a composite parameter, components joined by `$` (http://hl7.org/fhir/R4/search.html#composite).
 *
 * @param readPart reads one component's value as a parameter of its own
 */
export function readComposite(
  name: string,
  { code, elements = [] }: SearchParam,
  pieces: readonly string[],
  readPart: (param: SearchParam, piece: string) => Clause | Problem,
): Clause | Problem {
  const components = elements[0]?.components ?? []
  const values: Clause[][] = []
  for (const piece of pieces) {
    const parts = splitAt(piece, '$')
    if (parts.length !== components.length) {
      return invalidValue(name, `${components.map(({ type }) => type).join('$')}: ${components.length} values, joined by $`)
    }
    const clauses: Clause[] = []
    for (const [n, part] of parts.entries()) {
      const { type, implied } = components[n]!
      const paths = elements.flatMap((element) => element.components[n]!.paths)
      const clause = readPart({ code: `p${n}`, url: '', type, targets: [], paths, ...(implied && { implied }) }, part)
      if ('issue' in clause) return clause
      clauses.push(clause)
    }
    values.push(clauses)
  }
  return { kind: 'composite', param: code, values }
}

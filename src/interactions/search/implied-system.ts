import type { SearchParam } from '#fhir/definitions/search-parameters.ts'
import { normaliseToken } from '#storage/indexing/normalise.ts'
import type { Clause } from '#storage/store.ts'

/** One value of a token clause. */
export type Token = Extract<Clause, { kind: 'token' }>['values'][number]

/**
 * `system|code` and `system|` (the code absent) asked of elements that are plain codes: R4 says that the value set defines their
 * system (http://hl7.org/fhir/R4/search.html#token, table). The system is nowhere in the resource, so what is looked for is the
 * code by itself; a system that is not the element's says something else than the element does and finds nothing.
 *
 * @returns undefined where the parameter's elements imply no system
 */
export function impliedTokens({ implied }: SearchParam, system: string, code: string | undefined): Token[] | undefined {
  if (implied === undefined) return undefined
  const own = implied.find((one) => one.system === system)
  // No plain code has a system of its own, so this leads nowhere.
  if (own === undefined) return [{ system, ...(code !== undefined && { code }) }]
  const codes = own.codes?.map(normaliseToken)
  if (code === undefined) return codes?.map((each) => ({ code: each })) ?? [{}]
  return codes === undefined || codes.includes(code) ? [{ code }] : [{ system, code }]
}

/** The system that a code of a parameter is of, when it is asked for alone. */
export function impliedSystem({ implied = [] }: SearchParam, code: string): string | undefined {
  return implied.find(({ codes }) => codes === undefined || codes.includes(code))?.system
}

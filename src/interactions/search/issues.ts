import type { Issue } from '#fhir/issue.ts'

/** `unknown`: the server may leave the parameter out when the client is lenient. `wrong`: it may not. */
export type Problem = { kind: 'unknown' | 'wrong'; issue: Issue }

/**
 * Something wrong with one search parameter. `expression` is R4's way to point at a parameter: "http." and its name.
 * The value is never repeated: it may be somebody's name or birthday, and errors are logged.
 */
function problem(kind: Problem['kind'], code: Issue['code'], details: string, name: string, diagnostics: string): Problem {
  return { kind, issue: { severity: 'error', code, details, diagnostics, ...(name && { expression: [`http.${name}`] }) } }
}

/** No such parameter for this type. */
export function unknownParameter(name: string, type: string, known: Iterable<string>): Problem {
  return problem(
    'unknown',
    'not-supported',
    'unknown-parameter',
    name,
    `${type} has no search parameter '${name}' here. It has: ${[...known].join(', ')}. With "Prefer: handling=lenient" an unknown parameter is left out.`,
  )
}

/** FHIR has it, this server does not. */
export function unsupportedParameter(name: string, why: string): Problem {
  return problem('unknown', 'not-supported', 'unsupported-parameter', name, why)
}

/**
 * R4 wants a modifier that the server does not support refused, however lenient the client (search.html#modifiers).
 * @param besides what to ask instead, where the modifiers that there are do not help
 */
export function unsupportedModifier(name: string, code: string, modifier: string, allowed: readonly string[], besides = ''): Problem {
  const instead = allowed.length > 0 ? `'${code}' takes ${allowed.map((each) => `:${each}`).join(', ')}` : `'${code}' takes no modifier`
  return problem(
    'wrong',
    'not-supported',
    'unsupported-modifier',
    name,
    `The modifier ':${modifier}' is not supported here; ${instead}.${besides && ` ${besides}`}`,
  )
}

/** The value is not of the form that the parameter wants. */
export function invalidValue(name: string, expected: string): Problem {
  return problem('wrong', 'value', 'invalid-search-value', name, `The value of '${name}' is not understood: ${expected}.`)
}

/** The limits of a search that may be passed, as codes of our errors. */
export type Passed =
  | 'too-many-parameters'
  | 'too-many-clauses'
  | 'too-many-values'
  | 'too-many-codes'
  | 'value-too-long'
  | 'chain-too-long'
  | 'filter-too-deep'
  | 'chain-too-wide'
  | 'words-too-wide'
  | 'too-many-sort-keys'
  | 'too-many-includes'

/**
 * More than one search may ask for; `name` is empty when no single parameter is to blame.
 * @param limit what is allowed, and what to ask instead
 */
export function tooCostly(name: string, passed: Passed, limit: string): Problem {
  return problem('wrong', 'too-costly', passed, name, limit)
}

import { GraphQLError, type SourceLocation } from 'graphql'
import { FhirError } from '#fhir/error.ts'
import { type Issue, outcomeOf } from '#fhir/issue.ts'
import { statusOf } from '#fhir/status.ts'
import { limits } from './limits.ts'

/** An error as GraphQL's answers carry it, with an OperationOutcome as FHIR asks for (http://hl7.org/fhir/R4/graphql.html#errors). */
export interface Failure {
  message: string
  locations?: readonly SourceLocation[]
  path?: readonly (string | number)[]
  extensions: { resource: object }
}

/** What a query was refused for: no answer is given, not even in part, so that nobody takes a part for the whole. */
export class Failed extends Error {
  readonly status: number
  readonly failures: readonly Failure[]

  constructor(status: number, failures: readonly Failure[]) {
    super('graphql')
    this.status = status
    this.failures = failures
  }
}

/** Where in the query and in the answer something went wrong. */
export type Where = Pick<Failure, 'locations' | 'path'>

/** Those kinds of error that are the server's or the token's affair, whatever the query. */
const notTheQuery = new Set(['unauthenticated', 'unavailable', 'too-many-requests'])

/** Gathers what goes wrong in one query. */
export class Failures {
  readonly #failures: Failure[] = []
  #status = 0

  /** Notes what a query can go wrong by; whatever else is thrown on. */
  note(error: unknown, where: Where): void {
    if (error instanceof GraphQLError && error.originalError === undefined) this.#add(400, fromGraphql(error, where))
    else if (error instanceof FhirError && !notTheQuery.has(error.kind)) {
      for (const issue of error.issues) this.#add(statusOf[error.kind], fromIssue(issue, where))
      if (error.issues.some(({ code }) => code === 'too-costly')) this.end()
    } else throw error
    if (this.#failures.length >= limits.errors) this.end()
  }

  /** @throws Failed when anything was noted */
  end(): void {
    if (this.#failures.length > 0) throw new Failed(this.#status, this.#failures)
  }

  #add(status: number, failure: Failure): void {
    this.#status ||= status
    this.#failures.push(failure)
  }
}

function fromIssue(issue: Issue, where: Where): Failure {
  return { message: issue.diagnostics, ...where, extensions: { resource: outcomeOf([issue]) } }
}

/** An error of GraphQL's own. */
export function fromGraphql(error: GraphQLError, where: Where = {}): Failure {
  const message = withoutValues(error.message)
  const issue: Issue = { severity: 'error', code: 'invalid', details: 'graphql', diagnostics: message }
  return { message, ...(error.locations && { locations: error.locations }), ...where, extensions: { resource: outcomeOf([issue]) } }
}

/**
 * The library's sentences quote what was sent, which may be somebody's name: what is not a word of the schema or of the query's
 * own making is left out.
 */
function withoutValues(message: string): string {
  return message
    .replace(/\b((?:Block)?String|Int|Float) "[\s\S]*"/, '$1')
    .replace(/ got invalid value [\s\S]*?(?=(?: at "\w[\w.[\]]*")?;|$)/, ' got an invalid value')
    .replace(/(^|; )Value [\s\S]* does not exist in/, '$1This value does not exist in')
    .replace(/(cannot represent [\w -]*value): [\s\S]*$/, '$1.')
    .replace(/, found [\s\S]*$/, '.')
}

// https://graphql.github.io/graphql-over-http/draft/
import { malformed } from '#fhir/error.ts'
import type { InteractionRequest } from '../../contract.ts'

/** A query as it was sent. */
export interface Question {
  query: string
  operationName?: string
  variables: Readonly<Record<string, unknown>>
}

/**
 * The query: in the address for a GET; for a POST the body itself (application/graphql), JSON, or a Parameters resource.
 * @throws FhirError `malformed` when there is no query or it comes in no form that is known
 */
export function readQuestion(request: InteractionRequest): Question {
  const { query, operationName, variables } = sent(request)
  if (typeof query !== 'string' || query.trim() === '')
    throw malformed('missing-parameter', 'Send a GraphQL query: GET with ?query=, or POST with application/graphql or {"query": "…"}.')
  if (isGiven(operationName) && typeof operationName !== 'string')
    throw malformed('invalid-parameter', 'operationName is the name of one operation of the query.')
  const values = isGiven(variables) && variables !== '' ? variables : {}
  if (typeof values !== 'object' || Array.isArray(values))
    throw malformed('invalid-parameter', 'variables is a JSON object with a property for each variable.')
  return {
    query,
    ...(isGiven(operationName) && operationName !== '' && { operationName }),
    variables: values as Question['variables'],
  }
}

function isGiven<Value>(value: Value): value is NonNullable<Value> {
  return value !== undefined && value !== null
}

type Sent = { query?: unknown; operationName?: unknown; variables?: unknown }

function sent({ method, query, body, bodyText }: InteractionRequest): Sent {
  if (method !== 'POST') {
    for (const name of query.keys()) if (!['query', 'operationName', 'variables'].includes(name)) throw unknownParameter()
    return {
      query: query.get('query') ?? undefined,
      operationName: query.get('operationName') ?? undefined,
      variables: parsed(query.get('variables')),
    }
  }
  if (query.size > 0) throw unknownParameter()
  if (body === undefined) return { query: bodyText }
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw malformed('structure', 'The body is an object with "query", and "operationName" and "variables" where they are wanted.')
  const { resourceType, parameter } = body as { resourceType?: unknown; parameter?: unknown }
  if (resourceType !== 'Parameters') return body as Sent
  const parameters = Array.isArray(parameter) ? (parameter as ({ name?: unknown; valueString?: unknown } | null)[]) : []
  return { query: parameters.find((one) => one?.name === 'query')?.valueString }
}

function parsed(text: string | null): unknown {
  if (text === null || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('invalid-json', 'variables in the address is JSON: an object with a property for each variable.')
  }
}

function unknownParameter() {
  return malformed('unknown-parameter', 'By GET $graphql takes query, operationName and variables; by POST they come in the body.')
}

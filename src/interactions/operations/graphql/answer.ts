// http://hl7.org/fhir/R4/graphql.html
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { FhirError, gone, malformed, notFound } from '#fhir/error.ts'
import { parseExact } from '#fhir/exact-json.ts'
import type { Shapes } from '#validation/shape.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../../contract.ts'
import { permittedType } from '../../permit.ts'
import { serverSight } from '../../sight.ts'
import { Collector } from './collect.ts'
import { Execution } from './execution.ts'
import { Expressions } from './expressions.ts'
import { Failed, Failures, fromGraphql } from './failures.ts'
import { Fetching } from './fetching.ts'
import { asksForSchema, describeSchema } from './introspection.ts'
import { layOut } from './lay-out.ts'
import { Budget, limits, tooMuch } from './limits.ts'
import { type Fragments, fragmentsOf, measure, tooDeep } from './measure.ts'
import { namedTypes, withFragments } from './named-types.ts'
import { type Question, readQuestion } from './read-question.ts'
import { rules } from './rules.ts'
import { Schemas } from './schemas.ts'

const schemasOf = new WeakMap<Shapes, Schemas>()

/** The answer to a GraphQL query, in the media type that the caller knows. */
export async function answer(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = request.id === undefined ? undefined : permittedType(context, request, 'r')
  const contentType = `application/${request.accept === 'graphql' ? 'graphql-response+json' : 'json'}; charset=utf-8`
  try {
    const text = await answered(context, request, type)
    return { status: 200, contentType, text }
  } catch (error) {
    const { status, failures } = refusal(error)
    return { status, contentType, text: JSON.stringify({ errors: failures, data: null }) }
  }
}

async function answered(context: Context, request: InteractionRequest, instance: string | undefined): Promise<string> {
  const question = readQuestion(request)
  const document = parsed(question)
  const operation = operationOf(document, question)
  const fragments = fragmentsOf(document)
  measure(document, operation, fragments)
  const source = instance === undefined ? {} : await theResource(context, instance, request.id ?? '')
  if (asksForSchema(operation, fragments)) {
    await stillAlive(context)
    // Whether such a query is sound does not depend on the types that are described.
    judged(schemasFor(context.validator.shapes).over([], instance), document, operation, question)
    return describeSchema(context, question, instance)
  }
  const plain = withFragments(document)
  const schema = schemasFor(context.validator.shapes).over(namedTypes(plain), instance)
  const variables = judged(schema, plain, operationOf(plain, question), question)
  return carriedOut(context, request, { schema, operation: operationOf(plain, question), fragments: fragmentsOf(plain), variables, source })
}

function schemasFor(shapes: Shapes): Schemas {
  const known = schemasOf.get(shapes) ?? new Schemas(shapes)
  schemasOf.set(shapes, known)
  return known
}

interface Judged {
  schema: GraphQLSchema
  operation: OperationDefinitionNode
  fragments: Fragments
  variables: Record<string, unknown>
  source: Record<string, unknown>
}

async function carriedOut(context: Context, { base }: InteractionRequest, judgedQuery: Judged): Promise<string> {
  const { schema, operation, fragments, variables, source } = judgedQuery
  const { shapes } = context.validator
  const budget = new Budget()
  const failures = new Failures()
  const fetching = new Fetching(context, base, budget)
  const collector = new Collector(fragments, variables)
  const expressions = new Expressions(shapes, budget)
  const execution = new Execution({
    context,
    schema,
    shapes,
    base,
    variables,
    collector,
    fetching,
    expressions,
    failures,
    budget,
  })
  const query = schema.getQueryType() as GraphQLObjectType
  const made = execution.root(query, source, collector.of([operation.selectionSet], query.name))
  await fetching.run()
  failures.end()
  if (!budget.used && source.resourceType === undefined) await stillAlive(context)
  return JSON.stringify({ data: layOut(made) })
}

function parsed({ query }: Question): DocumentNode {
  if (query.length > limits.length)
    throw tooMuch('query-too-long', `A query may have ${limits.length} characters; this one has ${query.length}.`)
  try {
    return parse(query, { maxTokens: limits.tokens })
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw tooDeep()
    if (error instanceof GraphQLError && error.message.includes('tokens'))
      throw tooMuch('query-too-long', `A query may have ${limits.tokens} words and signs; this one has more.`)
    throw error
  }
}

function operationOf(document: DocumentNode, { operationName }: Question): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const [operation, ...more] = operationName === undefined ? operations : operations.filter(({ name }) => name?.value === operationName)
  if (operation === undefined) throw malformed('graphql', 'There is no operation of that name in the query, or none at all.')
  if (more.length > 0) throw malformed('graphql', 'The query has several operations: say by operationName which one is meant.')
  if (operation.operation !== OperationTypeNode.QUERY)
    throw new FhirError('malformed', [
      {
        severity: 'error',
        code: 'not-supported',
        details: 'unsupported-interaction',
        diagnostics: 'Only queries are answered here; write by FHIR’s create, update, patch and delete, and hear of changes by asking.',
      },
    ])
  return operation
}

/** @throws Failed with all that is wrong with the query or its variables */
function judged(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  question: Question,
): Record<string, unknown> {
  const errors = validate(schema, document, rules, { maxErrors: limits.errors })
  const { coerced, errors: wrong } =
    errors.length > 0
      ? { errors }
      : getVariableValues(schema, operation.variableDefinitions ?? [], question.variables, { maxErrors: limits.errors })
  if (wrong !== undefined || coerced === undefined)
    throw new Failed(
      400,
      (wrong ?? []).map((error) => fromGraphql(error)),
    )
  return coerced
}

/** The one resource that is asked. */
async function theResource({ store, access }: Context, type: string, id: string): Promise<Record<string, unknown>> {
  const stored = await store.read(access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  return parseExact(stored.text) as Record<string, unknown>
}

/** What needs nothing of the store is answered to no token that was revoked. */
async function stillAlive({ store, access }: Context): Promise<void> {
  await store.read(serverSight(access), 'Patient', 'none')
}

/** What was wrong with the query; whatever else went wrong is thrown on. */
function refusal(error: unknown): Failed {
  if (error instanceof Failed) return error
  if (error instanceof GraphQLError && error.originalError === undefined) return new Failed(400, [fromGraphql(error)])
  const failures = new Failures()
  try {
    failures.note(error, {})
    failures.end()
  } catch (failed) {
    if (failed instanceof Failed) return failed
    throw failed
  }
  throw error
}

import { parentPort, workerData } from 'node:worker_threads'
import { execute, parse, validate } from 'graphql'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { Shapes } from '#validation/shape.ts'
import { type Failure, fromGraphql } from './failures.ts'
import { limits } from './limits.ts'
import { rules } from './rules.ts'
import { Schemas } from './schemas.ts'

/** What a thread that describes a schema is asked. */
export interface SchemaQuestion {
  query: string
  operationName?: string
  variables: Readonly<Record<string, unknown>>
  /** Names of the resource types to describe. */
  types: readonly string[]
  /** The type of the one resource that is asked. */
  instance?: string
}

/** What it answers: JSON text, or what was wrong with the query. */
export type SchemaAnswer = { text: string } | { failures: Failure[] }

async function described({ query, operationName, variables, types, instance }: SchemaQuestion): Promise<SchemaAnswer> {
  const schema = new Schemas(new Shapes(coreDefinitions())).described(types, instance)
  const document = parse(query)
  const wrong = validate(schema, document, rules, { maxErrors: limits.errors })
  if (wrong.length > 0) return { failures: wrong.map((error) => fromGraphql(error)) }
  const { data, errors } = await execute({ schema, document, operationName, variableValues: variables, rootValue: {} })
  return errors === undefined ? { text: JSON.stringify({ data }) } : { failures: errors.map((error) => fromGraphql(error)) }
}

parentPort?.postMessage(await described(workerData as SchemaQuestion))

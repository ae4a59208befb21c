// https://spec.graphql.org/October2021/#sec-Introspection
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'
import { FhirError, malformed } from '#fhir/error.ts'
import type { Context } from '../../contract.ts'
import { resourceTypes } from '../../resource-types.ts'
import type { SchemaAnswer, SchemaQuestion } from './describe-schema.ts'
import { Failed } from './failures.ts'
import type { Fragments } from './measure.ts'
import type { Question } from './read-question.ts'

/**
 * Does the query ask for the schema?
 * @throws FhirError when it asks for data in the same breath
 */
export function asksForSchema({ selectionSet }: OperationDefinitionNode, fragments: Fragments): boolean {
  const names = rootNames(selectionSet, fragments, new Set())
  if (!names.some(isSchema)) return false
  if (names.every((name) => isSchema(name) || name === '__typename')) return true
  throw malformed('graphql', 'The schema is asked for by itself: leave __schema and __type out, or everything else.')
}

function isSchema(name: string): boolean {
  return name === '__schema' || name === '__type'
}

function rootNames({ selections }: SelectionSetNode, fragments: Fragments, seen: Set<string>): string[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node.name.value]
    if (node.kind === Kind.INLINE_FRAGMENT) return rootNames(node.selectionSet, fragments, seen)
    if (seen.has(node.name.value)) return []
    seen.add(node.name.value)
    const fragment = fragments.get(node.name.value)
    return fragment ? rootNames(fragment.selectionSet, fragments, seen) : []
  })
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Describes the schema to tools: the types that the caller may read or search. Of all types that is a second's work and
 * hundreds of megabytes, so it is done in a thread of its own, one at a time, and nothing of it is kept.
 * @returns JSON text
 */
export async function describeSchema({ access, signal }: Context, question: Question, instance: string | undefined): Promise<string> {
  const types = resourceTypes().filter((type) => type === instance || access.allows('r', type) || access.allows('s', type))
  const turn = last.then(async () => {
    signal?.().throwIfAborted()
    return inThread({ ...question, types, ...(instance !== undefined && { instance }) })
  })
  last = turn.catch(() => {})
  return await turn
}

/** Longest that a description may take, ms. */
const patience = 20_000

async function inThread(question: SchemaQuestion): Promise<string> {
  const worker = new Worker(new URL('./describe-schema.ts', import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  try {
    const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(patience) })) as [SchemaAnswer]
    if ('failures' in answer) throw new Failed(400, answer.failures)
    return answer.text
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw tooSlow()
    throw error
  } finally {
    await worker.terminate()
  }
}

function tooSlow(): FhirError {
  const diagnostics = 'The schema could not be described in time; ask again when the server is less busy.'
  return new FhirError('unavailable', [{ severity: 'error', code: 'timeout', details: 'unavailable', diagnostics }])
}

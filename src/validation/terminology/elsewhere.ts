import { createOutbound } from '#fhir/outbound/outbound.ts'
import { AnswerCache } from './answer-cache.ts'
import { Breaker } from './breaker.ts'
import { type Question, questionKey } from './question.ts'

/**
 * Another terminology server, for what cannot be told here. It is told codes and what they are asked against, never where
 * they come from. When it is slow, absent or talks nonsense, it has not answered: nothing here waits for it or fails by it.
 */
export interface Elsewhere {
  /** By `questionKey`: yes and no. What was not told, or not in time, is left out. */
  areMembers(questions: readonly Question[]): Promise<ReadonlyMap<string, boolean>>
  /** What it answers to an operation of the terminology service; `undefined`: no answer that could be used. */
  operation(type: 'ValueSet' | 'CodeSystem', name: string, parameters: object): Promise<Answer | undefined>
}

/** A resource, as another server sent it. */
export interface Answer {
  resourceType: string
  parameter?: {
    name?: string
    valueBoolean?: boolean
    valueString?: string
    resource?: { issue?: { severity?: string; code?: string }[] }
  }[]
  expansion?: { contains?: unknown }
}

export interface ElsewhereOptions {
  /** FHIR base of the other server. Nothing else is ever called: redirections are not followed. */
  url: string
  /** Sent as a bearer token, for a server that asks for one. */
  token?: string
  /** Milliseconds that one question may take, and that all questions of one request may take together. */
  timeout?: number
  /** Milliseconds for which nobody asks after several questions without an answer. */
  rest?: number
}

/** Questions of one request that are asked; a Bundle may hold thousands. */
const mostQuestions = 100
/** Questions under way at the same time. */
const mostAtOnce = 8
const hour = 3_600_000
const minute = 60_000

export function createElsewhere({ url, token, timeout = 1_500, rest = 30_000 }: ElsewhereOptions): Elsewhere {
  const outbound = createOutbound({ namedBy: 'operator', timeout, maxBytes: 16 * 1024 * 1024, keepAlive: true })
  const headers = {
    accept: 'application/fhir+json',
    'content-type': 'application/fhir+json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const breaker = new Breaker(3, rest)
  const cache = new AnswerCache<boolean | undefined>(10_000)
  const underWay = new Map<string, Promise<boolean | undefined>>()

  async function asked(address: string, body: string, signal: AbortSignal): Promise<{ status: number; body: string }> {
    const answer = await outbound(address, { method: 'POST', headers, body, signal })
    return { status: answer.status, body: await answer.text() }
  }

  async function ask(type: string, name: string, input: object, signal: AbortSignal): Promise<Answer | undefined> {
    if (!breaker.lets()) return undefined
    try {
      const { status, body } = await asked(`${url}/${type}/$${name}`, JSON.stringify(input), signal)
      if (status < 200 || status >= 300) {
        // A refusal is an answer as well: it is there, it only does not know.
        if (isRefusal(status, body)) breaker.succeeded()
        else breaker.failed()
        return undefined
      }
      const answer = JSON.parse(body) as { resourceType?: unknown } | null
      if (typeof answer?.resourceType !== 'string') throw new Error('no FHIR')
      breaker.succeeded()
      return answer as Answer
    } catch {
      breaker.failed()
      return undefined
    }
  }

  async function isMember(question: Question, signal: AbortSignal): Promise<boolean | undefined> {
    const { definition, valueSet, system, code } = question
    const which = definition?.compose
      ? { name: 'valueSet', resource: { ...definition, status: definition.status ?? 'unknown' } }
      : { name: 'url', valueUri: valueSet.split('|')[0] }
    const parameter = [which, { name: 'code', valueCode: code }, { name: 'system', valueUri: system }]
    const answer = await ask('ValueSet', 'validate-code', { resourceType: 'Parameters', parameter }, signal)
    return answer && verdictOf(answer)
  }

  function told(question: Question, signal: AbortSignal): Promise<boolean | undefined> {
    const key = questionKey(question)
    const kept = cache.get(key)
    if (kept) return Promise.resolve(kept.answer)
    const asked = underWay.get(key)
    if (asked) return asked
    if (underWay.size >= mostAtOnce) return Promise.resolve(undefined)
    const answer = isMember(question, signal).then((is) => {
      cache.set(key, is, is === undefined ? minute : hour)
      return is
    })
    underWay.set(key, answer)
    return answer.finally(() => underWay.delete(key))
  }

  return {
    async areMembers(questions) {
      const answers = new Map<string, boolean>()
      const signal = AbortSignal.timeout(timeout)
      const distinct = new Map(questions.map((question) => [questionKey(question), question]))
      const waiting = [...distinct].slice(0, mostQuestions)
      const askNext = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
          const [key, question] = next
          const is = await told(question, signal)
          if (is !== undefined) answers.set(key, is)
        }
      }
      await Promise.all(Array.from({ length: mostAtOnce / 2 }, askNext))
      return answers
    },
    async operation(type, name, parameters) {
      const answer = await ask(type, name, parameters, AbortSignal.timeout(timeout))
      const wanted = name === 'expand' ? 'ValueSet' : 'Parameters'
      if (answer?.resourceType !== wanted) return undefined
      if (name === 'expand') return answer.expansion === undefined ? undefined : answer
      if (name === 'validate-code' && verdictOf(answer) === undefined) return undefined
      return Array.isArray(answer.parameter) ? answer : undefined
    },
  }
}

/** A token that it does not take, or too many questions, are no answer; nor is what is no FHIR. */
function isRefusal(status: number, body: string): boolean {
  if (status < 400 || status >= 500 || [401, 403, 429].includes(status)) return false
  try {
    return (JSON.parse(body) as { resourceType?: unknown } | null)?.resourceType === 'OperationOutcome'
  } catch {
    return false
  }
}

/** Some servers say "no" of a code system that they do not have, and why in parameters of their own: that is no "no". */
function verdictOf({ parameter }: Answer): boolean | undefined {
  if (!Array.isArray(parameter)) return undefined
  const result = parameter.find(({ name }) => name === 'result')?.valueBoolean
  if (result !== false) return result === true ? true : undefined
  const unknown = parameter.some(
    ({ name = '', resource }) =>
      /unknown-system/.test(name) || resource?.issue?.some(({ severity, code }) => severity !== 'information' && code === 'not-found'),
  )
  return unknown ? undefined : false
}

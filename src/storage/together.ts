import { AsyncLocalStorage } from 'node:async_hooks'
import { FhirError } from '#fhir/error.ts'

/** Asks for one thing; what is asked for at about the same time is done together. */
export type Together<Ask, Answer> = (ask: Ask) => Promise<Answer>

/** Does some asks at once, and answers in their order. */
type Round<Ask, Answer> = (asks: readonly Ask[]) => Promise<readonly Answer[]>

interface Waiting<Ask, Answer> {
  ask: Ask
  resolve(answer: Answer): void
  reject(reason: unknown): void
}

/**
 * Does together what is asked for at about the same time: while one round is under way, what comes is kept for the next. A trip
 * to the database costs more than most of what is asked on it, and so does a wait for the disk: of sixteen callers, fifteen
 * pay for neither. Nobody waits for others to come: who comes alone is served at once.
 *
 * Rounds run for nobody in particular, so whoever leaves ends nothing that others wait for. What fails in a round is done again by
 * itself, so that nobody fails by what another asked; but where the database cannot be reached or has too much to do,
 * all of them hear so.
 *
 * @param most asks of a round
 * @param keyOf two asks with the same key are never in one round; absent: any may be
 */
export function together<Ask, Answer>(round: Round<Ask, Answer>, most: number, keyOf?: (ask: Ask) => string): Together<Ask, Answer> {
  // As it is where this is made: outside of every request and every transaction.
  const here = AsyncLocalStorage.snapshot()
  let waiting: Waiting<Ask, Answer>[] = []
  let underWay = false
  const start = () => {
    underWay = true
    // What else comes in this turn of the event loop goes along.
    here(() => setImmediate(go))
  }
  const go = async () => {
    while (waiting.length > 0) {
      const now = roundFrom(waiting, most, keyOf)
      waiting = waiting.length === now.length ? [] : waiting.filter((one) => !now.includes(one))
      let overtaken = false
      const late = setTimeout(() => {
        overtaken = true
        underWay = false
        if (waiting.length > 0) start()
      }, patienceMs)
      await carryOut(round, now)
      clearTimeout(late)
      if (overtaken) return
    }
    underWay = false
  }
  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      if (!underWay) start()
    })
}

/** A round that takes longer, as it waits for a lock or its connection is dead, is not waited for by those who come after it. */
const patienceMs = 200

/** The first that may go together. */
function roundFrom<Ask, Answer>(
  waiting: readonly Waiting<Ask, Answer>[],
  most: number,
  keyOf: ((ask: Ask) => string) | undefined,
): readonly Waiting<Ask, Answer>[] {
  if (keyOf === undefined) return waiting.slice(0, most)
  const round = new Map<string, Waiting<Ask, Answer>>()
  for (const one of waiting) {
    if (round.size === most) break
    const key = keyOf(one.ask)
    if (!round.has(key)) round.set(key, one)
  }
  return [...round.values()]
}

async function carryOut<Ask, Answer>(round: Round<Ask, Answer>, waiting: readonly Waiting<Ask, Answer>[]): Promise<void> {
  try {
    const answers = await round(waiting.map(({ ask }) => ask))
    for (const [index, { resolve }] of waiting.entries()) resolve(answers[index]!)
  } catch (error) {
    if (waiting.length > 1 && !isForAll(error)) for (const one of waiting) await carryOut(round, [one])
    else for (const { reject } of waiting) reject(error)
  }
}

function isForAll(error: unknown): boolean {
  return error instanceof FhirError && error.kind === 'unavailable'
}

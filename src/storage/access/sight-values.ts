import { Momentary, type Values } from '../search/values.ts'
import { youngerThan18 } from './under-eighteen.ts'

// What the conditions of sight of one statement have in common. They are many, and ask about the same caller at the same moment: said by each for
// itself it was 124 values for one read, which cost the database nearly half of what the statement cost.

/** The moment by which a statement judges ties, as an ISO instant: one for all of its conditions. */
export const now = new Momentary((at) => at.toISOString())

/** Who was born at this instant or later is under 18 at that moment. */
export const notYet18 = new Momentary(youngerThan18)

/** So many days of the clock before that moment: how a tie outlasts its end. */
export function daysBefore(days: number): Momentary {
  if (days === 0) return now
  const known = before.get(days) ?? new Momentary((at) => new Date(at.getTime() - days * 86_400_000).toISOString())
  before.set(days, known)
  return known
}

/** Days come from the tables of section 10 and from settings: a handful. */
const before = new Map<number, Momentary>()

type Variable = string | readonly string[] | Momentary

/** The `$name` of a value for SQL/JSON paths; each value of a statement has one name. */
export function variable(value: Variable, values: Values): string {
  const { names, variables } = variablesIn(values)
  const spelled = typeof value === 'string' || value instanceof Momentary ? value : JSON.stringify(value)
  let name = names.get(spelled)
  if (name === undefined) {
    name = `v${names.size + 1}`
    names.set(spelled, name)
    variables.push([name, value])
  }
  return `$${name}`
}

/** The place of all these variables together: one object, spelled when the statement is sent. */
export function variablesOf(values: Values): string {
  return values.once(variablesIn(values).all, 'jsonb')
}

interface Variables {
  names: Map<unknown, string>
  variables: [name: string, value: Variable][]
  /** The object. */
  all: Momentary
}

const known = new WeakMap<Values, Variables>()

function variablesIn(values: Values): Variables {
  let found = known.get(values)
  if (found === undefined) {
    const variables: Variables['variables'] = []
    let lasting: { count: number; text: string } | undefined
    const all = new Momentary((at) => {
      const moments: string[] = []
      for (const [name, value] of variables) if (value instanceof Momentary) moments.push(`"${name}":${JSON.stringify(value.of(at))}`)
      if (lasting?.count !== variables.length) lasting = { count: variables.length, text: lastingOf(variables) }
      return `{${[...moments, ...(lasting.text === '' ? [] : [lasting.text])].join(',')}}`
    })
    found = { names: new Map(), variables, all }
    known.set(values, found)
  }
  return found
}

/** Those that do not follow from the moment, as JSON without its braces: the same whenever the statement is sent. */
function lastingOf(variables: Variables['variables']): string {
  return JSON.stringify(Object.fromEntries(variables.filter(([, value]) => !(value instanceof Momentary)))).slice(1, -1)
}

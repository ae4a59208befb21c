import type { AccessPlan } from '#auth/access-plan.ts'
import type { Values } from '../search/values.ts'

// What the conditions of sight of one statement have in common. They are many, and ask about the same caller at the same moment: said by each for
// itself it was 124 values for one read, which cost the database nearly half of what the statement cost.

/** The moment by which a statement judges ties: one for all of its conditions. */
export function momentOf({ now }: AccessPlan, values: Values): Date {
  const common = commonOf(values)
  common.at ??= now?.() ?? new Date()
  return common.at
}

/** The `$name` of a value for SQL/JSON paths; each value of a statement has one name. */
export function variable(value: string | readonly string[], values: Values): string {
  const { names, variables } = commonOf(values)
  const spelled = typeof value === 'string' ? value : JSON.stringify(value)
  let name = names.get(spelled)
  if (name === undefined) {
    name = `v${names.size + 1}`
    names.set(spelled, name)
    variables[name] = value
  }
  return `$${name}`
}

/** The place of all these variables together: one object, spelled when the statement is sent. */
export function variablesOf(values: Values): string {
  return values.once(commonOf(values).variables, 'jsonb')
}

interface Common {
  at?: Date
  names: Map<string, string>
  variables: Record<string, string | readonly string[]>
}

const known = new WeakMap<Values, Common>()

function commonOf(values: Values): Common {
  let common = known.get(values)
  if (common === undefined) {
    common = { names: new Map(), variables: {} }
    known.set(values, common)
  }
  return common
}

import type { Clause } from '../store.ts'
import type { Place } from './key-condition.ts'
import { checkParam, pathExists } from './path-condition.ts'
import { dateBounds, dateIs, numberBounds, numberIs, unitIs } from './range-condition.ts'

type Composite = Extract<Clause, { kind: 'composite' }>
/** Numbers the variables of one value and keeps them. */
type Bind = (bounds: Record<string, unknown>) => number

/** One element of the row meets all components of one of the values (http://hl7.org/fhir/R4/search.html#composite). */
export function compositeIs({ param, values: asked }: Composite, { row, values }: Place): string {
  const variables: Record<string, unknown> = {}
  let n = 0
  const bind: Bind = (bounds) => {
    for (const [name, value] of Object.entries(bounds)) variables[`${name}${n}`] = value
    return n++
  }
  const elements = asked.map((components) => {
    const each = components.map((clause) => `exists(@."${partOf(clause)}"[*] ? (${componentIs(clause, bind)}))`)
    return `(${each.join(' && ')})`
  })
  return elements.length === 0 ? 'false' : pathExists(row, param, elements.join(' || '), values.add(JSON.stringify(variables)))
}

function partOf(clause: Clause): string {
  return 'param' in clause ? checkParam(clause.param) : ''
}

/** One value of a component, which may stand for several. */
function componentIs(clause: Clause, bind: Bind): string {
  switch (clause.kind) {
    case 'token':
      return anyOf(clause.values.map((value) => tokenIs(value, bind)))
    case 'quantity':
      return anyOf(
        clause.ranges.map((range) => {
          const m = bind({ ...numberBounds(range), s: range.system, c: range.code })
          return `${numberIs(range, m)}${unitIs(range, m)}`
        }),
      )
    case 'number':
      return numberIs(clause.ranges[0]!, bind({ ...numberBounds(clause.ranges[0]!) }))
    case 'date':
      return dateIs(clause.ranges[0]!, bind(dateBounds(clause.ranges[0]!)))
    case 'string':
      return `@.t starts with $t${bind({ t: clause.values[0] })}`
    case 'uri':
      return `@.u == $u${bind({ u: clause.values[0] })}`
    case 'reference': {
      const { type, id, url } = clause.values[0]!
      const m = bind({ y: type, i: id, u: url })
      if (url !== undefined) return `@.u == $u${m}`
      return type === undefined ? `@.i == $i${m}` : `@.i == $i${m} && @.y == $y${m}`
    }
    default:
      throw new Error(`No component of a composite parameter: ${clause.kind}`)
  }
}

function tokenIs({ system, code }: Extract<Clause, { kind: 'token' }>['values'][number], bind: Bind): string {
  const m = bind({ s: system, c: code })
  const systemIs = system === undefined ? [] : system === '' ? ['!exists(@.s)'] : [`@.s == $s${m}`]
  const codeIs = code !== undefined ? [`@.c == $c${m}`] : system === undefined ? ['exists(@.c)'] : []
  return [...systemIs, ...codeIs].join(' && ')
}

function anyOf(conditions: readonly string[]): string {
  return conditions.map((one) => `(${one})`).join(' || ')
}

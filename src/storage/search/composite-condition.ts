import type { Clause } from '../store.ts'
import type { Place } from './key-condition.ts'
import { checkParam, pathExists } from './path-condition.ts'
import { dateBounds, dateIs, numberBounds, numberIs, unitIs } from './range-condition.ts'

type Composite = Extract<Clause, { kind: 'composite' }>

/** One element of the row meets all components of one of the values (http://hl7.org/fhir/R4/search.html#composite). */
export function compositeIs({ param, values: asked }: Composite, { row, values }: Place): string {
  const variables: Record<string, unknown> = {}
  let n = 0
  const bind = (bounds: Record<string, unknown>): number => {
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

/** A component's clause has one value. */
function componentIs(clause: Clause, bind: (bounds: Record<string, unknown>) => number): string {
  switch (clause.kind) {
    case 'token': {
      const { system, code } = clause.values[0]!
      const m = bind({ s: system, c: code })
      const systemIs = system === undefined ? [] : system === '' ? ['!exists(@.s)'] : [`@.s == $s${m}`]
      return [...systemIs, ...(code === undefined ? [] : [`@.c == $c${m}`])].join(' && ')
    }
    case 'quantity': {
      const range = clause.ranges[0]!
      const m = bind({ ...numberBounds(range), s: range.system, c: range.code })
      return `(${numberIs(range, m)}${unitIs(range, m)})`
    }
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

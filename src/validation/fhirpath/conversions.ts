import type { Env } from './compile.ts'
import type { Make } from './functions.ts'
import { boolean, kindOf, type Node, number, string } from './node.ts'

/** One item to another type; nothing when it cannot be. */
function converts(to: (node: Node) => readonly Node[]): { to: Make; can: Make } {
  const apply = (input: readonly Node[], { meter }: Env) => {
    if (input.length !== 1) return []
    const { value } = input[0]!
    if (typeof value === 'string') meter.read(value.length)
    return to(input[0]!)
  }
  return { to: () => apply, can: () => (input, env) => (input.length === 0 ? [] : boolean(apply(input, env).length > 0)) }
}

const integer = converts(({ value }) => {
  if (typeof value === 'boolean') return number(value ? 1 : 0)
  if (typeof value === 'number') return Number.isInteger(value) ? number(value) : []
  return typeof value === 'string' && /^[+-]?\d+$/.test(value) ? number(Number(value)) : []
})

const decimal = converts(({ value }) => {
  if (typeof value === 'boolean') return number(value ? 1 : 0, false)
  if (typeof value === 'number') return number(value, false)
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? number(Number(value), false) : []
})

const text = converts((node) => {
  const { value } = node
  if (typeof value === 'string') return string(value)
  if (typeof value === 'number' || typeof value === 'boolean') return string(String(value))
  if (kindOf(node) !== 'quantity') return []
  const { value: amount, code, unit } = value as { value?: number; code?: string; unit?: string }
  return amount === undefined ? [] : string(`${amount} '${code ?? unit ?? '1'}'`)
})

const truthful = ['true', 't', 'yes', 'y', '1', '1.0']
const untruthful = ['false', 'f', 'no', 'n', '0', '0.0']

const truth = converts(({ value }) => {
  const word = String(value).toLowerCase()
  if (truthful.includes(word)) return boolean(true)
  return untruthful.includes(word) ? boolean(false) : []
})

const temporal = (type: string, form: RegExp, cut: (value: string) => string) =>
  converts(({ value }) => (typeof value === 'string' && form.test(value) ? [{ value: cut(value), type }] : []))

const date = temporal('System.Date', /^\d{4}(-\d\d(-\d\d(T.*)?)?)?$/, (value) => value.slice(0, 10))
const dateTime = temporal('System.DateTime', /^\d{4}(-\d\d(-\d\d(T.*)?)?)?$/, (value) => value)
const time = temporal('System.Time', /^\d\d(:\d\d(:\d\d(\.\d+)?)?)?$/, (value) => value)

const quantity = converts((node) => {
  const { value } = node
  if (kindOf(node) === 'quantity') return [node]
  if (typeof value === 'number') return [{ value: { value, code: '1' }, type: 'System.Quantity' }]
  const found = typeof value === 'string' ? /^([+-]?\d+(?:\.\d+)?)\s*(?:'([^']+)'|([a-z]+))?$/.exec(value) : null
  return found ? [{ value: { value: Number(found[1]), code: found[2] ?? found[3] ?? '1' }, type: 'System.Quantity' }] : []
})

function calculated(of: (value: number, by: number) => number | undefined, whole = false): Make {
  return (parameters) => (input, env, focus) => {
    const value = input.length === 1 ? input[0]!.value : undefined
    const by = parameters[0]?.evaluate(focus, env)[0]?.value
    if (typeof value !== 'number') return []
    const answer = of(value, typeof by === 'number' ? by : 0)
    return answer === undefined || !Number.isFinite(answer) ? [] : number(answer, whole || Number.isInteger(answer))
  }
}

/** FHIRPath's conversions and arithmetic functions. */
export const conversions: Readonly<Record<string, Make>> = {
  ...{ toInteger: integer.to, convertsToInteger: integer.can, toDecimal: decimal.to, convertsToDecimal: decimal.can },
  ...{ toString: text.to, convertsToString: text.can, toBoolean: truth.to, convertsToBoolean: truth.can },
  ...{ toDate: date.to, convertsToDate: date.can, toDateTime: dateTime.to, convertsToDateTime: dateTime.can },
  ...{ toTime: time.to, convertsToTime: time.can, toQuantity: quantity.to, convertsToQuantity: quantity.can },
  abs: calculated(Math.abs),
  ceiling: calculated(Math.ceil, true),
  floor: calculated(Math.floor, true),
  truncate: calculated(Math.trunc, true),
  round: calculated((value, digits) => Math.round(value * 10 ** digits) / 10 ** digits),
  sqrt: calculated((value) => (value < 0 ? undefined : Math.sqrt(value))),
  exp: calculated(Math.exp),
  ln: calculated(Math.log),
  log: calculated((value, base) => Math.log(value) / Math.log(base)),
  power: calculated((value, exponent) => value ** exponent),
}

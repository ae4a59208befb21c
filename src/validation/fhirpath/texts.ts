import type { Make } from './functions.ts'
import { ExpressionRefused } from './lexer.ts'
import { boolean, type Node, number, string } from './node.ts'

type Answer = boolean | number | string | string[] | undefined

/** A function of one string and its parameters; no string, or a parameter missing, gives nothing. */
function ofText(answer: (text: string, ...parameters: (string | number)[]) => Answer): Make {
  return (parameters) => (input, env, focus) => {
    const text = input.length === 1 ? input[0]!.value : undefined
    if (typeof text !== 'string') return []
    const given: (string | number)[] = []
    for (const parameter of parameters) {
      const value = parameter.evaluate(focus, env)[0]?.value
      if (typeof value !== 'string' && typeof value !== 'number') return []
      given.push(value)
    }
    return nodes(answer(text, ...given))
  }
}

function nodes(answer: Answer): Node[] {
  if (answer === undefined) return []
  if (typeof answer === 'boolean') return boolean(answer)
  if (typeof answer === 'number') return number(answer)
  return Array.isArray(answer) ? answer.flatMap(string) : string(answer)
}

/** @throws ExpressionRefused when a pattern that an expression spells out cannot be read */
export function readPattern(source: string): void {
  pattern(source, 's')
}

const patterns = new Map<string, RegExp>()
/** The profiles have some hundred. */
const patternsAtMost = 2_000

/** A pattern of an invariant comes from a profile, but one of a patch from whoever sends it, so not all are remembered. */
function pattern(source: string, flags: string): RegExp {
  const key = `${flags} ${source}`
  const known = patterns.get(key)
  if (known) {
    known.lastIndex = 0
    return known
  }
  try {
    const made = new RegExp(source, flags)
    if (patterns.size < patternsAtMost) patterns.set(key, made)
    return made
  } catch {
    throw new ExpressionRefused('holds a regular expression that cannot be read')
  }
}

/** `matches` anchors nothing by itself: http://hl7.org/fhirpath/N1/#matchesregex-string-boolean */
const matches = ofText((text, source) => pattern(String(source), 's').test(text))

export const texts: Readonly<Record<string, Make>> = {
  indexOf: ofText((text, part) => text.indexOf(String(part))),
  substring: ofText((text, from, length) => {
    const start = Number(from)
    if (start < 0 || start >= text.length) return undefined
    return length === undefined ? text.slice(start) : text.slice(start, start + Number(length))
  }),
  startsWith: ofText((text, part) => text.startsWith(String(part))),
  endsWith: ofText((text, part) => text.endsWith(String(part))),
  contains: ofText((text, part) => text.includes(String(part))),
  upper: ofText((text) => text.toUpperCase()),
  lower: ofText((text) => text.toLowerCase()),
  trim: ofText((text) => text.trim()),
  length: ofText((text) => text.length),
  toChars: ofText((text) => [...text]),
  split: ofText((text, by) => text.split(String(by))),
  replace: ofText((text, part, by) => text.replaceAll(String(part), String(by))),
  matches,
  matchesFull: ofText((text, source) => pattern(`^(?:${source})$`, 's').test(text)),
  replaceMatches: ofText((text, source, by) => text.replace(pattern(String(source), 'gs'), String(by))),
  join: (parameters) => (input, env, focus) =>
    string(
      input
        .map(({ value }) => value)
        .filter((value) => typeof value === 'string')
        .join(String(parameters[0]?.evaluate(focus, env)[0]?.value ?? '')),
    ),
}

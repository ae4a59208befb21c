import type { Make } from './functions.ts'
import type { Meter } from './meter.ts'
import { boolean, type Node, number, string } from './node.ts'
import { patternOf, wholePattern } from './pattern.ts'

type Answer = boolean | number | string | string[] | undefined

/** A function of one string and its parameters; no string, or a parameter missing, gives nothing. */
function ofText(answer: (text: string, parameters: readonly (string | number)[], meter: Meter) => Answer): Make {
  return (parameters) => (input, env, focus) => {
    const text = input.length === 1 ? input[0]!.value : undefined
    if (typeof text !== 'string') return []
    const given: (string | number)[] = []
    for (const parameter of parameters) {
      const value = parameter.evaluate(focus, env)[0]?.value
      if (typeof value !== 'string' && typeof value !== 'number') return []
      given.push(value)
    }
    env.meter.read(text.length)
    return nodes(answer(text, given, env.meter))
  }
}

function nodes(answer: Answer): Node[] {
  if (answer === undefined) return []
  if (typeof answer === 'boolean') return boolean(answer)
  if (typeof answer === 'number') return number(answer)
  return Array.isArray(answer) ? answer.flatMap(string) : string(answer)
}

/**
 * Looking for a part may take as long as both are when both are long and alike (V8 looks for more than 250 characters so):
 * that takes a minute for two texts of half a million.
 */
function seek(text: string, part: string, meter: Meter): void {
  if (part.length > 200) meter.spend(Math.ceil((text.length * part.length) / 256))
}

function placeOf(text: string, part: string, meter: Meter): number {
  seek(text, part, meter)
  return text.indexOf(part)
}

function replaced(text: string, part: string, by: string, meter: Meter): string {
  seek(text, part, meter)
  const times = part === '' ? text.length + 1 : text.split(part).length - 1
  meter.text(text.length + times * (by.length - part.length))
  // As a function, or `$&` would be more than two characters.
  return text.replaceAll(part, () => by)
}

function pieces(found: string[], meter: Meter): string[] {
  meter.items(found.length)
  return found
}

/** The functions of FHIRPath that work on texts. */
export const texts: Readonly<Record<string, Make>> = {
  indexOf: ofText((text, [part], meter) => placeOf(text, String(part), meter)),
  substring: ofText((text, [from, length]) => {
    const start = Number(from)
    if (start < 0 || start >= text.length) return undefined
    return length === undefined ? text.slice(start) : text.slice(start, start + Number(length))
  }),
  startsWith: ofText((text, [part]) => text.startsWith(String(part))),
  endsWith: ofText((text, [part]) => text.endsWith(String(part))),
  contains: ofText((text, [part], meter) => placeOf(text, String(part), meter) >= 0),
  upper: ofText((text) => text.toUpperCase()),
  lower: ofText((text) => text.toLowerCase()),
  trim: ofText((text) => text.trim()),
  length: ofText((text) => text.length),
  toChars: ofText((text, _, meter) => pieces([...text], meter)),
  split: ofText((text, [by], meter) => {
    seek(text, String(by), meter)
    return pieces(text.split(String(by)), meter)
  }),
  replace: ofText((text, [part, by], meter) => replaced(text, String(part), String(by), meter)),
  matches: ofText((text, [source], meter) => patternOf(String(source), meter).test(text, meter)),
  matchesFull: ofText((text, [source], meter) => wholePattern(String(source), meter).test(text, meter)),
  replaceMatches: ofText((text, [source, by], meter) => patternOf(String(source), meter).replace(text, String(by), meter)),
  join: (parameters) => (input, env, focus) => {
    const by = String(parameters[0]?.evaluate(focus, env)[0]?.value ?? '')
    const words = input.flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
    env.meter.text(words.reduce((length, word) => length + word.length + by.length, 0))
    return string(words.join(by))
  },
}

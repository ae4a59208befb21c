/*
 * A value set's filter may hold a regular expression, and anybody may send a value set. JavaScript's engine tries one way
 * after the other, and a short hostile expression keeps it busy for years. This one follows all ways at once: the time
 * is the expression's length times the text's, whatever they say (Thompson, CACM 1968).
 */

/** One step: a character that must fit, or ways to go on without one. */
type State = { fits: (character: string) => boolean; next: number } | { ways: number[] }

/** An expression longer than this, or one whose repetitions unfold to more, is not taken. */
const longest = 500
const mostStates = 5_000

/**
 * Compiles a regular expression that a whole text must match, as FHIR's filters use them
 * (http://hl7.org/fhir/R4/valueset-filter-operator.html). Known are literals, `.`, classes, `\d \w \s` and their opposites,
 * groups, `|`, `* + ? {n,m}` and anchors at both ends.
 * @returns `undefined` for an expression with anything else (look-around, back references) or of monstrous size
 */
export function linearRegex(source: string): ((text: string) => boolean) | undefined {
  if (source.length > longest) return undefined
  try {
    const states: State[] = []
    const done = add(states, { ways: [] })
    const start = new Parser(source.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''), states).all(done)
    return (text) => run(states, start, done, text)
  } catch (error) {
    if (error instanceof NotTaken) return undefined
    throw error
  }
}

class NotTaken extends Error {}

function run(states: readonly State[], start: number, done: number, text: string): boolean {
  let here = new Set<number>()
  reach(states, start, here)
  for (const character of text) {
    const there = new Set<number>()
    for (const at of here) {
      const state = states[at]!
      if ('fits' in state && state.fits(character)) reach(states, state.next, there)
    }
    if (there.size === 0) return false
    here = there
  }
  return here.has(done)
}

function reach(states: readonly State[], from: number, into: Set<number>): void {
  const open = [from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (into.has(at)) continue
    into.add(at)
    const state = states[at]!
    if ('ways' in state) open.push(...state.ways)
  }
}

function add(states: State[], state: State): number {
  if (states.length >= mostStates) throw new NotTaken()
  return states.push(state) - 1
}

/** Makes the states of a part, given the state that follows it; what repeats is therefore kept and made when it is due. */
type Part = (then: number) => number

class Parser {
  readonly #source: string
  readonly #states: State[]
  #at = 0

  constructor(source: string, states: State[]) {
    this.#source = source
    this.#states = states
  }

  all(then: number): number {
    const part = this.#alternatives(0)
    if (this.#at < this.#source.length) throw new NotTaken()
    return part(then)
  }

  #alternatives(depth: number): Part {
    if (depth > 50) throw new NotTaken()
    const parts = [this.#sequence(depth)]
    while (this.#take('|')) parts.push(this.#sequence(depth))
    return parts.length === 1 ? parts[0]! : (then) => add(this.#states, { ways: parts.map((part) => part(then)) })
  }

  #sequence(depth: number): Part {
    const parts: Part[] = []
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!)) parts.push(this.#repeated(this.#single(depth)))
    return (then) => parts.reduceRight((next, part) => part(next), then)
  }

  #repeated(part: Part): Part {
    const [written, low, comma, high] = this.#match(/\{(\d{1,4})(,?)(\d{0,4})\}/y) ?? []
    let repeated: Part | undefined
    if (written !== undefined)
      repeated = this.#times(part, Number(low), comma === '' ? Number(low) : high === '' ? undefined : Number(high))
    else if (this.#take('*')) repeated = this.#times(part, 0, undefined)
    else if (this.#take('+')) repeated = this.#times(part, 1, undefined)
    else if (this.#take('?')) repeated = this.#times(part, 0, 1)
    if (repeated === undefined) return part
    // Whether it takes much or little makes no difference to what it matches.
    this.#take('?')
    if ('*+?{'.includes(this.#source[this.#at] ?? ' ')) throw new NotTaken()
    return repeated
  }

  #times(part: Part, low: number, high: number | undefined): Part {
    const states = this.#states
    return (then) => {
      let next = then
      if (high === undefined) {
        const ways = [then]
        next = add(states, { ways })
        ways.push(part(next))
      } else {
        for (let optional = high - low; optional > 0; optional--) next = add(states, { ways: [part(next), then] })
      }
      // A state of its own for each round: so an empty part that is repeated without end meets the limit, too.
      for (let needed = low; needed > 0; needed--) next = add(states, { ways: [part(next)] })
      return next
    }
  }

  #single(depth: number): Part {
    if (this.#take('(')) {
      if (this.#take('?') && !this.#take(':')) throw new NotTaken()
      const part = this.#alternatives(depth + 1)
      if (!this.#take(')')) throw new NotTaken()
      return part
    }
    // A class or an escape alone says nothing about repetition: the engine of the language may test one character by it.
    const text = this.#match(/\[\^?(?:\\.|[^\]\\])*\]|\\[dwsDWS.\\/|*+?()[\]{}^$-]|\./y)?.[0]
    if (text !== undefined) return this.#character(oneOf(text))
    const literal = this.#match(/[^\\*+?{}()[\]^$|]/uy)?.[0]
    if (literal === undefined) throw new NotTaken()
    return this.#character((character) => character === literal)
  }

  #character(fits: (character: string) => boolean): Part {
    return (then) => add(this.#states, { fits, next: then })
  }

  #take(text: string): boolean {
    if (this.#source[this.#at] !== text) return false
    this.#at++
    return true
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)
    if (found === null) return undefined
    this.#at += found[0].length
    return found
  }
}

function oneOf(text: string): (character: string) => boolean {
  let pattern: RegExp
  try {
    pattern = new RegExp(`^${text}$`, 'u')
  } catch {
    throw new NotTaken()
  }
  return (character) => pattern.test(character)
}

import { RE2JS, RE2JSException, RE2Set } from 're2js'
import { ExpressionRefused } from './lexer.ts'
import type { Meter } from './meter.ts'

/*
 * A regular expression comes from whoever stores a profile or sends a patch, and JavaScript's own engine tries one way after
 * the other: `(a+)+$` keeps it busy for years. RE2 follows all ways at once, so its time is the expression's size times the
 * text's length, whatever they say: https://swtch.com/~rsc/regexp/regexp1.html. It has no look-around and no references back;
 * of what HL7, the guides here and this server publish, nothing asks for either.
 */

/** A regular expression, ready to be asked. */
export interface Pattern {
  /** Does any part of the text match? `matches` anchors nothing by itself: http://hl7.org/fhirpath/N1/#matchesregex-string-boolean */
  test(text: string, meter: Meter): boolean
  /** The text with each match replaced. In `by`, `$1`, `$<name>` and `${name}` are what a group matched, `$&` the match, `$$` a `$`. */
  replace(text: string, by: string, meter: Meter): string
}

/** Characters of an expression, and instructions that it may become: `a{100}` is a hundred. */
const longest = 1_000
const mostInstructions = 1_200

/**
 * Bytes for what an engine remembers of the texts before, as there may be many. With 65,536 it forgets at each character what
 * an expression of a thousand instructions has just made, and takes fifty times as long.
 */
const memory = 1_048_576

const patterns = new Map<string, Made>()
/** The profiles have some twenty. Those that were made long ago go first: they may come with a request and never again. */
const patternsAtMost = 200

interface Made {
  pattern: Pattern
  instructions: number
}

/**
 * The regular expression that an expression spells out, read before any record meets it.
 * @throws ExpressionRefused when it cannot be read
 */
export function readPattern(source: string): void {
  made(source)
}

/** A regular expression that comes while an expression is evaluated. @throws ExpressionRefused when it cannot be read */
export function patternOf(source: string, meter: Meter): Pattern {
  const known = patterns.get(source)
  if (known) return known.pattern
  const { pattern, instructions } = made(source)
  meter.spend(100 + instructions * 200)
  return pattern
}

/** One that the whole of a text must match. @throws ExpressionRefused when it cannot be read by itself, as `a)|(?:b` */
export function wholePattern(source: string, meter: Meter): Pattern {
  patternOf(source, meter)
  return patternOf(`^(?:${source})$`, meter)
}

function made(source: string): Made {
  const known = patterns.get(source)
  if (known) return known
  const one = make(source)
  if (patterns.size >= patternsAtMost) patterns.delete(patterns.keys().next().value!)
  patterns.set(source, one)
  return one
}

function make(source: string): Made {
  if (source.length > longest) throw new ExpressionRefused(`holds a regular expression of more than ${longest} characters`)
  const [whole, set] = read(withSpaces(source))
  const instructions = whole.programSize()
  if (instructions > mostInstructions) {
    throw new ExpressionRefused('holds a regular expression whose repetitions unfold to too much')
  }
  /** For each character, each instruction may be followed, four in a step; where there are hundreds, each takes longer. */
  const each = (instructions * Math.max(1, instructions / 100)) / 4
  const cost = (characters: number) => 1 + Math.ceil((characters + 1) * each)
  return {
    instructions,
    pattern: {
      test(text, meter) {
        meter.spend(cost(text.length))
        return set.match(text).length > 0
      },
      replace(text, by, meter) {
        let made = ''
        let done = 0
        meter.spend(cost(text.length))
        for (const match of whole.matchAll(text)) {
          const [found] = match
          const { index = 0 } = match
          const filled = fill(by, match, meter)
          meter.text(made.length + index - done + filled.length)
          made += text.slice(done, index) + filled
          done = index + found.length
          // Looking for the next one may go to the end of the text again.
          meter.spend(cost(text.length - done))
        }
        meter.text(made.length + text.length - done)
        return made + text.slice(done)
      },
    },
  }
}

function read(source: string): [RE2JS, RE2Set] {
  try {
    const set = new RE2Set(RE2Set.UNANCHORED, RE2JS.DOTALL, memory)
    set.add(source)
    set.compile()
    return [RE2JS.compile(source, RE2JS.DOTALL), set]
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    throw notRead()
  }
}

function notRead(): ExpressionRefused {
  return new ExpressionRefused(
    'holds a regular expression that cannot be read: those of RE2 are taken, so no look-around (?=…) and no references back \\1',
  )
}

/** JavaScript's white space, which profiles were written for; RE2's own has neither U+000B nor U+00A0. */
const spaces = '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}'
const others =
  '\\x00-\\x08\\x0e-\\x1f!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}'

/** What stands after a backslash and means the same to RE2 and to JavaScript; `\p{L}` is of FHIRPath's own kind of expressions. */
const knownEscape = /^\\(?:[dDwWsSbBtnrfvpP0]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|[^A-Za-z0-9])/

/** Spells out `\s` and `\S`, and refuses what RE2 would read as something else than it was meant: `\k<name>`, `\Q`, `\A`. */
function withSpaces(source: string): string {
  let inClass = false
  // Escapes and brackets; `[]a]` begins with a bracket that is meant, and `[:alpha:]` is a word inside of a class.
  return source.replace(/\\u[\da-fA-F]{4}|\\c[A-Za-z]|\\[\s\S]?|\[:\^?\w+:\]|\[\^?\]?|\]/g, (word, at: number) => {
    if (word.startsWith('\\') && !knownEscape.test(source.slice(at, at + 6))) throw notRead()
    if (word.startsWith('[')) inClass = word.startsWith('[:') ? inClass : !inClass || !word.endsWith(']')
    else if (word === ']') inClass = false
    else if (word === '\\s') return inClass ? spaces : `[${spaces}]`
    else if (word === '\\S') return inClass ? others : `[${others}]`
    else if (word.length === 6) return `\\x{${word.slice(2)}}`
    else if (word.length === 3 && word.startsWith('\\c')) return `\\x{${(word.charCodeAt(2) % 32).toString(16)}}`
    return word
  })
}

/** What stands in the place of a match. */
function fill(by: string, match: RegExpMatchArray, meter: Meter): string {
  if (!by.includes('$')) return by
  let length = by.length
  return by.replace(
    /\$(?:([$&])|(\d{1,2})|<(\w+)>|\{(\w+)\})/g,
    (written, sign?: string, number?: string, name?: string, braced?: string) => {
      if (sign === '$') return '$'
      const group = number === undefined ? undefined : Number(number)
      if (group !== undefined && (group === 0 || group >= match.length)) return written
      const found = sign === '&' ? match[0] : group === undefined ? match.groups?.[(name ?? braced)!] : match[group]
      length += found?.length ?? 0
      meter.text(length)
      return found ?? ''
    },
  )
}

import { ExpressionRefused, type Token, words } from './lexer.ts'

/** An expression as a tree. */
export type Tree =
  | { kind: 'empty' }
  | { kind: 'literal'; type: 'String' | 'Boolean' | 'Integer' | 'Decimal' | 'Date' | 'DateTime' | 'Time'; value: string | boolean | number }
  | { kind: 'quantity'; value: number; unit: string }
  | { kind: 'variable'; name: string }
  | { kind: 'special'; name: '$this' | '$index' | '$total' }
  | { kind: 'member'; name: string; of?: Tree }
  | { kind: 'call'; name: string; parameters: Tree[]; of?: Tree }
  | { kind: 'item'; of: Tree; index: Tree }
  | { kind: 'negative'; of: Tree }
  | { kind: 'binary'; operator: string; left: Tree; right: Tree }
  | { kind: 'type'; operator: 'is' | 'as'; of: Tree; name: string }

/** Binding strength of the operators, loosest first. https://hl7.org/fhirpath/N1/#operator-precedence */
const levels: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '~', '!=', '!~'],
  ['<=', '<', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
]

const units = /^(year|month|week|day|hour|minute|second|millisecond)s?$/

/**
 * Words of an expression, and brackets inside each other: reading, compiling and evaluating go down with them, and the longest
 * published invariant has some 250 words.
 */
const mostWords = 2_000
const deepest = 50

/** Reads an expression. @throws ExpressionRefused when it is not FHIRPath, or too long or deep to be followed. */
export function parse(expression: string): Tree {
  const found = words(expression)
  if (found.length > mostWords) throw new ExpressionRefused(`it has more than ${mostWords} words`)
  const parser = new Parser(found)
  return parser.whole()
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Tree {
    const tree = this.#binary(0)
    if (this.#peek().kind !== 'end') throw new ExpressionRefused(`unexpected "${this.#peek().text}"`)
    return tree
  }

  /** A whole expression inside of another. */
  #inner(): Tree {
    if (++this.#depth > deepest) throw new ExpressionRefused(`it has more than ${deepest} brackets inside each other`)
    const tree = this.#binary(0)
    this.#depth--
    return tree
  }

  #binary(level: number): Tree {
    const operators = levels[level]
    if (!operators) return this.#signed()
    let left = this.#binary(level + 1)
    for (;;) {
      const token = this.#peek()
      if (token.quoted || (token.kind !== 'symbol' && token.kind !== 'name') || !operators.includes(token.text)) return left
      this.#at++
      if (token.text === 'is' || token.text === 'as') {
        left = { kind: 'type', operator: token.text, of: left, name: this.#typeName() }
      } else left = { kind: 'binary', operator: token.text, left, right: this.#binary(level + 1) }
    }
  }

  #signed(): Tree {
    if (this.#takes('-')) return { kind: 'negative', of: this.#signed() }
    if (this.#takes('+')) return this.#signed()
    return this.#path()
  }

  #path(): Tree {
    let tree = this.#term()
    for (;;) {
      if (this.#takes('.')) tree = this.#invocation(tree)
      else if (this.#takes('[')) {
        const index = this.#inner()
        this.#expect(']')
        tree = { kind: 'item', of: tree, index }
      } else return tree
    }
  }

  #term(): Tree {
    if (this.#takes('(')) {
      const tree = this.#inner()
      this.#expect(')')
      return tree
    }
    if (this.#takes('{')) {
      this.#expect('}')
      return { kind: 'empty' }
    }
    const token = this.#peek()
    if (token.kind === 'name' && !token.quoted && (token.text === 'true' || token.text === 'false')) {
      this.#at++
      return { kind: 'literal', type: 'Boolean', value: token.text === 'true' }
    }
    if (token.kind === 'name') return this.#invocation(undefined)
    this.#at++
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', type: 'String', value: token.text }
      case 'number':
        return this.#number(token.text)
      case 'temporal':
        return temporal(token.text)
      case 'variable':
        return { kind: 'variable', name: token.text }
      default:
        throw new ExpressionRefused(token.kind === 'end' ? 'ends too early' : `unexpected "${token.text}"`)
    }
  }

  #number(text: string): Tree {
    const next = this.#peek()
    if (next.kind === 'string' || (next.kind === 'name' && units.test(next.text))) {
      this.#at++
      return { kind: 'quantity', value: Number(text), unit: next.text }
    }
    return { kind: 'literal', type: text.includes('.') ? 'Decimal' : 'Integer', value: Number(text) }
  }

  #invocation(of: Tree | undefined): Tree {
    const token = this.#peek()
    if (token.kind !== 'name') throw new ExpressionRefused(`expected a name, not "${token.text}"`)
    this.#at++
    const { text } = token
    if (text === '$this' || text === '$index' || text === '$total') return { kind: 'special', name: text }
    if (!this.#takes('(')) return { kind: 'member', name: text, of }
    const parameters: Tree[] = []
    if (!this.#takes(')')) {
      do parameters.push(this.#inner())
      while (this.#takes(','))
      this.#expect(')')
    }
    return { kind: 'call', name: text, parameters, of }
  }

  #typeName(): string {
    let name = this.#next().text
    while (this.#takes('.')) name += `.${this.#next().text}`
    return name
  }

  #peek(): Token {
    return this.#tokens[this.#at]!
  }

  #next(): Token {
    const token = this.#peek()
    if (token.kind === 'end') throw new ExpressionRefused('ends too early')
    this.#at++
    return token
  }

  #takes(symbol: string): boolean {
    const token = this.#peek()
    if (token.kind !== 'symbol' || token.text !== symbol) return false
    this.#at++
    return true
  }

  #expect(symbol: string): void {
    if (!this.#takes(symbol)) throw new ExpressionRefused(`expected "${symbol}", not "${this.#peek().text}"`)
  }
}

function temporal(text: string): Tree {
  if (text.startsWith('T')) return { kind: 'literal', type: 'Time', value: text.slice(1) }
  const at = text.indexOf('T')
  if (at < 0) return { kind: 'literal', type: 'Date', value: text }
  return { kind: 'literal', type: 'DateTime', value: at === text.length - 1 ? text.slice(0, -1) : text }
}

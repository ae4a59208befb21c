/** One word of a FHIRPath expression. */
export interface Token {
  kind: 'name' | 'string' | 'number' | 'temporal' | 'variable' | 'symbol' | 'end'
  text: string
  /** Was the name written in backticks, so that it is never a keyword? */
  quoted?: boolean
}

/** An expression that is not FHIRPath, or that uses something this compiler does not know. */
export class ExpressionRefused extends Error {}

const word =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|('(?:[^'\\]|\\.)*')|(`(?:[^`\\]|\\.)*`)|(%(?:[A-Za-z0-9_-]+|`[^`]*`|'[^']*'))|(@T?[0-9][0-9:T.Z+-]*)|(\d+(?:\.\d+)?)|(\$?[A-Za-z_]\w*)|(<=|>=|!=|!~|[-+*/&|<>=~.,()[\]{}])/gy

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' }

/** Cuts an expression into words. @throws ExpressionRefused at what is no word. */
export function words(expression: string): Token[] {
  const tokens: Token[] = []
  word.lastIndex = 0
  while (word.lastIndex < expression.length) {
    const at = word.lastIndex
    const found = word.exec(expression)
    if (!found) throw new ExpressionRefused(`not FHIRPath at character ${at + 1}`)
    const [, string, quoted, variable, temporal, number, name, symbol] = found
    if (string !== undefined) tokens.push({ kind: 'string', text: unescaped(string) })
    else if (quoted !== undefined) tokens.push({ kind: 'name', text: unescaped(quoted), quoted: true })
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable.slice(1).replace(/^[`']|[`']$/g, '') })
    else if (temporal !== undefined) tokens.push({ kind: 'temporal', text: temporal.slice(1) })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol })
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

function unescaped(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(u[0-9A-Fa-f]{4}|.)/g, (_, after: string) => {
    if (after.length === 5) return String.fromCharCode(Number.parseInt(after.slice(1), 16))
    return escapes[after] ?? after
  })
}

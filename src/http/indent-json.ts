const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/**
 * Indents JSON text for reading by people (`_pretty=true`), two spaces a level. The text is walked, not parsed, so that
 * every digit of a decimal stays as it was written.
 */
export function indentJson(text: string): string {
  let out = ''
  let depth = 0
  let opened = false
  const line = () => `\n${'  '.repeat(depth)}`
  for (const [token] of text.matchAll(tokens)) {
    const closes = token === '}' || token === ']'
    if (closes) depth--
    // What was opened and is closed at once stays on its line.
    if (opened !== closes) out += line()
    opened = token === '{' || token === '['
    if (opened) depth++
    out += token === ':' ? ': ' : token === ',' ? token + line() : token
  }
  return out
}

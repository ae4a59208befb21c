/** Text as HTML shows it. */
export function safe(text: unknown): string {
  return String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A link; its words are escaped, and an empty address gives the words alone. */
export function link(href: string | undefined, words: string): string {
  return href ? `<a href="${safe(href)}">${safe(words)}</a>` : safe(words)
}

/** A table that scrolls sideways by itself when the screen is narrow. Cells are HTML. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], kind = ''): string {
  const cells = (row: readonly string[], tag: string) => row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')
  return `<div class="wide"><table class="${kind}"><thead><tr>${cells(head.map(safe), 'th')}</tr></thead><tbody>\n${body}\n</tbody></table></div>`
}

/** A section with a heading that can be linked to; nothing when there is nothing in it. */
export function section(id: string, heading: string, content: string): string {
  return content === '' ? '' : `<section id="${id}"><h2>${safe(heading)}</h2>\n${content}\n</section>\n`
}

/** JSON, readable. */
export function json(value: unknown): string {
  return `<pre><code>${safe(JSON.stringify(value, null, 2))}</code></pre>`
}

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { marked } from 'marked'
import type { Page } from './shell.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'pages')

/** The pages that are written by hand, in Markdown: the first heading is the title. */
export function narrativePages(): Page[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const [, title = name] = text.match(/^# (.+)$/m) ?? []
    const html = marked.parse(text.replace(/^# .+\n/m, ''), { async: false })
    const linked = html.replace(/href="([a-z-]+)\.md(#[^"]*)?"/g, 'href="$1.html$2"')
    return {
      file: name.slice(0, -3),
      title,
      content: linked.replaceAll('<table>', '<div class="wide"><table>').replaceAll('</table>', '</table></div>'),
    }
  })
}

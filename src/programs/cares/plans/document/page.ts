import type { Day } from '../../../vocabulary/calendar.ts'
import type { Headings } from './headings.ts'
import { escaped } from './narrative.ts'
import { age, type Line, type Part } from './part.ts'

/** A page to be read, printed and pinned to a wall. */
export interface Page {
  title: string
  /** Whose it is: the name in large letters. */
  name: string
  /** Birth, age, language, weight. */
  facts: string[]
  warnings: string[]
  parts: Part[]
  footer: string[]
  on: Day
  words: Headings
  /** Letters for somebody who has seconds. */
  large: boolean
}

const style = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem;font:1.125rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#111;background:#fff}
body.large{font-size:1.375rem;line-height:1.35}
h1{font-size:1.1em;margin:0;font-weight:600;text-transform:uppercase;letter-spacing:.04em}
.name{font-size:1.9em;font-weight:800;margin:.1em 0 0}
.facts{margin:.2em 0 .6em;font-weight:600}
.warning{border:.2rem solid #8a0000;background:#fff1f0;padding:.5rem .75rem;font-weight:700;margin:.6rem 0}
section{border-top:.2rem solid #111;padding:.4rem 0 .6rem;break-inside:avoid}
section.allergies{border:.3rem solid #8a0000;padding:.4rem .75rem .6rem;margin-bottom:.6rem}
h2{font-size:1.15em;margin:0 0 .2em}
h2.within{font-size:1.4em;margin:1em 0 .3em}
.age{font-size:.75em;color:#444;margin:.2em 0 0}
ul{margin:0;padding-left:1.1em}
li{margin:.15em 0;white-space:pre-line}
a{color:#003a8c}
.phone{font-weight:800;white-space:nowrap}
footer{border-top:.1rem solid #111;font-size:.75em;color:#333;margin-top:1rem}
@media print{@page{margin:12mm}body{max-width:none;padding:0;font-size:11pt}body.large{font-size:13pt}a{color:#000;text-decoration:none}}
`

/** The page as one self-contained HTML file: no script, nothing fetched, every word from the record escaped. */
export function htmlOf(page: Page): string {
  const { words, title, name, facts, warnings, parts, footer, large } = page
  return `<!DOCTYPE html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${title}: ${name}`)}</title>
<style>${style}</style>
</head>
<body${large ? ' class="large"' : ''}>
<header>
<h1>${escaped(title)}</h1>
<p class="name">${escaped(name)}</p>
<p class="facts">${facts.map(escaped).join(' · ')}</p>
${warnings.map((warning) => `<p class="warning" role="alert">${escaped(warning)}</p>`).join('\n')}
</header>
<main>
${parts.map((part) => blockOf(part, page)).join('\n')}
</main>
<footer>${footer.map((line) => `<p>${escaped(line)}</p>`).join('')}</footer>
</body>
</html>
`
}

function blockOf(part: Part, page: Page): string {
  const { on, words } = page
  if (part.parts) return `<h2 class="within">${escaped(part.title)}</h2>${part.parts.map((within) => blockOf(within, page)).join('\n')}`
  const body =
    part.lines.length > 0
      ? `<ul>${part.lines.map((line) => `<li>${lineOf(line)}</li>`).join('')}</ul>`
      : `<p>${escaped(part.empty?.says ?? words.notOnFile)}</p>`
  return `<section class="${escaped(part.key)}"><h2>${escaped(part.title)}</h2>${body}<p class="age">${escaped(age(part, on, words))}</p></section>`
}

function lineOf({ strong, text, phone }: Line): string {
  return [strong ? `<strong>${escaped(strong)}</strong>` : '', text ? escaped(text) : '', phone ? callable(phone) : '']
    .filter(Boolean)
    .join(' ')
}

/** A number that a phone can dial at a touch; anything else stays text. */
function callable(phone: string): string {
  const dialled = phone.replace(/[^\d+]/g, '')
  const shown = `<span class="phone">${escaped(phone)}</span>`
  return dialled.length >= 7 && /^[\d\s()+./x-]+$/i.test(phone) ? `<a href="tel:${dialled}">${shown}</a>` : shown
}

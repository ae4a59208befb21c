import { link, safe } from './html.ts'

/** One page of the guide before it is dressed. `content` is HTML. */
export interface Page {
  /** File name without ending. */
  file: string
  title: string
  content: string
}

const sections = [
  ['index', 'Home'],
  ['records', 'Records'],
  ['profiles', 'Profiles'],
  ['extensions', 'Extensions'],
  ['terminology', 'Codes'],
  ['operations', 'Operations'],
  ['questionnaires', 'Questionnaires'],
  ['examples', 'Examples'],
  ['trace', 'Requirements'],
] as const

/** The whole HTML of a page: nothing in it comes from another site. */
export function dress({ file, title, content }: Page): string {
  const menu = sections.map(([target, words]) => (target === file ? `<b>${words}</b>` : link(`${target}.html`, words))).join('\n')
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)} · CARES for Kids on FHIR</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<header><a class="home" href="index.html">CARES for Kids on FHIR</a><nav>${menu}</nav></header>
<main>
<h1>${safe(title)}</h1>
${content}
</main>
<footer>FHIR R4 4.0.1 · US Core 6.1.0 · <a href="package.tgz">package.tgz</a>. Local codes of this project are not official MassHealth codes.</footer>
</body>
</html>
`
}

export const style = `
:root { color-scheme: light; --ink: #1d2733; --quiet: #5a6776; --line: #d8dee5; --tint: #f3f6f9; --link: #0b5a8a; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; align-items: baseline; padding: .8rem 1.2rem; border-bottom: 1px solid var(--line); background: var(--tint); }
header .home { font-weight: 650; color: inherit; text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .92rem; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem 1.2rem 3rem; }
footer { padding: 1rem 1.2rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .85rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .8rem 0 1rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; }
a { color: var(--link); }
p, li { max-width: 46rem; }
code { font: .88em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: .8rem 1rem; background: var(--tint); border: 1px solid var(--line); border-radius: 6px; }
pre code { overflow-wrap: normal; }
.wide { overflow-x: auto; margin: .6rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; font-weight: 600; color: var(--quiet); }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
table.facts { width: auto; }
table.facts thead { display: none; }
table.facts td:first-child { color: var(--quiet); white-space: nowrap; }
table.elements { min-width: 46rem; }
.element { white-space: nowrap; }
.note { color: var(--quiet); font-size: .9rem; }
.state-proven { color: #1c6b3c; } .state-partly { color: #8a5a00; } .state-open { color: #9a1f2b; }
@media print {
  header nav, footer { display: none; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  table.elements { min-width: 0; }
  .element { white-space: normal; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`

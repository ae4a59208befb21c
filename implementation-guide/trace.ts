import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Definitions, pageOf } from './definitions.ts'
import { link, safe, table } from './html.ts'
import type { Page } from './shell.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What `npm run requirements -- --json` says of a row. */
interface Proof {
  id: string
  state: 'proven' | 'partly' | 'open'
  rules: string[]
  tests: string[]
}

/** The trace page: each requirement, where this guide speaks of it, and which rule and test answer to it. */
export function tracePage(definitions: Definitions): Page {
  const proofs = new Map(readProofs().map((proof) => [proof.id, proof]))
  const rows = definitions.of('CodeSystem').find(({ id }) => id === 'requirement')?.concept ?? []
  const mentions = mentionsOf(definitions)
  const head = ['Requirement', 'It says', 'In this guide', ...(proofs.size > 0 ? ['State', 'Rule', 'Test'] : [])]
  const body = rows.map(({ code = '', definition }) => {
    const proof = proofs.get(code)
    return [
      `<code id="${safe(code)}">${safe(code)}</code>`,
      safe(definition),
      mentions.get(code) ?? '',
      ...(proofs.size > 0 ? [state(proof), list(proof?.rules), list(proof?.tests)] : []),
    ]
  })
  return { file: 'trace', title: 'Requirements', content: `${introduction(rows.length, proofs)}${table(head, body)}` }
}

function introduction(count: number, proofs: ReadonlyMap<string, Proof>): string {
  const proven = [...proofs.values()].filter((proof) => proof.state === 'proven').length
  const words = `${count} requirements. Each is a code of ${link('CodeSystem-requirement.html', 'the code system requirement')}, which errors, findings and payment tests cite.`
  return `<p>${words}${proofs.size > 0 ? ` ${proven} are proven: a rule cites them and a test titled with their ID exercises it.` : ''}</p>`
}

function state(proof: Proof | undefined): string {
  return proof ? `<span class="state-${proof.state}">${proof.state}</span>` : ''
}

function list(paths: readonly string[] = []): string {
  return paths.map((path) => `<code>${safe(path)}</code>`).join('<br>')
}

/** Which definitions name a row in their own words (titles, descriptions, invariants), as links. */
function mentionsOf(definitions: Definitions): Map<string, string> {
  const found = new Map<string, string[]>()
  for (const definition of definitions.all) {
    if (definition.id === 'requirement') continue
    const { snapshot: _snapshot, ...own } = definition as typeof definition & { snapshot?: unknown }
    const text = JSON.stringify(own)
    for (const id of new Set(text.match(/\b(TIME|CARES-[A-Z]{3}|CP|OC|CSP|LAW|AMB)-\d{2}\b/g) ?? [])) {
      const words = link(`${pageOf(definition)}.html`, definition.title ?? definition.id)
      found.set(id, [...(found.get(id) ?? []), words])
    }
  }
  return new Map([...found].map(([id, links]) => [id, [...new Set(links)].join(', ')]))
}

/** The report of proofs, when the report is there and answers. */
function readProofs(): Proof[] {
  const report = join(root, 'test', 'requirements', 'report.ts')
  if (!existsSync(report)) return []
  try {
    const answer = execFileSync(process.execPath, [report, '--json'], { cwd: root, encoding: 'utf8', maxBuffer: 32_000_000 })
    return (JSON.parse(answer.slice(answer.indexOf('{'))) as { rows: Proof[] }).rows
  } catch {
    console.warn('The requirements report gave no answer; the trace page goes without states.')
    return []
  }
}

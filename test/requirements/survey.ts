import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cares } from '#programs/cares/index.ts'
import { csp } from '#programs/csp/index.ts'
import { ltssCp } from '#programs/ltss-cp/index.ts'
import { oneCare } from '#programs/one-care/index.ts'
import type { Requirement } from '#programs/vocabulary/requirement.ts'
import { partly } from './partly.ts'

/** How far a row of the requirements is built, and where. */
export interface Survey {
  id: string
  state: 'proven' | 'partly' | 'open'
  /** Files of src that cite the row. */
  rules: string[]
  /** `file: title` of each test that names the row. */
  tests: string[]
  artefacts: string
  note: string
}

const rowId = /\b(?:TIME|LAW|CP|OC|CSP|CARES-[A-Z]{3})-\d{2}\b/g
/** A citation in code: the row's ID as a string of its own; an ID in a comment or a sentence is no citation. */
const citation = /['"]((?:TIME|LAW|CP|OC|CSP|CARES-[A-Z]{3})-\d{2})['"]/g
const explained = /\((TIME-\d{2})\b/g
const title = /\b(?:test|describe|it)(?:\.each\([^)]*\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** Every row of every program, in the order of the requirements. */
export function allRows(): Record<string, Requirement> {
  return { ...cares.requirements, ...ltssCp.requirements, ...oneCare.requirements, ...csp.requirements }
}

/**
 * Looks through the sources and tests of the project. A row is proven when a rule cites it and a test title holds its ID;
 * partly when the hand-kept list says so, or when only one of the two is there.
 * @param root folder of the project
 */
export function survey(root: string): Survey[] {
  const rules = new Map<string, Set<string>>()
  const tests = new Map<string, Set<string>>()
  for (const path of filesUnder(join(root, 'src')).filter(isRule)) {
    const text = readFileSync(path, 'utf8')
    for (const [, id] of withoutComments(text).matchAll(citation)) note(rules, id!, relative(root, path))
    // The words that every rule counts in (calendar, clock, age) answer for their rows where they are explained.
    if (isVocabulary(path)) for (const [, id] of text.matchAll(explained)) note(rules, id!, relative(root, path))
  }
  for (const path of filesUnder(join(root, 'test')).filter((file) => file.endsWith('.test.ts'))) {
    for (const [, one, two, three] of withoutComments(readFileSync(path, 'utf8')).matchAll(title)) {
      const words = one ?? two ?? three ?? ''
      for (const [id] of words.matchAll(rowId)) note(tests, id, `${relative(root, path)}: ${words}`)
    }
  }
  return Object.values(allRows()).map(({ id, artefact }) => {
    const found = { rules: [...(rules.get(id) ?? [])].toSorted(), tests: [...(tests.get(id) ?? [])].toSorted() }
    return { id, ...verdict(id, found), ...found, artefacts: artefact }
  })
}

function verdict(id: string, { rules, tests }: { rules: string[]; tests: string[] }): Pick<Survey, 'state' | 'note'> {
  if (rules.length === 0 && tests.length === 0) return { state: 'open', note: '' }
  if (rules.length === 0) return { state: 'open', note: 'a test names it, but no rule cites it' }
  if (tests.length === 0) return { state: 'partly', note: 'a rule cites it, but no test names it' }
  return Object.hasOwn(partly, id) ? { state: 'partly', note: partly[id]! } : { state: 'proven', note: '' }
}

function note(found: Map<string, Set<string>>, id: string, where: string): void {
  const places = found.get(id) ?? new Set<string>()
  found.set(id, places.add(where))
}

/** The rows' own text cites nothing; neither do the demo, a table of settings, or what is made by a build. */
function isRule(path: string): boolean {
  const others = /[\\/](requirements|shared-requirements|generated|demo)[\\/]|[\\/](requirements|settings-[a-z]+)\.ts$/
  return path.endsWith('.ts') && !others.test(path)
}

function isVocabulary(path: string): boolean {
  return /[\\/]programs[\\/]vocabulary[\\/]/.test(path)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

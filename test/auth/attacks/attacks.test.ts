import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const rows = [...readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').matchAll(/^\| (.+?) \| (.+?) \| (test\/\S+) \|$/gm)].map(
  ([, attack, title, file]) => ({ attack: attack!, title: title!, file: file! }),
)

/** Attacks that must be tried, whatever else is. */
const needed = [
  'token substitution',
  'algorithm confusion',
  'header confusion',
  'wrong or missing aud',
  'wrong or missing iss',
  'wrong or missing exp',
  'wrong or missing jti',
  'parallel jti replay',
  'parallel code replay',
  'PKCE downgrade',
  'open redirect',
  'scope escalation on refresh',
  'wildcard and patient-less scopes',
  'include, chain, _has oracles',
  'sort and total oracles',
  'history of what was lost',
  'batch bypass',
  'GraphQL bypass',
  'conditional-reference oracle',
  'moving between compartments',
  'label removal',
  'self-approved Consent',
  'log and error PHI leaks',
  'stored XSS in narrative',
  'prototype pollution',
]

describe('the table of attacks', () => {
  test('names each attack that must be tried', () => {
    const named = new Set(rows.map(({ attack }) => attack))
    expect(needed.filter((attack) => !named.has(attack))).toEqual([])
  })

  test.each(rows)('$attack: $title', ({ title, file }) => {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    expect([file, title, isTest(text, title)]).toEqual([file, title, true])
  })
})

/** Is there a test of this title: not a comment, and not one that is skipped? */
function isTest(text: string, title: string): boolean {
  return [`'${title}'`, `"${title}"`].some((quoted) => {
    const before = text.slice(0, Math.max(0, text.indexOf(quoted))).trimEnd()
    const call = [...before.matchAll(/^\s*test(\.each)?[(<]/gm)].at(-1)
    return before.endsWith('(') && call !== undefined && !/^\s*(test|describe)\.(skip|todo)/m.test(before.slice(call.index))
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { error as published } from '#generated/codes.ts'

/** Error codes that the sources write: `details: '…'`, or first among the arguments of what makes an error. */
function written(folder: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.startsWith('generated')) continue
    const text = readFileSync(join(folder, file), 'utf8')
    const places = [
      /\bdetails: '([a-z][a-z-]+)'/g,
      /\b(?:malformed|forbidden|unauthenticated)\(\s*'([a-z-]+)'/g,
      /\btooCostly\(\s*[^,]+,\s*'([a-z-]+)'/g,
      /\bproblem\('\w+', '[a-z-]+', '([a-z-]+)'/g,
      /\bunavailable\(\s*'[a-z-]+',\s*'([a-z-]+)'/g,
      /\berror\('[a-z-]+', '([a-z-]+)'/g,
    ]
    for (const place of places) for (const [, code] of text.matchAll(place)) found.set(code!, file)
  }
  return found
}

describe('codes of our errors', () => {
  const codes = written('src')

  test('are found in the sources', () => {
    expect([...codes.keys()]).toEqual(expect.arrayContaining(['not-found', 'too-many-clauses', 'statement-timeout', 'headers-too-large']))
  })

  test('are all in the code system that says what they mean (profiles/shared/terminology/error.fsh, then npm run profiles)', () => {
    const unpublished = [...codes].filter(([code]) => !(published as readonly string[]).includes(code))
    expect(Object.fromEntries(unpublished)).toEqual({})
  })
})

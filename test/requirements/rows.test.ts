import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { partly } from './partly.ts'
import { allRows, survey } from './survey.ts'

// The table of requirements lies beside the project, not in it.
const table = new URL('../../../shared/requirements.json', import.meta.url)

interface SharedRow {
  id: string
  requirement: string
  [column: string]: string
}

describe('the rows of the requirements', () => {
  if (!existsSync(table)) {
    test.skip('SKIPPED: ../shared/requirements.json is not here, so the rows cannot be compared', () => {})
    console.warn('../shared/requirements.json is absent: the rows were not compared with it')
    return
  }
  const { rows } = JSON.parse(readFileSync(table, 'utf8')) as { rows: SharedRow[] }
  const ours = allRows()

  test('are all here, and no others', () => {
    expect(Object.keys(ours).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
  })

  test('stand word for word as they were given', () => {
    const columns = ['id', 'citation', 'kind', 'who', 'artefact', 'rule', 'wrongInput'] as const
    for (const row of rows) {
      const own = ours[row.id]
      for (const column of columns) expect(`${row.id} ${column}: ${own?.[column]}`).toBe(`${row.id} ${column}: ${row[column]}`)
      expect(`${row.id} says: ${own?.says}`).toBe(`${row.id} says: ${row.requirement}`)
    }
  })
})

describe('the survey of rules and tests', () => {
  const found = survey(new URL('../..', import.meta.url).pathname)

  test('speaks of every row once', () => {
    expect(found.map(({ id }) => id).toSorted()).toEqual(Object.keys(allRows()).toSorted())
  })

  test('calls nothing proven without a rule that cites it and a test that names it', () => {
    const proven = found.filter(({ state }) => state === 'proven')
    expect(proven.length).toBeGreaterThan(0)
    for (const { rules, tests } of proven) expect(Math.min(rules.length, tests.length)).toBeGreaterThan(0)
  })

  test('leaves the sister programs open, as their pages say', () => {
    for (const { id, state } of found) if (/^(CSP|CP|OC)-/.test(id)) expect(`${id} ${state}`).toBe(`${id} open`)
  })

  test('keeps a note only for rows that exist', () => {
    expect(Object.keys(partly).filter((id) => !Object.hasOwn(allRows(), id))).toEqual([])
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import * as codes from '#generated/codes.ts'
import { definitions } from './compiled.ts'

const systems = definitions('CodeSystem')
const codesOf = (id: string) => systems.find((system) => system.id === id)?.concept?.map(({ code }) => code)

describe('the local code systems', () => {
  test('each has a value set that holds all of it', () => {
    const valueSets = new Map(definitions('ValueSet').map((valueSet) => [valueSet.id, valueSet.compose?.include?.[0]?.system]))
    expect(systems.filter(({ id, url }) => valueSets.get(id) !== url)).toEqual([])
  })

  test('none names a code twice', () => {
    expect(systems.filter(({ concept = [] }) => new Set(concept.map(({ code }) => code)).size !== concept.length)).toEqual([])
  })

  test('each says that it is not a MassHealth code list', () => {
    expect(systems.filter(({ copyright }) => !copyright?.includes('official MassHealth'))).toEqual([])
  })

  test('the types of codes.ts hold the same codes', () => {
    expect(codes.removalReason).toEqual(codesOf('removal-reason'))
    expect(codes.caresActivity).toEqual(codesOf('cares-activity'))
    expect(Object.values(codes.systems)).toEqual(systems.map(({ url }) => url))
  })

  test('CARES-REM-09: eight reasons for removal, and three administrative ends', () => {
    const administrative = Object.entries(codes.removalReasonAdministrative).filter(([, is]) => is)
    expect(codes.removalReason).toHaveLength(11)
    expect(administrative.map(([code]) => code)).toEqual(['deceased', 'provider-ceased', 'transfer'])
  })

  test('LAW-01: every countable activity belongs to one part of case management, every other to none', () => {
    for (const code of codes.caresActivity)
      expect([code, codes.caresActivityPart[code] !== 'none']).toEqual([code, codes.caresActivityCountable[code]])
    expect(codes.caresActivity.filter((code) => codes.caresActivityCountable[code])).toHaveLength(24)
  })

  test('TIME-12: the eight states of a clock', () => {
    expect(codes.clockState).toEqual(['not-started', 'running', 'due-soon', 'met', 'met-late', 'excused', 'overdue', 'not-applicable'])
  })

  test('CARES-PAY-07: four programs whose service days exclude those of CARES', () => {
    expect(codes.tcmProgram.filter((code) => codes.tcmProgramConflict[code] === 'conflicts')).toEqual([
      'icc',
      'dds-tcm',
      'dmh-tcm',
      'dcf-tcm',
    ])
  })

  test('what an element or invariant of ours names as its requirement is a row', () => {
    const named = definitions('StructureDefinition').flatMap(({ differential }) =>
      (differential?.element ?? []).flatMap(({ requirements, constraint = [] }) => [
        requirements,
        ...constraint.map((one) => one.requirements),
      ]),
    )
    const rows = new Set(codesOf('requirement'))
    expect(named.filter((name) => name !== undefined).length).toBeGreaterThan(40)
    expect(named.filter((name) => name !== undefined && !rows.has(name))).toEqual([])
  })

  test('the code system requirement has 237 rows', () => {
    expect(codesOf('requirement')).toHaveLength(237)
  })
})

const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'requirements.json')
if (!existsSync(shared)) console.warn('Skipped: ../shared/requirements.json is not here, so the rows cannot be compared with their source.')
;(existsSync(shared) ? test : test.skip)('the code system requirement has the rows of the requirements, in their order', () => {
  const { rows } = JSON.parse(readFileSync(shared, 'utf8')) as { rows: { id: string }[] }
  expect(codesOf('requirement')).toEqual(rows.map(({ id }) => id))
})

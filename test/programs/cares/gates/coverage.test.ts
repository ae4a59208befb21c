import { expect, test } from '@jest/globals'
import type { Coverage } from '@medplum/fhirtypes'
import { masshealthCoverage } from '#programs/cares/gates/coverage.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coding, readyToEnroll } from '../ready-to-enroll.ts'

function decide(change: Partial<Coverage>) {
  const resource = { ...readyToEnroll().coverage, ...change }
  return masshealthCoverage
    .decide({ resource, today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings: settingsFrom() }, [])
    .map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

test('CARES-ELG-02: a coverage type outside the list is refused, any in it is stored', () => {
  expect(decide({ type: coding('masshealth-coverage-type', 'gold') })).toEqual(['CARES-ELG-02 refuses code-invalid'])
  for (const type of ['standard', 'commonhealth', 'careplus', 'limited'])
    expect(decide({ type: coding('masshealth-coverage-type', type) })).toEqual([])
})

test('LAW-10: the subscriber ID is twelve digits', () => {
  expect(decide({ subscriberId: '12345' })).toEqual(['LAW-10 refuses value'])
  expect(decide({})).toEqual([])
})

test('TIME-08: a cover may end on the day it begins, not before', () => {
  expect(decide({ period: { start: '2024-05-01', end: '2024-05-01' } })).toEqual([])
  expect(decide({ period: { start: '2024-05-01', end: '2024-04-30' } })).toEqual(['TIME-08 refuses invariant'])
})

test('TIME-01: the days of a cover are whole days', () => {
  expect(decide({ period: { start: '2024', end: '2024-12' } })).toEqual(['TIME-01 refuses value', 'TIME-01 refuses value'])
})

test('other insurance is not judged', () => {
  const { coverage } = readyToEnroll()
  expect([masshealthCoverage.applies(coverage), masshealthCoverage.applies({ ...coverage, type: { text: 'employer' } })]).toEqual([
    true,
    false,
  ])
})

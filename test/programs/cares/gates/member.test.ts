import { describe, expect, test } from '@jest/globals'
import type { Patient } from '@medplum/fhirtypes'
import { memberIdSystem } from '#programs/cares/case/member.ts'
import { member } from '#programs/cares/gates/member.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { readyToEnroll } from '../ready-to-enroll.ts'

function decide(change: Partial<Patient>, today = '2024-05-06') {
  const resource = { ...readyToEnroll().patient, ...change }
  return member
    .decide({ resource, today, now: `${today}T16:00:00Z`, settings: settingsFrom() }, [])
    .map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

test('LAW-10: a member ID is exactly twelve digits', () => {
  const withId = (value: string) => decide({ identifier: [{ system: memberIdSystem, value }] })
  expect(withId('100000000017')).toEqual([])
  for (const value of ['10000000001', '1000000000170', '10000000001X', '100 000 000 01'])
    expect(withId(value)).toEqual(['LAW-10 refuses value'])
})

describe('TIME-07: a birth date that can be one', () => {
  const refused = ['TIME-07 refuses value']

  test('today is possible, tomorrow is not', () => {
    expect(decide({ birthDate: '2024-05-06' })).toEqual([])
    expect(decide({ birthDate: '2024-05-07' })).toEqual(refused)
  })

  test('130 years ago is possible, a day more is not', () => {
    expect(decide({ birthDate: '1894-05-06' })).toEqual([])
    expect(decide({ birthDate: '1894-05-05' })).toEqual(refused)
  })

  test('a partial one is kept until an age is asked for', () => {
    expect(decide({ birthDate: '2015' })).toEqual([])
    expect(decide({ birthDate: undefined })).toEqual([])
  })
})

test('a patient who is no member is not judged', () => {
  const { patient } = readyToEnroll()
  expect([member.applies(patient), member.applies({ ...patient, identifier: [] })]).toEqual([true, false])
})

import { describe, expect, test } from '@jest/globals'
import type { Claim, ClaimItem, Resource } from '@medplum/fhirtypes'
import { claim } from '#programs/cares/gates/claim.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { claimOf, coding, service } from '../ready-to-enroll.ts'

const caresClaim = (item: Partial<ClaimItem> = {}, change: Partial<Claim> = {}): Claim => ({
  ...claimOf('cares', {}),
  item: [
    {
      sequence: 1,
      productOrService: { text: 'CARES month' },
      programCode: [coding('program', 'cares')],
      quantity: { value: 1 },
      servicedPeriod: { start: '2024-05-01', end: '2024-05-31' },
      ...item,
    },
  ],
  ...change,
})

function decide(resource: Claim, record: Resource[] = []) {
  const proposal = { resource, today: '2024-06-10', now: '2024-06-10T16:00:00Z', settings: settingsFrom() }
  return claim.decide(proposal, record).map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

describe('CARES-PAY-03: one amount for a member and month', () => {
  test('quantity is exactly 1', () => {
    expect(decide(caresClaim())).toEqual([])
    for (const quantity of [{ value: 0 }, { value: 0.5 }, { value: 2 }, undefined]) {
      expect(decide(caresClaim({ quantity }))).toEqual(['CARES-PAY-03 refuses value'])
    }
  })
})

describe('CARES-PAY-06: one claim for a member and month', () => {
  const other = (start: string, change: Partial<Claim> = {}) =>
    caresClaim({ servicedPeriod: undefined, servicedDate: start }, { id: 'other', ...change })

  test('a second one for May is a duplicate; April and June are other months', () => {
    expect(decide(caresClaim(), [other('2024-05-31')])).toEqual(['CARES-PAY-06 duplicate duplicate'])
    expect(decide(caresClaim(), [other('2024-04-30')])).toEqual([])
    expect(decide(caresClaim(), [other('2024-06-01')])).toEqual([])
  })

  test('a cancelled claim, or another program’s, is none', () => {
    expect(decide(caresClaim(), [other('2024-05-31', { status: 'cancelled' })])).toEqual([])
    expect(decide(caresClaim(), [claimOf('icc', { servicedDate: '2024-05-20' })])).toEqual([])
  })
})

describe('CARES-PAY-11: services of two providers are never claimed together', () => {
  const own = service('own', 'regular-contact', '2024-05-03')
  const theirs = service('theirs', 'icp-update', '2024-05-20', { serviceProvider: { reference: 'Organization/hill' } })
  const citing = (...ids: string[]) => caresClaim({ encounter: ids.map((id) => ({ reference: `Encounter/${id}` })) })

  test('citing both is refused, citing one’s own is not', () => {
    expect(decide(citing('own', 'theirs'), [own, theirs])).toEqual(['CARES-PAY-11 refuses business-rule'])
    expect(decide(citing('own'), [own, theirs])).toEqual([])
  })

  test('the gate asks for the events that the claim cites', () => {
    expect(claim.needs(citing('own', 'theirs')).others).toEqual(['Encounter/own', 'Encounter/theirs'])
  })
})

test('claims of other programs are not judged', () => {
  expect([claim.applies(caresClaim()), claim.applies(claimOf('icc', { servicedDate: '2024-05-20' }))]).toEqual([true, false])
})

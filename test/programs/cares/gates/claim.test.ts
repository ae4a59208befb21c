import { describe, expect, test } from '@jest/globals'
import type { ChargeItemDefinition, Claim, ClaimItem, CodeableConcept, Resource } from '@medplum/fhirtypes'
import { chargeDefinition } from '#programs/cares/gates/charge-definition.ts'
import { claim } from '#programs/cares/gates/claim.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { decide as gateFindings } from '../decide.ts'
import { claimOf, coding, service } from '../ready-to-enroll.ts'

const code = (...codes: string[]): CodeableConcept => ({ coding: codes.map((one) => ({ system: 'urn:rates', code: one })) })

/** What a month is billed with, from a day to a day. */
const price = (id: string, start: string, end?: string, change: Partial<ChargeItemDefinition> = {}): ChargeItemDefinition => ({
  resourceType: 'ChargeItemDefinition',
  id,
  url: `urn:price:${id}`,
  status: 'active',
  code: code('month-code'),
  useContext: [{ code: { code: 'program' }, valueCodeableConcept: coding('program', 'cares') }],
  effectivePeriod: { start, ...(end ? { end } : {}) },
  propertyGroup: [{ priceComponent: [{ type: 'base', code: code('modifier-1') }] }],
  ...change,
})

const caresClaim = (item: Partial<ClaimItem> = {}, change: Partial<Claim> = {}): Claim => ({
  ...claimOf('cares', {}),
  item: [
    {
      sequence: 1,
      productOrService: code('month-code'),
      modifier: [code('modifier-1')],
      programCode: [coding('program', 'cares')],
      quantity: { value: 1 },
      servicedPeriod: { start: '2024-05-01', end: '2024-05-31' },
      ...item,
    },
  ],
  ...change,
})

function decide(resource: Claim, record: Resource[] = [], { prices = [price('now', '2023-07-07')], configured = {} } = {}) {
  const proposal = { resource, today: '2024-06-10', now: '2024-06-10T16:00:00Z', settings: settingsFrom(configured) }
  return claim.decide(proposal, [...prices, ...record]).map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
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

describe('CARES-PAY-08: code and modifiers are those of the definition in force', () => {
  const none = ['CARES-PAY-08 refuses business-rule']
  const prices = (...list: ChargeItemDefinition[]) => ({ prices: list })

  test('none in force refuses the claim, its draft too; there is no default', () => {
    expect(decide(caresClaim(), [], prices())).toEqual(none)
    expect(decide(caresClaim({}, { status: 'draft' }), [], prices())).toEqual(none)
    expect(decide(caresClaim(), [], prices(price('retired', '2023-07-07', undefined, { status: 'retired' })))).toEqual(none)
    const other = [{ code: { code: 'program' }, valueCodeableConcept: coding('program', 'csp') }]
    expect(decide(caresClaim(), [], prices(price('other', '2023-07-07', undefined, { useContext: other })))).toEqual(none)
    expect([claim.applies(caresClaim({}, { status: 'draft' })), claim.applies(caresClaim({}, { status: 'cancelled' }))]).toEqual([
      true,
      false,
    ])
  })

  test('it is asked for by the program, in the claim’s own query', () => {
    const { system, code: program } = coding('program', 'cares').coding[0]!
    expect(claim.needs(caresClaim()).alongside).toEqual([
      { type: 'ChargeItemDefinition', param: 'context', token: { system, code: program } },
    ])
  })

  test('the month of service decides, whenever it is claimed: June claimed in August takes the old one', () => {
    const [old, next] = [price('old', '2023-07-07', '2024-06-30'), price('next', '2024-07-01', undefined, { code: code('new-code') })]
    const june = { servicedPeriod: { start: '2024-06-01', end: '2024-06-30' } }
    const july = { servicedPeriod: { start: '2024-07-01', end: '2024-07-31' } }
    const august = { created: '2024-08-12' }
    expect(decide(caresClaim(june, august), [], prices(old, next))).toEqual([])
    expect(decide(caresClaim(july, august), [], prices(old, next))).toEqual(none)
    expect(decide(caresClaim({ ...july, productOrService: code('new-code') }, august), [], prices(old, next))).toEqual([])
    const configured = { 'rate-date': [{ from: '2023-01-01', value: 'claim-date' }] }
    expect(decide(caresClaim(june, august), [], { ...prices(old, next), configured })).toEqual(none)
    expect(decide(caresClaim({ ...june, productOrService: code('new-code') }, august), [], { ...prices(old, next), configured })).toEqual(
      [],
    )
  })

  test('where one begins inside the month, the line’s service date decides: the day before, the day', () => {
    const inside = prices(price('old', '2023-07-07', '2024-05-14'), price('next', '2024-05-15', undefined, { code: code('new-code') }))
    const on = (servicedDate: string) => caresClaim({ servicedPeriod: undefined, servicedDate })
    expect(decide(on('2024-05-14'), [], inside)).toEqual([])
    expect(decide(on('2024-05-15'), [], inside)).toEqual(none)
    // A span counts by its last day in the month.
    expect(decide(caresClaim({ servicedPeriod: { start: '2024-05-01', end: '2024-05-14' } }), [], inside)).toEqual([])
    expect(decide(caresClaim({ servicedPeriod: { start: '2024-05-01', end: '2024-06-14' } }), [], inside)).toEqual(none)
    expect(decide(caresClaim({ servicedPeriod: { start: '2024-05-01' } }), [], inside)).toEqual(none)
  })

  test('two in force are said to be two', () => {
    const two = prices(price('one', '2023-07-07'), price('two', '2024-05-31'))
    expect(decide(caresClaim(), [], two)).toEqual(['CARES-PAY-08 refuses invariant'])
    expect(decide(caresClaim(), [], prices(price('one', '2023-07-07'), price('two', '2024-06-01')))).toEqual([])
  })

  test('another code, a modifier too few or too many, is refused', () => {
    expect(decide(caresClaim({ productOrService: code('other') }))).toEqual(none)
    expect(decide(caresClaim({ productOrService: { text: 'CARES month' } }))).toEqual(none)
    expect(decide(caresClaim({ modifier: undefined }))).toEqual(none)
    expect(decide(caresClaim({ modifier: [code('modifier-1'), code('modifier-2')] }))).toEqual(none)
    expect(decide(caresClaim({ modifier: [code('modifier-2')], productOrService: code('other') }))).toEqual([...none, ...none])
    const surcharge = [{ priceComponent: [{ type: 'surcharge' as const, code: code('modifier-1') }] }]
    const plain = prices(price('plain', '2023-07-07', undefined, { propertyGroup: surcharge }))
    expect(decide(caresClaim({ modifier: undefined }), [], plain)).toEqual([])
  })

  test('two definitions in use never overlap: the last day is still one of the old', () => {
    const judge = (resource: ChargeItemDefinition, ...record: ChargeItemDefinition[]) =>
      gateFindings(chargeDefinition, resource, record).map(({ cites, code: of }) => `${cites.id} ${of}`)
    const old = price('old', '2023-07-07', '2024-06-30')
    expect(judge(price('next', '2024-07-01'), old)).toEqual([])
    expect(judge(price('next', '2024-06-30'), old)).toEqual(['CARES-PAY-08 invariant'])
    expect(judge(price('next', '2024-06-30', undefined, { status: 'draft' }), old)).toEqual([])
    expect(judge(price('next', '2024-07-01', '2024-06-30'), old)).toEqual(['TIME-08 invariant'])
    expect(chargeDefinition.needs(old).alongside).toEqual(claim.needs(caresClaim()).alongside)
  })
})

test('claims of other programs are not judged', () => {
  expect([claim.applies(caresClaim()), claim.applies(claimOf('icc', { servicedDate: '2024-05-20' }))]).toEqual([true, false])
})

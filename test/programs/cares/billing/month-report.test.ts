import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { monthEligibility, providersOf } from '#programs/cares/billing/month-eligibility.ts'
import { monthReport } from '#programs/cares/billing/month-report.ts'
import { rosterTally } from '#programs/cares/billing/roster-report.ts'
import { caseOf } from '#programs/cares/case.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { loadValidator } from '#validation/load.ts'
import { canon, claimOf, coding, enrollmentFrom, extensionUrl, readyToEnroll, recordsOf, service } from '../ready-to-enroll.ts'

const harbor = 'Organization/harbor'
const asOf = '2024-07-01T04:00:00Z'
const contact = service('contact', 'regular-contact', '2024-05-03')
const update = service('update', 'icp-update', '2024-05-20')

function answer(...events: Resource[]) {
  return monthEligibility(caseOf(recordsOf(readyToEnroll(), enrollmentFrom('2024-05-01'), ...events)), harbor, '2024-05', settingsFrom())
}

const groupOf = (report: ReturnType<typeof monthReport>, row: string) => report.group?.find(({ code }) => code?.coding?.[0]?.code === row)
const said = (element: { extension?: { url: string; valueString?: string }[] } | undefined) =>
  element?.extension?.filter(({ url }) => url === extensionUrl('says')).map(({ valueString }) => valueString)

describe('CARES-PAY-01: the month’s answer as a MeasureReport', () => {
  const report = monthReport(answer(contact, update), { asOf })

  test('says for whom, by whom, for which month and as of when', () => {
    expect(report).toMatchObject({
      resourceType: 'MeasureReport',
      status: 'complete',
      type: 'individual',
      measure: `${canon}/Measure/cares-pmpm`,
      subject: { reference: 'Patient/aino' },
      reporter: { reference: harbor },
      period: { start: '2024-05-01', end: '2024-05-31' },
      date: asOf,
    })
  })

  test('gives the answer first, then each test with its words and facts', () => {
    expect(report.group?.[0]).toEqual({ code: coding('pmpm-answer', 'payable'), measureScore: { value: 1 } })
    const two = groupOf(report, 'CARES-PAY-04')
    expect(two?.measureScore?.value).toBe(1)
    expect(
      two?.extension?.filter(({ url }) => url === extensionUrl('fact')).map(({ valueReference }) => valueReference?.reference),
    ).toEqual(['Encounter/contact/_history/1', 'Encounter/update/_history/1'])
    const rows = ['01', '02', '03', '04', '05', '06', '07', '09', '10', '11'].map((number) => `CARES-PAY-${number}`)
    for (const row of [...rows, 'CARES-PRV-02', 'CARES-PRV-03', 'CARES-PRV-07', 'CARES-STF-06', 'LAW-03', 'LAW-04']) {
      expect(groupOf(report, row)?.measureScore?.value).toBe(1)
    }
  })

  test('lists every fact used, each once', () => {
    const references = report.evaluatedResource?.map(({ reference }) => reference) ?? []
    expect(new Set(references).size).toBe(references.length)
    for (const fact of [
      'Patient/aino',
      'Coverage/standard',
      'EpisodeOfCare/enrollment',
      'HealthcareService/pier-cares',
      'PractitionerRole/manager',
    ]) {
      expect(references).toContain(`${fact}/_history/1`)
    }
  })

  test('a "no" names the test, and each event that does not count with what it fails', () => {
    const late = monthReport(
      answer(contact, { ...update, period: { start: '2024-04-30' } }, { ...update, id: 'planned', status: 'planned' }),
      { asOf },
    )
    expect(late.group?.[0]?.measureScore?.value).toBe(0)
    expect(groupOf(late, 'CARES-PAY-04')?.measureScore?.value).toBe(0)
    const events = late.group?.filter(({ code }) => code?.coding?.[0]?.system === `${canon}/CodeSystem/cares-activity`)
    expect(events?.map(({ measureScore }) => measureScore?.value)).toEqual([1, 0])
    expect(said(events?.[1])).toEqual(['CARES-PAY-05: status is planned, not finished.'])
    expect(said(events?.[0])).toEqual([])
  })

  test('obeys its own published profile, whatever the answer', () => {
    const validator = loadValidator()
    const claim = claimOf('icc', { servicedPeriod: { start: '2024-05-01', end: '2024-05-31' } })
    for (const events of [[contact, update], [contact, claim], [], [{ ...update, status: 'planned' as const, extension: [] }]]) {
      const { base, profile } = validator.validate(monthReport(answer(...events), { asOf }), [`${canon}/StructureDefinition/cares-pmpm`])
      expect([...base, ...profile]).toEqual([])
    }
  })

  test('the same answer as of the same moment is the same bytes; another moment is another report', () => {
    const again = monthReport(answer(update, contact), { asOf })
    expect(JSON.stringify(again)).toBe(JSON.stringify(report))
    expect(monthReport(answer(contact, update), { asOf: '2024-07-02T04:00:00Z' }).id).not.toBe(report.id)
    expect(report.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/)
  })

  test('CARES-PAY-07: another program in the month is told beside the answer', () => {
    const warned = monthReport(answer(contact, update, claimOf('icc', { servicedPeriod: { start: '2024-05-01', end: '2024-05-31' } })), {
      asOf,
    })
    expect(said(warned.group?.[0])?.[0]).toContain('icc')
    expect(warned.evaluatedResource?.map(({ reference }) => reference)).toContain('Claim/claim-icc/_history/1')
  })
})

test('CARES-PAY-01: a roster’s summary counts who was asked about, who is payable and who failed which test', () => {
  const tally = rosterTally()
  tally.add(answer(contact, update))
  tally.add(answer(contact))
  const summary = tally.report({ provider: harbor, month: '2024-05', asOf })
  const counts = (row: string) => summary.group?.find(({ code }) => code?.coding?.[0]?.code === row)?.population?.map(({ count }) => count)
  expect(summary.type).toBe('summary')
  expect(counts('payable')).toEqual([2, 1])
  expect(counts('CARES-PAY-04')).toEqual([2, 1])
  expect(counts('CARES-PAY-09')).toEqual([2, 2])
})

test('the providers of a month are those with an enrollment on one of its days', () => {
  const file = caseOf([
    enrollmentFrom('2024-01-01', { id: 'a', period: { start: '2024-01-01', end: '2024-05-01' } }),
    enrollmentFrom('2024-05-31', { id: 'b', managingOrganization: { reference: 'Organization/hill' } }),
    enrollmentFrom('2024-06-01', { id: 'c', managingOrganization: { reference: 'Organization/lake' } }),
  ])
  expect(providersOf(file, '2024-05')).toEqual(['Organization/harbor', 'Organization/hill'])
})

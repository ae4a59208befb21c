import { describe, expect, test } from '@jest/globals'
import { clockCase } from '#programs/cares/case/clock-case.ts'
import { readClocks } from '#programs/cares/clocks/index.ts'
import { overdueFindings } from '#programs/cares/clocks/overdue.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { brief } from '../finalize.ts'
import { enrolledFrom, planned, referredOn, sentTo, visit } from './read-one.ts'

const settings = settingsFrom()
const findings = (on: string, ...more: Parameters<typeof clockCase>[0]) =>
  overdueFindings(readClocks(clockCase([...referredOn('2023-12-15'), enrolledFrom('2024-01-02'), ...more], settings), on, settings))

describe('TIME-12: what is overdue is put on the worklist', () => {
  test('CARES-ICP-01: on the last day nothing is opened, on the day after each clock that ran out is', () => {
    expect(brief(findings('2024-02-01'))).toEqual([])
    expect(brief(findings('2024-02-14'))).toEqual(
      ['CARES-ASM-01', 'CARES-ICP-01', 'CARES-ICP-17', 'CARES-ASN-11'].map((row) => `${row} opens business-rule`),
    )
  })

  test('CARES-MON-06: it names the row, the day and the record, and no one’s health', () => {
    const [finding] = findings(
      '2024-03-01',
      planned('2024-02-01'),
      sentTo('2024-01-10'),
      visit('2024-01-30T10:00:00-05:00', { created: '2024-01-12' }),
    ).filter(({ cites }) => cites.id === 'CARES-MON-06')
    expect(finding).toMatchObject({ effect: 'opens', at: ['ServiceRequest/dentist'] })
    expect(finding!.says).toContain('2024-02-29')
    expect(finding!.says).not.toMatch(/ventilator/i)
  })
})

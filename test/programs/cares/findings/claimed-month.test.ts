import { expect, test } from '@jest/globals'
import type { Claim, Resource } from '@medplum/fhirtypes'
import { memberFindings } from '#programs/cares/findings/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { claimOf, coding, enrollmentFrom, readyToEnroll, recordsOf, type Story, service } from '../ready-to-enroll.ts'

const claimed: Claim = {
  ...claimOf('cares', {}),
  provider: { reference: 'Organization/harbor' },
  item: [
    {
      sequence: 1,
      productOrService: { text: 'CARES month' },
      programCode: [coding('program', 'cares')],
      quantity: { value: 1 },
      servicedDate: '2024-05-20',
    },
  ],
}

function findings(change: (story: Story) => void = () => {}, ...more: Resource[]) {
  const story = readyToEnroll()
  change(story)
  const events = [service('one', 'regular-contact', '2024-05-03'), service('two', 'icp-update', '2024-05-20')]
  const record = recordsOf(story, enrollmentFrom('2024-05-01'), ...events, ...more)
  return memberFindings(record, '2024-07-01', settingsFrom()).map(({ cites, effect, says, at }) => `${cites.id} ${effect} ${says} ${at}`)
}

const covered = (end: string) => (story: Story) => void Object.assign(story.coverage, { period: { start: '2024-01-01', end } })

test('CARES-PAY-10: cover lost retroactively over a claimed month opens claim-adjust-or-void at the claim', () => {
  expect(findings(covered('2024-05-20'), claimed)).toEqual([])
  const [found] = findings(covered('2024-05-19'), claimed)
  expect(found).toMatch(/^CARES-PAY-10 opens claim-adjust-or-void: 2024-05 was claimed .*CARES-PAY-10.* Claim\/claim-cares$/)
})

test('TIME-10: another late correction of a claimed month opens it too', () => {
  const [found] = findings((story) => void Object.assign(story.manager, { code: [coding('cares-role', 'program-director')] }), claimed)
  expect(found).toMatch(/^TIME-10 opens claim-adjust-or-void/)
})

test('TIME-10: a month that was not claimed, or whose claim was cancelled, opens nothing', () => {
  expect(findings(covered('2024-05-19'))).toEqual([])
  expect(findings(covered('2024-05-19'), { ...claimed, status: 'cancelled' })).toEqual([])
  expect(findings(covered('2024-05-19'), { ...claimed, provider: { reference: 'Organization/unknown' } })).toEqual([])
  expect(findings(covered('2024-05-19'), claimOf('icc', { servicedDate: '2024-05-02' }))).toEqual([])
})

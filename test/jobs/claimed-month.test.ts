import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Claim, Coverage, PractitionerRole } from '@medplum/fhirtypes'
import { keepFindings } from '#jobs/keep-findings.ts'
import { claimOf, coding, enrollmentFrom, readyToEnroll, recordsOf, service } from '../programs/cares/ready-to-enroll.ts'
import { type Desk, openDesk } from './fixture.ts'

const story = readyToEnroll()
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
let desk: Desk

beforeAll(async () => {
  desk = await openDesk('2024-07-01T16:00:00Z')
  const events = [service('one', 'regular-contact', '2024-05-03'), service('two', 'icp-update', '2024-05-20')]
  await desk.put(...recordsOf(story, enrollmentFrom('2024-05-01'), ...events, claimed))
}, 60_000)
afterAll(() => desk.opened.close())

const at = 'Claim/claim-cares'

async function status(row: string): Promise<unknown> {
  expect([...(await keepFindings(desk, ['aino'])).failed]).toEqual([])
  return (await desk.finding(row, at))?.status
}

const covered = (end?: string): Coverage => ({ ...story.coverage, period: { start: '2024-01-01', ...(end ? { end } : {}) } })
const posted = (role: string): PractitionerRole => ({ ...story.manager, code: [coding('cares-role', role)] })

test('TIME-10: a claimed month that the record supports has no finding', async () => {
  expect(await status('TIME-10')).toBeUndefined()
  expect(await status('CARES-PAY-10')).toBeUndefined()
})

test('CARES-PAY-10: cover lost retroactively opens claim-adjust-or-void at the claim; cover granted again closes it', async () => {
  await desk.put(covered('2024-05-20'))
  expect(await status('CARES-PAY-10')).toBeUndefined()
  await desk.put(covered('2024-05-19'))
  expect(await status('CARES-PAY-10')).toBe('requested')
  await desk.put(covered())
  expect(await status('CARES-PAY-10')).toBe('completed')
})

test('TIME-10: a role corrected late, outside the member’s own record, opens it as well, and is found by who looks', async () => {
  await desk.put(posted('program-director'))
  expect(await status('TIME-10')).toBe('requested')
  await desk.put({ ...claimed, status: 'cancelled' })
  expect(await status('TIME-10')).toBe('completed')
})

import { describe, expect, test } from '@jest/globals'
import type { EpisodeOfCare, Resource } from '@medplum/fhirtypes'
import { intakeOf } from '#programs/cares/case/anchor.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coding, enrollmentFrom, extensionUrl, readyToEnroll } from '../ready-to-enroll.ts'

const referral = (id: string, authoredOn: string, { kind = 'program-referral', provider = 'harbor', status = 'active' } = {}): Resource =>
  ({
    resourceType: 'ServiceRequest',
    id,
    meta: { versionId: '1' },
    status,
    intent: 'order',
    category: [coding('referral-kind', kind)],
    subject: { reference: 'Patient/aino' },
    authoredOn,
    performer: [{ reference: `Organization/${provider}` }],
  }) as Resource

const identified = (authoredOn: string, provider = 'harbor'): Resource => ({
  resourceType: 'Task',
  id: 'identified',
  meta: { versionId: '1' },
  status: 'completed',
  intent: 'order',
  code: coding('task-kind', 'member-identified'),
  owner: { reference: `Organization/${provider}` },
  authoredOn,
})

const intakeOn = (valueDate: string): EpisodeOfCare =>
  enrollmentFrom('2024-05-01', { extension: [{ url: extensionUrl('intake-date'), valueDate }] })

const bare = enrollmentFrom('2024-05-01', { extension: [] })
const t0 = (records: Resource[], episode = bare, config?: unknown) => intakeOf(records, episode, settingsFrom(config))?.day

describe('CARES-ASN-01: t0 is the earliest of referral, identification and intake (AMB-01)', () => {
  test('the day of a second referral that was kept with the open one counts as its own does', () => {
    const kept = (day: string): Resource => ({
      ...(referral('a', '2024-03-10') as EpisodeOfCare),
      extension: [{ url: extensionUrl('also-referred-on'), valueDate: day }],
    })
    expect(t0([kept('2024-03-04')])).toBe('2024-03-04')
    expect(t0([kept('2024-03-11')])).toBe('2024-03-10')
  })

  test('whichever of the three it is', () => {
    expect(t0([referral('a', '2024-03-10'), identified('2024-03-11')], intakeOn('2024-03-12'))).toBe('2024-03-10')
    expect(t0([referral('a', '2024-03-10'), identified('2024-03-09')], intakeOn('2024-03-12'))).toBe('2024-03-09')
    expect(t0([referral('a', '2024-03-10'), identified('2024-03-09')], intakeOn('2024-03-08'))).toBe('2024-03-08')
  })

  test('open since 10 March, a second referral dated 4 March: t0 is 4 March', () => {
    expect(t0([referral('a', '2024-03-10'), referral('b', '2024-03-04')])).toBe('2024-03-04')
    expect(t0([referral('a', '2024-03-10'), referral('b', '2024-03-14')])).toBe('2024-03-10')
  })

  test('a referral to another provider, or one entered in error, is not ours', () => {
    expect(t0([referral('a', '2024-03-10'), referral('b', '2024-03-04', { provider: 'hill' })])).toBe('2024-03-10')
    expect(t0([referral('a', '2024-03-10'), referral('b', '2024-03-04', { status: 'entered-in-error' })])).toBe('2024-03-10')
    expect(t0([identified('2024-03-04', 'hill')])).toBeUndefined()
  })

  test('the day is counted where the member lives', () => {
    expect(t0([referral('a', '2024-03-10T04:59:59Z')])).toBe('2024-03-09')
  })

  test('none of the three: not started', () => {
    expect(t0([])).toBeUndefined()
  })

  test('by configuration it is the intake, the referral or the consent', () => {
    const { consent } = readyToEnroll()
    const records = [referral('a', '2024-03-10'), identified('2024-03-01'), consent]
    const by = (value: string) => t0(records, intakeOn('2024-03-12'), { 'icp-anchor': [{ from: '2024-01-01', value }] })
    expect([by('earliest'), by('intake'), by('referral'), by('consent')]).toEqual(['2024-03-01', '2024-03-12', '2024-03-10', '2024-04-22'])
  })
})

describe('CARES-ASN-10: a new provider has its own t0', () => {
  const old = enrollmentFrom('2023-01-01', {
    id: 'old',
    managingOrganization: { reference: 'Organization/hill' },
    period: { start: '2023-01-01', end: '2024-04-30' },
  })

  test('the day of the transfer’s referral to it, not that of the first referral', () => {
    const records = [
      old,
      referral('first', '2022-12-01', { provider: 'hill' }),
      referral('transfer', '2024-04-15', { kind: 'transfer-referral' }),
    ]
    expect(t0(records)).toBe('2024-04-15')
  })
})

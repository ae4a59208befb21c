import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { keepFindings } from '#jobs/keep-findings.ts'
import { assessed, enrolledFrom, planned, referredOn, sentTo } from '../programs/cares/clocks/read-one.ts'
import { type Desk, openDesk } from './fixture.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk('2024-02-01T17:00:00Z')
  await desk.put(...referredOn('2023-06-01'), enrolledFrom('2023-07-10'), assessed('2023-07-20', 'initial'))
}, 60_000)
afterAll(() => desk.opened.close())

async function keep() {
  const kept = await keepFindings(desk, ['kit'])
  expect([...kept.failed]).toEqual([])
  return kept
}
const stay = 'EpisodeOfCare/stay'

describe('CARES-ASM-06: a reassessment that is not made', () => {
  test('CARES-ASM-06: on the due day to its last minute nothing is open; one minute later it is', async () => {
    desk.setNow('2024-07-21T03:59:00Z')
    await keep()
    expect(await desk.finding('CARES-ASM-06', stay)).toBeUndefined()
    desk.setNow('2024-07-21T04:00:00Z')
    await keep()
    expect(await desk.finding('CARES-ASM-06', stay)).toMatchObject({
      status: 'requested',
      intent: 'order',
      focus: { reference: stay },
      for: { reference: 'Patient/kit' },
      authoredOn: '2024-07-21T04:00:00.000Z',
    })
  })

  test('looking again, on this day or the next, writes nothing', async () => {
    expect((await keep()).wrote).toEqual([])
    desk.setNow('2024-07-22T04:00:00Z')
    expect((await keep()).wrote).toEqual([])
  })

  test('what its owner wrote on it stays; the reassessment closes it', async () => {
    const open = (await desk.finding('CARES-ASM-06', stay))!
    await desk.put({ ...open, status: 'in-progress', note: [{ authorString: 'Obi', text: 'Visit is set.' }] } as never)
    await keep()
    expect(await desk.finding('CARES-ASM-06', stay)).toMatchObject({ status: 'in-progress' })
    await desk.put(assessed('2024-07-22', 'annual'))
    await keep()
    expect(await desk.finding('CARES-ASM-06', stay)).toMatchObject({
      status: 'completed',
      note: [{ text: 'Visit is set.' }],
      executionPeriod: { end: '2024-07-22T04:00:00.000Z' },
    })
  })

  test('a year later the same Task opens anew, as a further version', async () => {
    const before = (await desk.finding('CARES-ASM-06', stay))!
    desk.setNow('2025-07-23T04:00:00Z')
    await keep()
    const after = (await desk.finding('CARES-ASM-06', stay))!
    expect(after).toMatchObject({ id: before.id, status: 'requested', authoredOn: before.authoredOn, note: before.note })
    expect(after.executionPeriod).toBeUndefined()
    expect(Number(after.meta?.versionId)).toBe(Number(before.meta?.versionId) + 1)
  })
})

describe('a waiver', () => {
  const row = 'CARES-ASN-03'

  beforeEach(async () => {
    desk.setNow('2024-09-10T12:00:00Z')
    await keep()
  })

  test('without author and reason it is none: the finding opens again', async () => {
    await desk.put({ ...(await desk.finding(row, stay))!, status: 'cancelled', note: [{ text: 'Not wanted.' }] } as never)
    await keep()
    expect(await desk.finding(row, stay)).toMatchObject({ status: 'requested' })
  })

  test('with both, the finding stays closed', async () => {
    const note = [{ authorReference: { reference: 'Practitioner/noor' }, text: 'The family asked for none until spring.' }]
    await desk.put({ ...(await desk.finding(row, stay))!, status: 'cancelled', note } as never)
    expect((await keep()).wrote).toEqual([])
    expect(await desk.finding(row, stay)).toMatchObject({ status: 'cancelled' })
  })
})

describe('more than one at it', () => {
  test('two at once make one finding', async () => {
    await desk.put(sentTo('2024-08-01'))
    desk.setNow('2024-09-01T12:00:00Z')
    const [one, other] = await Promise.all([keep(), keep()])
    const id = (await desk.finding('CARES-MON-09', 'ServiceRequest/dentist'))!.id
    const wrote = [...one.wrote, ...other.wrote].filter((version) => version.startsWith(`Task/${id}/`))
    expect(wrote).toEqual([`Task/${id}/1`])
    expect([...one.failed, ...other.failed]).toEqual([])
  })

  test('CARES-MON-09: a referral closed with its reason closes the finding', async () => {
    await desk.put(sentTo('2024-08-01', { status: 'revoked', note: [{ text: 'The family found another dentist.' }] }))
    await keep()
    expect(await desk.finding('CARES-MON-09', 'ServiceRequest/dentist')).toMatchObject({ status: 'completed' })
  })
})

test('what a rule makes of one record keeps nobody else from being looked at', async () => {
  await desk.put({ resourceType: 'Patient', id: 'other' }, { ...planned(undefined), id: 'broken' } as never)
  const broken = { ...desk, programs: [{ ...desk.programs[0]!, watch: { ...desk.programs[0]!.watch!, findings: stumble } }] }
  const { failed } = await keepFindings(broken, ['other', 'kit'])
  expect([...failed.keys()]).toEqual(['kit'])
})

function stumble(record: readonly { resourceType: string; id?: string }[]): [] {
  if (record.some(({ id }) => id === 'kit')) throw new Error('stumbled')
  return []
}

test('somebody who is in no program, or is not there, has no findings', async () => {
  expect(await keepFindings(desk, ['other', 'nobody'])).toMatchObject({ opened: 0, closed: 0, wrote: [] })
})

test('two members looked at together have their own records only', async () => {
  const fresh = (id: string) => ({ resourceType: 'Patient', id, birthDate: '2015-01-01' }) as const
  const stayOf = (id: string) => ({ ...enrolledFrom('2024-08-20'), id: `stay-${id}`, patient: { reference: `Patient/${id}` } }) as never
  const release = {
    resourceType: 'Consent',
    id: 'release-one',
    status: 'active',
    scope: { text: 'patient-privacy' },
    category: [{ coding: [{ system: 'http://loinc.org', code: '64292-6' }] }],
    patient: { reference: 'Patient/one' },
    dateTime: '2024-08-20',
  } as const
  await desk.put(fresh('one'), fresh('two'), stayOf('one'), stayOf('two'), release as never)
  await keepFindings(desk, ['one', 'two'])
  expect(await desk.finding('CARES-CON-01', 'EpisodeOfCare/stay-one')).toBeUndefined()
  expect(await desk.finding('CARES-CON-01', 'EpisodeOfCare/stay-two')).toMatchObject({ for: { reference: 'Patient/two' } })
})

test('CARES-TRA-04: the finding becomes urgent on the 18th birthday, in a new version of the same Task, once', async () => {
  const about = 'EpisodeOfCare/stay-teen'
  await desk.put({ resourceType: 'Patient', id: 'teen', birthDate: '2007-08-31' })
  await desk.put({ ...enrolledFrom('2024-01-10'), id: 'stay-teen', patient: { reference: 'Patient/teen' } } as never)
  desk.setNow('2025-08-30T16:00:00Z')
  await keepFindings(desk, ['teen'])
  expect((await desk.finding('CARES-TRA-04', about))?.priority).toBeUndefined()
  desk.setNow('2025-08-31T04:00:00Z')
  await keepFindings(desk, ['teen'])
  expect(await desk.finding('CARES-TRA-04', about)).toMatchObject({ priority: 'urgent', status: 'requested', meta: { versionId: '2' } })
  expect((await keepFindings(desk, ['teen'])).wrote).toEqual([])
})

describe('CARES-CON-07: a finding about a labelled record', () => {
  const labels = async () => {
    const { meta } = (await desk.finding('CARES-ELG-04', 'ServiceRequest/in'))!
    return (meta?.security as { code: string }[] | undefined)?.map(({ code }) => code)
  }
  const label = (code: string) => ({ security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code }] })

  test('it bears the label, one that the record gets later as well, and no other', async () => {
    const [, referral] = referredOn('2030-01-02')
    await desk.put({ ...enrolledFrom('2023-07-10'), status: 'finished', period: { start: '2023-07-10', end: '2029-01-01' } } as never)
    await desk.put({ ...referral!, meta: label('PSY') } as never)
    desk.setNow('2030-06-01T16:00:00Z')
    await keep()
    expect(await labels()).toEqual(['PSY'])
    await desk.put({ ...referral!, meta: { security: [...label('PSY').security, ...label('ETH').security] } } as never)
    await keep()
    expect(await labels()).toEqual(['PSY', 'ETH'])
    expect((await keep()).wrote).toEqual([])
  })
})

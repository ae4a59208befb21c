import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Bundle, Parameters } from '@medplum/fhirtypes'
import { journey } from '#demo/journey/index.ts'
import { Actor } from '#demo/journey/stage.ts'
import type { Story } from '#demo/journey/story.ts'
import { child } from '#demo/people/child.ts'
import { sharedRecords } from '#demo/people/providers.ts'
import { type ServedApp, serveApp } from './served-app.ts'

// One child's way through the program over HTTP, with fhir-kit-client and real tokens, on a real database. Enrolled on
// Monday 2025-03-10; her sixty days run from the referral of 2025-02-28.
const enrolled = '2025-03-10'
const who = { ...child(1, { seed: 1, today: enrolled, months: 0 }), enrolled }

let served: ServedApp
let story: Story

beforeAll(async () => {
  served = await serveApp()
  const loader = new Actor(served.stage.fhirBaseUrl, await served.stage.token('demo-all'))
  served.stage.turnTo('2025-02-01')
  await loader.load(sharedRecords())
  const team = new Actor(served.stage.fhirBaseUrl, await served.stage.token('demo-all'))
  story = await journey({ stage: served.stage, child: who, enrolled, team })
}, 120_000)

afterAll(() => served?.close())

describe('coming in', () => {
  test('an enrollment without evaluation, cover, education, rights, choice and consent is refused with each of them named', () => {
    expect(story.refusedEnrollment.status).toBe(422)
    expect([...story.refusedEnrollment.rows].sort()).toEqual([
      'CARES-ASN-05',
      'CARES-ASN-06',
      'CARES-ASN-07',
      'CARES-ASN-08',
      'CARES-ELG-02',
      'CARES-ELG-03',
    ])
    for (const { says } of story.refusedEnrollment.issues) expect(says).toMatch(/2025-03-10|on record|eligib/)
  })

  test('the server proposes the day before the 21st birthday as the end', () => {
    const [year = '', month = '', day = ''] = who.birthDate.split('-')
    const birthday = new Date(Date.UTC(Number(year) + 21, Number(month) - 1, Number(day)))
    expect(story.proposedEnd).toBe(new Date(birthday.getTime() - 86_400_000).toISOString().slice(0, 10))
  })

  test('assessment and plan are due sixty days after the referral', () => {
    for (const row of ['CARES-ASM-01', 'CARES-ICP-01']) {
      expect(story.clocks.find((clock) => clock.row === row)).toMatchObject({ due: '2025-04-29', state: 'running' })
    }
  })
})

describe('the plan', () => {
  test('the generated draft says what is missing, by requirement', () => {
    expect(story.proposal.missing).toEqual(expect.arrayContaining(['CARES-STF-10', 'CARES-ICP-16']))
    expect(story.proposal.planId).toMatch(/^[A-Za-z0-9.-]{1,64}$/)
  })

  test('finalizing the draft as it is, is refused with every missing piece', () => {
    expect(story.refusedPlan.status).toBe(422)
    expect(story.refusedPlan.rows).toEqual(expect.arrayContaining(['CARES-ICP-01', 'CARES-STF-10', 'CARES-ICP-16']))
    expect(story.refusedPlan.issues.every(({ says, at }) => says.length > 20 && at.length > 0)).toBe(true)
  })

  test('with everything in place it becomes final', () => {
    expect(Number(story.finalVersion)).toBeGreaterThan(1)
  })
})

describe('the emergency plan', () => {
  test('is a document with medicines, allergies and contacts', () => {
    const { bundle } = story.emergency
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'document' } satisfies Partial<Bundle>)
    const types = new Set(bundle.entry?.map(({ resource }) => resource?.resourceType))
    for (const type of ['Composition', 'Patient', 'MedicationRequest', 'AllergyIntolerance', 'PractitionerRole'] as const)
      expect(types).toContain(type)
  })

  test('is a page that names every medicine and how to reach the specialist, and runs no script', () => {
    for (const { display } of who.story.medicines) expect(story.emergency.html).toContain(display)
    expect(story.emergency.html).toMatch(/617-555-\d{4}/)
    expect(story.emergency.html).not.toMatch(/<script/i)
  })

  test('reaches an ambulance by member number and birth date, and nobody by a number that does not exist', () => {
    expect(story.emergency).toMatchObject({ byAmbulance: 200, unknownMember: 404, ambulanceForTreatment: 403 })
  })
})

describe('referrals', () => {
  test('a follow-up on day 30 meets the clock', () => expect(story.followUp.dayThirty).toBe('met'))

  test('one on day 31 needs a reason', () => {
    expect(story.followUp.dayThirtyOneRefused).toMatchObject({ status: 422, rows: ['CARES-MON-07'] })
  })

  test('and with it is late, never met', () => expect(['met-late', 'excused']).toContain(story.followUp.dayThirtyOne))
})

describe("the month's payment", () => {
  test('is no after one service, and says why', () => {
    expect(story.payment.first).toMatchObject({ payable: false, failed: ['CARES-PAY-01', 'CARES-PAY-04'] })
  })

  test('is yes after a second, different service', () => {
    expect(story.payment.second).toMatchObject({ payable: true, failed: [] })
  })

  test('as of the earlier moment is still no, in the same bytes, although cover, birth date and enrollment were corrected since', () => {
    expect(story.payment.asOfFirst.payable).toBe(false)
    expect(story.payment.sameBytes).toBe(true)
  })
})

describe('a transfer', () => {
  test('that shares a day with the old enrollment is refused as a duplicate', () => {
    expect(story.transfer.overlap).toMatchObject({ status: 409 })
    expect(story.transfer.overlap.rows).toContain('CARES-ASN-10')
  })

  test('leaves the month to the provider with two services; those of two providers are never added', () => {
    expect(story.transfer.old.payable).toBe(false)
    expect(story.transfer.old.failed).toContain('CARES-PAY-04')
    expect(story.transfer.next.payable).toBe(true)
  })
})

describe('the health plan', () => {
  const enrolledIn = (parameters: Parameters) => parameters.parameter?.find(({ name }) => name === 'enrolled')?.valueBoolean

  test('hears no for the day before, yes for the first day', () => {
    expect(enrolledIn(story.enrollment.before)).toBe(false)
    expect(enrolledIn(story.enrollment.during)).toBe(true)
  })

  test('hears the same of a member nobody knows as of one who is not enrolled', () => {
    expect(story.enrollment.unknown).toEqual(story.enrollment.before)
  })
})

describe('the other callers see her only as they are tied to her', () => {
  const as = async (clientId: string) => new Actor(served.stage.fhirBaseUrl, await served.stage.token(clientId))
  const plans = async (caller: Actor) => {
    const answer = await caller.get(`CarePlan?patient=${who.id}&_count=50`)
    const { entry = [] } = JSON.parse(answer.text) as Bundle
    return [answer.status, entry.length]
  }

  test('her health plan reads her name, her enrollment and the ICP in force, and no note of the team', async () => {
    const caller = await as('demo-health-plan')
    expect((await caller.get(`Patient/${who.id}`)).status).toBe(200)
    expect(await plans(caller)).toEqual([200, 1])
    const { entry: enrollments } = JSON.parse((await caller.get(`EpisodeOfCare?patient=${who.id}`)).text) as Bundle
    expect(enrollments).toHaveLength(2)
    const { entry: visits = [] } = JSON.parse((await caller.get(`Encounter?patient=${who.id}`)).text) as Bundle
    expect(visits).toEqual([])
  })

  test.each(['demo-hospital', 'demo-coordinator'])(
    '%s, who have nothing to do with her, hear what they would of nobody',
    async (clientId) => {
      const caller = await as(clientId)
      const [hers, nobodys] = [await caller.get(`Patient/${who.id}`), await caller.get('Patient/nobody')]
      expect(hers.status).toBe(404)
      expect(hers.text.replaceAll(who.id, 'nobody')).toBe(nobodys.text)
      expect(await plans(caller)).toEqual([200, 0])
      expect((await caller.get(`Patient/${who.id}/$everything`)).status).toBe(404)
    },
  )

  test('an ambulance reads no record but by $emergency-plan', async () => {
    const caller = await as('demo-ems')
    expect((await caller.get(`Patient/${who.id}`)).status).toBe(403)
    expect((await caller.get(`CarePlan?patient=${who.id}`)).status).toBe(403)
  })

  test('only plans and MassHealth hear of an enrollment by their registration', async () => {
    const ask = async (clientId: string) => {
      const caller = new Actor(served.stage.fhirBaseUrl, await served.stage.token(clientId))
      return (await caller.get(`EpisodeOfCare/$enrollment-status?member-id=${who.memberId}`)).status
    }
    expect(await ask('demo-health-plan')).toBe(200)
    expect(await ask('demo-ems')).toBe(403)
  })
})

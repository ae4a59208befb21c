import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { CareTeam, Claim, Encounter, PractitionerRole } from '@medplum/fhirtypes'
import { type Jobs, startJobs } from '#jobs/start-jobs.ts'
import { concept, ref } from '../people/spelling.ts'
import { enrolledFrom, referredOn } from '../programs/cares/clocks/read-one.ts'
import { type Desk, listening, openDesk, until } from './fixture.ts'

// Kit's coordinator has a post; the post is not part of Kit's record.
const post: PractitionerRole = {
  resourceType: 'PractitionerRole',
  id: 'cc',
  active: true,
  code: [concept('cares-role', 'care-coordinator')],
}
const team: CareTeam = {
  resourceType: 'CareTeam',
  id: 'team',
  status: 'active',
  subject: ref('Patient/kit'),
  participant: [{ role: [concept('cares-role', 'care-coordinator')], member: ref('PractitionerRole/cc') }],
}
const claim: Claim = {
  resourceType: 'Claim',
  id: 'claim',
  status: 'active',
  type: { text: 'professional' },
  use: 'claim',
  patient: ref('Patient/kit'),
  created: '2024-02-28',
  provider: ref('Organization/harbor'),
  priority: { text: 'normal' },
  insurance: [{ sequence: 1, focal: true, coverage: { display: 'MassHealth' } }],
}
const stay = 'EpisodeOfCare/stay'
const log = listening()
let desk: Desk
let jobs: Jobs

beforeAll(async () => {
  desk = await openDesk('2024-03-01T17:00:00Z')
  await desk.put(...referredOn('2024-01-02'), enrolledFrom('2024-02-20'), post, team)
  jobs = startJobs({ ...desk, outbox: desk.opened.outbox, definitions: { look: async () => {} }, log })
}, 60_000)
afterAll(async () => {
  await jobs.stop()
  await desk.opened.close()
})

test('what was written before the start is looked at: one line says that everybody was', async () => {
  await until(async () => (await desk.finding('CARES-CON-01', stay)) !== undefined)
  await until(async () => log.lines.some(({ message }) => message === 'swept'))
  expect(await desk.finding('CARES-STF-13', stay)).toBeUndefined()
})

test('CARES-STF-13: a post switched off leaves its members without a coordinator on the same day; switched on again, it closes', async () => {
  await desk.put({ ...post, active: false })
  await until(async () => (await desk.finding('CARES-STF-13', stay)) !== undefined)
  expect(await desk.finding('CARES-COO-01', stay)).toMatchObject({ status: 'requested' })
  await desk.put(post)
  await until(async () => (await desk.finding('CARES-STF-13', stay))?.status === 'completed')
})

test('CARES-PAY-10: what matters to claimed months alone is looked at where there is a claim, and acknowledged where there is none', async () => {
  const looked = async (...resources: Parameters<Desk['put']>) => {
    const members: string[] = []
    const gather = desk.store.gather
    // The roster is asked for claims alone; a look wants the Patient as well.
    desk.store.gather = (access, query) => {
      if (query.types.includes('Patient')) members.push(...query.members)
      return gather(access, query)
    }
    await desk.put(...resources)
    jobs.wake()
    await until(async () => (await desk.opened.outbox.backlog()).waiting === 0)
    desk.store.gather = gather
    return members
  }
  const visit = (id: string): Encounter => ({
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { code: 'AMB' },
    subject: ref('Patient/kit'),
  })
  expect(await looked(visit('before-any-claim'))).toEqual([])
  expect(await looked(claim)).toEqual(['kit'])
  expect(await looked(visit('after-the-claim'))).toEqual(['kit'])
})

test('stop ends everything: a write afterwards waits in the outbox for the next start', async () => {
  await jobs.stop()
  const { waiting } = await desk.opened.outbox.backlog()
  await desk.put(enrolledFrom('2024-02-21'))
  await new Promise((resolve) => setTimeout(resolve, 800))
  expect((await desk.opened.outbox.backlog()).waiting).toBe(waiting + 1)
})

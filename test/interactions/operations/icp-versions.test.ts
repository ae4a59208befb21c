import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { CarePlan } from '@medplum/fhirtypes'
import { tagged } from '#programs/cares/plans/goal-texts.ts'
import { programs } from '#programs/index.ts'
import { completeRecord, find, rosasDays } from '../../people/complete-record.ts'
import { reviewed } from '../../people/rosas-plan.ts'
import { ref } from '../../people/spelling.ts'
import { type Caller, type Json, openCaller, refusal } from '../caller.ts'

// Rosa's ICP from its first finished version to the next, carried out on a real store.

let caller: Caller
beforeAll(async () => {
  caller = await openCaller(programs)
  caller.setNow(`${rosasDays.assessmentReviewed}T16:00:00Z`)
  const entry = completeRecord().map((resource) => putOf(resource))
  await caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
})
afterAll(() => caller.opened.close())

const putOf = (resource: Json, ifMatch?: string): Json => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ...(ifMatch ? { ifMatch: `W/"${ifMatch}"` } : {}) },
})
const together = (...entry: Json[]) => caller.json('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
const icp = () => caller.json('GET', 'CarePlan/rosas-icp')
const draft = () => find<CarePlan>(completeRecord(), 'CarePlan/rosas-icp')

describe('CARES-ICP-02: text identical to another member’s plan in all goals', () => {
  test('is stored and flagged: a finding on the plan, which names nobody else', async () => {
    const theirs = { ...tagged(draft(), completeRecord()), id: 'theirs', subject: ref('Patient/other'), goal: undefined }
    await caller.send('PUT', 'CarePlan/theirs', JSON.parse(JSON.stringify(theirs)))
    caller.setNow(`${rosasDays.finalized}T16:00:00Z`)
    await together(putOf({ ...draft(), status: 'active' }, '1'))
    expect((await icp()).status).toBe('active')
    const findings = (await caller.json('GET', 'Task?focus=CarePlan/rosas-icp&status=requested')).entry.map(
      ({ resource }: Json) => resource,
    )
    expect(findings.map(({ reasonCode }: Json) => reasonCode.coding[0].code)).toEqual(['CARES-ICP-02'])
    expect(JSON.stringify(findings)).not.toMatch(/theirs|other"/)
  })
})

describe('CARES-ICP-18: the next version', () => {
  const next = (change: Partial<CarePlan> = {}): CarePlan => ({
    ...draft(),
    id: 'rosas-next-icp',
    status: 'active',
    replaces: [ref('CarePlan/rosas-icp')],
    ...change,
  })
  const review = reviewed('next-review', 'CarePlan/rosas-next-icp', '2024-04-30')

  test('beside the active one it is a second active ICP', async () => {
    caller.setNow('2024-04-30T20:00:00Z')
    const { kind, issues } = await refusal(together(putOf(next()), putOf(review)))
    expect([kind, issues.map(({ details }) => details)]).toEqual(['conflict', ['CARES-ICP-18']])
  })

  test('in one transaction the old one is revoked and the new one active; both stay readable', async () => {
    const old = await icp()
    await together(putOf({ ...old, status: 'revoked' }, old.meta.versionId), putOf(next()), putOf(review))
    expect([(await icp()).status, (await caller.json('GET', 'CarePlan/rosas-next-icp')).status]).toEqual(['revoked', 'active'])
    expect((await caller.json('GET', `CarePlan/rosas-icp/_history/${old.meta.versionId}`)).status).toBe('active')
    const active = await caller.json('GET', 'CarePlan?patient=Patient/rosa&status=active&category=icp')
    expect(active.entry.map(({ resource }: Json) => resource.id)).toEqual(['rosas-next-icp'])
  })

  test('a finished version is not rewritten, and not revived', async () => {
    const old = await icp()
    const revived = await refusal(together(putOf({ ...old, status: 'active' }, old.meta.versionId)))
    expect(revived.issues.map(({ details }) => details)).toContain('CARES-ICP-18')
  })
})

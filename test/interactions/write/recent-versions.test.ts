import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EpisodeOfCare, Resource } from '@medplum/fhirtypes'
import { ownAccess } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { recentVersions } from '#interactions/write/recent-versions.ts'
import type { Gate, Program } from '#programs/program.ts'
import { refuses } from '#programs/vocabulary/finding.ts'
import type { ResourceJson } from '#storage/store.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

const stored = (id: string, version: number, text = `{"id":"${id}","version":${version}}`) => ({
  type: 'CarePlan',
  id,
  version,
  lastUpdated: '2026-11-22T12:00:00.000Z',
  deleted: false,
  text,
})

describe('what this process wrote last', () => {
  test('is found by its version alone', () => {
    const recent = recentVersions()
    recent.keep(stored('a', 1))
    recent.keep(stored('a', 2))
    expect(recent.find('CarePlan', 'a', 2)).toEqual({ id: 'a', version: 2 })
    expect(recent.find('CarePlan', 'a', 1)).toBeUndefined()
    expect(recent.find('CarePlan', 'a', 3)).toBeUndefined()
    expect(recent.find('Goal', 'a', 2)).toBeUndefined()
  })

  test('is not found when it was a deletion', () => {
    const recent = recentVersions()
    recent.keep({ ...stored('a', 2, ''), deleted: true })
    expect(recent.find('CarePlan', 'a', 2)).toBeUndefined()
  })

  test('takes no more room than it is given: the oldest give way, and what is written again is young', () => {
    const text = '{}'.padEnd(40)
    const recent = recentVersions(100)
    recent.keep(stored('a', 1, text))
    recent.keep(stored('b', 1, text))
    recent.keep(stored('a', 2, text))
    recent.keep(stored('c', 1, text))
    expect(['a', 'b', 'c'].map((id) => recent.find('CarePlan', id, id === 'a' ? 2 : 1) !== undefined)).toEqual([true, false, true])
    recent.keep(stored('d', 1, ' '.repeat(101)))
    expect(['a', 'c', 'd'].map((id) => recent.find('CarePlan', id, id === 'a' ? 2 : 1))).toEqual([undefined, undefined, undefined])
  })
})

// A finished episode is as good as signed: nothing about it changes any more.
const signed: Gate = {
  type: 'EpisodeOfCare',
  applies: (_resource, previous) => (previous as EpisodeOfCare | undefined)?.status === 'finished',
  needs: () => ({ member: '', types: [], others: [], alongside: [] }),
  decide: () => [
    refuses(
      { id: 'TIME-10', citation: '', says: '', kind: 'gate', who: '', artefact: '', rule: '', wrongInput: '' },
      'business-rule',
      'It is finished.',
      'EpisodeOfCare.status',
    ),
  ],
}
const program: Program = { code: 'tiny', requirements: {}, profilesOf: (_resource: Resource) => [], gates: [signed] }

describe('an update of the version that was just written', () => {
  let caller: Caller
  let reads = 0
  beforeAll(async () => {
    caller = await openCaller([program])
    const { gather } = caller.context.store
    caller.context.store.gather = (access, query) => {
      reads += 1
      return gather(access, query)
    }
  })
  afterAll(() => caller.opened.close())

  const episode = (more: object): Json => ({
    resourceType: 'EpisodeOfCare',
    status: 'planned',
    patient: { reference: 'Patient/kit' },
    ...more,
  })
  const put = (resource: Json, version: number) =>
    caller.send('PUT', `EpisodeOfCare/${resource.id}`, resource, { ifMatch: `W/"${version}"` }).catch((error: FhirError) => error)

  test('reads nothing where no gate has a say', async () => {
    const { id } = await caller.json('POST', 'EpisodeOfCare', episode({}))
    reads = 0
    expect(await put(episode({ id, status: 'active' }), 1)).toMatchObject({ status: 200, etag: 'W/"2"' })
    expect(await put(episode({ id, status: 'onhold' }), 2)).toMatchObject({ status: 200, etag: 'W/"3"' })
    expect(reads).toBe(0)
  })

  test('is decided by the gate where it has one, by the version that is replaced', async () => {
    const { id } = await caller.json('POST', 'EpisodeOfCare', episode({ status: 'finished' }))
    expect(await put(episode({ id, status: 'active' }), 1)).toMatchObject({ kind: 'rule' })
  })

  test('is stale when somebody else has written since, as anywhere', async () => {
    const { id } = await caller.json('POST', 'EpisodeOfCare', episode({}))
    const elsewhere = { act: 'update' as const, resource: episode({ id, status: 'finished' }) as ResourceJson }
    await caller.opened.store.write(ownAccess('another-process'), [elsewhere])
    expect(await put(episode({ id, status: 'active' }), 1)).toMatchObject({ kind: 'precondition-failed' })
    expect(await put(episode({ id, status: 'active' }), 2)).toMatchObject({ kind: 'rule' })
  })
})

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import { base, type Caller, type Json, openCaller } from '../caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
  const tag = [{ system: 'urn:t', code: 'drill' }]
  const ofP = { subject: { reference: 'Patient/p' } }
  await caller.send('PUT', 'Patient/p', { resourceType: 'Patient', id: 'p', meta: { tag }, name: [{ family: 'Aro' }] })
  await caller.send('PUT', 'Patient/q', { resourceType: 'Patient', id: 'q' })
  await caller.send('PUT', 'Basic/b', { resourceType: 'Basic', id: 'b', code: { text: 'x' }, meta: { tag } })
  await caller.send('PUT', 'Goal/g', { resourceType: 'Goal', id: 'g', lifecycleStatus: 'active', description: { text: 'x' }, ...ofP })
  await caller.send('PUT', 'Observation/o', { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'x' }, ...ofP })
  await caller.send('PUT', 'Condition/c', { resourceType: 'Condition', id: 'c', ...ofP })
  await caller.send('DELETE', 'Condition/c')
})
afterAll(() => caller.opened.close())

async function found(address: string, more = {}): Promise<string[]> {
  const { entry = [] } = await caller.json('GET', address, undefined, more)
  return entry.map(({ resource }: Json) => `${resource.resourceType}/${resource.id}`)
}

const kindOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    ({ kind }) => kind,
  )

describe('a search over several types (http://hl7.org/fhir/R4/search.html#all)', () => {
  test('finds what is there, by type and id; deleted ones not', async () => {
    expect(await found('')).toEqual(['Basic/b', 'Goal/g', 'Observation/o', 'Patient/p', 'Patient/q'])
    expect(await found('?_type=Goal,Patient')).toEqual(['Goal/g', 'Patient/p', 'Patient/q'])
    expect(await found('?_type=Goal')).toEqual(['Goal/g'])
  })

  test('by parameters that all types have', async () => {
    expect(await found('?_tag=urn:t|drill')).toEqual(['Basic/b', 'Patient/p'])
    expect(await found('?_tag=urn:t|drill&_type=Patient,Goal')).toEqual(['Patient/p'])
    expect(await found('?_id=g,q')).toEqual(['Goal/g', 'Patient/q'])
    expect(await found('?_lastUpdated=gt2020-01-01&_count=1')).toEqual(['Basic/b'])
    expect(await found('?_lastUpdated=lt2020-01-01')).toEqual([])
    expect(await found('?_sort=-_id')).toEqual(['Patient/q', 'Patient/p', 'Observation/o', 'Goal/g', 'Basic/b'])
  })

  test('by those that only the types named have in common', async () => {
    expect(await found('?_type=Goal,Observation&patient=p')).toEqual(['Goal/g', 'Observation/o'])
    expect(await found('?_type=Goal,Observation&patient=Patient/q')).toEqual([])
    expect(await found('?_type=Goal,Observation&subject:Patient.family=Aro')).toEqual(['Goal/g', 'Observation/o'])
    expect(await kindOf(caller.send('GET', '?_type=Goal,Basic&lifecycle-status=active'))).toBe('malformed')
    expect(await found('?_type=Goal&lifecycle-status=active')).toEqual(['Goal/g'])
    expect(await kindOf(caller.send('GET', '?family=Aro'))).toBe('malformed')
    expect(await found('?family=Aro&_type=Goal,Patient', { prefer: { handling: 'lenient' } })).toContain('Patient/q')
  })

  test('in pages, by links that name the types, with a total', async () => {
    const seen: string[] = []
    let address = '?_type=Goal,Patient&_count=2&_total=accurate'
    for (let page = 0; address !== '' && page < 5; page++) {
      const bundle = await caller.json('GET', address)
      expect(bundle.total).toBe(3)
      expect(new URL(bundle.link[0].url).searchParams.get('_type')).toBe('Goal,Patient')
      expect(bundle.link[0].url.startsWith(`${base}?`)).toBe(true)
      seen.push(...bundle.entry.map(({ resource }: Json) => resource.id))
      address = bundle.link.find(({ relation }: Json) => relation === 'next')?.url.slice(base.length) ?? ''
    }
    expect(seen).toEqual(['g', 'p', 'q'])
  })

  test('with what they refer to, and what refers to them', async () => {
    expect(await found('?_type=Goal,Basic&_include=Goal:subject')).toEqual(['Basic/b', 'Goal/g', 'Patient/p'])
    expect(await found('?_id=p&_revinclude=Observation:subject')).toEqual(['Patient/p', 'Observation/o'])
    expect(await kindOf(caller.send('GET', '?_type=Basic&_include=Goal:subject'))).toBe('malformed')
    expect(await kindOf(caller.send('GET', '?_include=*'))).toBe('malformed')
  })

  test('in one record', async () => {
    expect(await found('Patient/p/*')).toEqual(['Goal/g', 'Observation/o', 'Patient/p'])
    expect(await found('Patient/p/*?_type=Goal,Basic')).toEqual(['Goal/g'])
  })

  test('types that may not be searched are refused when named, and not there when not', async () => {
    const plan: AccessPlan = { ...ownAccess('test'), allows: (_, type) => type !== 'Patient', searchable: new Set(['Basic', 'Goal']) }
    const other = caller.as(plan)
    const { entry } = await other.json('GET', '')
    expect(entry.map(({ resource }: Json) => resource.id)).toEqual(['b', 'g'])
    expect((await other.json('GET', '?_summary=count')).total).toBe(2)
    expect(await kindOf(other.send('GET', '?_type=Patient,Goal'))).toBe('forbidden')
    for (const wrong of ['Patient,Nothing', 'patient', ''])
      expect([wrong, await kindOf(caller.send('GET', `?_type=${wrong}`))]).toEqual([wrong, 'malformed'])
    expect(await kindOf(caller.send('GET', '?_type=Goal&_type=Basic'))).toBe('malformed')
    expect(await kindOf(caller.send('GET', 'Goal?_type=Basic'))).toBe('malformed')
  })
})

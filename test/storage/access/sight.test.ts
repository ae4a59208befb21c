import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, type Ground, ownAccess, type Permission, type Sight, type Way } from '#auth/access-plan.ts'
import type { Clause, Stored } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, ofPatient, patient, query, remove, update } from '../records.ts'

// Two members of one clinic's panel and one of another's; somebody of the clinic asks for what is not theirs in every way
// that there is. STORE_DISTRIBUTED serves no narrowed plans.
const spread = process.env.STORE_DISTRIBUTED === '1'
const us = ownAccess('test')
const concept = (system: string, code: string) => ({ coding: [{ system, code }] })
let opened: TestStore
const store = () => opened.store

const episodeOf = (id: string, member: string, organization: string, more: object = {}) => ({
  resourceType: 'EpisodeOfCare',
  id,
  status: 'active',
  patient: { reference: `Patient/${member}` },
  managingOrganization: { reference: `Organization/${organization}` },
  type: [concept('urn:program', 'cares')],
  period: { start: '2026-01-10', end: '2026-12-31' },
  ...more,
})
const episode = (...of: Parameters<typeof episodeOf>) => create(episodeOf(...of))

beforeAll(async () => {
  opened = await openTestStore()
  await store().write(us, [
    create({ resourceType: 'Organization', id: 'clinic', name: 'Clinic' }),
    ...['ours', 'also', 'theirs'].map((id) =>
      create(
        patient(id, { birthDate: '2012-02-29', name: [{ family: `F${id}` }], generalPractitioner: [{ reference: 'Practitioner/pcp' }] }),
      ),
    ),
    episode('e-ours', 'ours', 'clinic'),
    episode('e-also', 'also', 'clinic'),
    episode('e-theirs', 'theirs', 'other'),
    ...['ours', 'also', 'theirs'].flatMap((member) => [
      create(ofPatient('CarePlan', `icp-${member}`, member, { status: 'active', category: [concept('urn:kind', 'icp')] })),
      create(ofPatient('CarePlan', `draft-${member}`, member, { status: 'draft', category: [concept('urn:kind', 'icp')] })),
      create(ofPatient('Observation', `hiv-${member}`, member, { meta: { security: [{ system: 'urn:label', code: 'HIV' }] } })),
      create(ofPatient('Goal', `goal-${member}`, member)),
    ]),
    create(ofPatient('Observation', 'refers', 'ours', { focus: [{ reference: 'CarePlan/icp-theirs' }] })),
  ])
}, 60_000)
afterAll(() => opened.close())

const when = new Date('2026-06-15T16:00:00Z')

function planOf(ways: Sight | ((permission: Permission, type: string) => Sight), now = when): AccessPlan {
  return {
    caller: { clientId: 'somebody' },
    allows: () => true,
    sight: (permission, type) => (typeof ways === 'function' ? ways(permission, type) : type === 'Organization' ? 'everything' : ways),
    now: () => now,
  }
}

const by = (ground: Ground, ...parties: string[]): Way => ({ tied: { parties, grounds: [ground] } })
const clinic = planOf([by('provider', 'Organization/clinic')])
const icp: Clause = { kind: 'token', param: 'category', values: [{ system: 'urn:kind', code: 'icp' }] }
const active: Clause = { kind: 'token', param: 'status', values: [{ code: 'active' }] }
const idsOf = async (access: AccessPlan, type: string, more: object = {}) =>
  ids((await store().search(access, query(type, more))).matches).sort()

const onOne = spread ? describe.skip : describe

onOne('a provider sees its panel and nobody else', () => {
  test('read, versions and history', async () => {
    for (const [type, id] of [
      ['Patient', 'theirs'],
      ['CarePlan', 'icp-theirs'],
      ['CarePlan', 'never-was'],
    ] as const) {
      expect(await store().read(clinic, type, id)).toBeUndefined()
      expect(await store().vread(clinic, type, id, 1)).toBeUndefined()
      expect(await store().history(clinic, type, id, { count: 5 })).toBeUndefined()
    }
    expect(await store().read(clinic, 'CarePlan', 'icp-ours')).toMatchObject({ id: 'icp-ours', version: 1 })
    expect(await store().vread(clinic, 'CarePlan', 'icp-ours', 1)).toMatchObject({ version: 1 })
    expect(await store().history(clinic, 'CarePlan', 'icp-ours', { count: 5 })).toMatchObject({ total: 1, versions: [{ version: 1 }] })
  })

  test("what is in nobody's record has its own sight", async () => {
    expect(await store().read(clinic, 'Organization', 'clinic')).toMatchObject({ id: 'clinic' })
  })

  test('search, count and sort', async () => {
    expect(await idsOf(clinic, 'Patient')).toEqual(['also', 'ours'])
    const page = await store().search(clinic, query('CarePlan', { total: 'accurate', count: 1, clauses: [icp] }))
    expect(page.total).toBe(4)
    const sorted = await store().search(clinic, query('Patient', { sort: [{ param: 'family', kind: 'string', descending: true }] }))
    expect(ids(sorted.matches)).toEqual(['ours', 'also'])
  })

  test("by id and by the other's compartment", async () => {
    expect(await idsOf(clinic, 'CarePlan', { clauses: [{ kind: 'id', values: ['icp-theirs', 'icp-ours'] }] })).toEqual(['icp-ours'])
    expect(await idsOf(clinic, 'CarePlan', { compartment: 'theirs' })).toEqual([])
    expect(await idsOf(clinic, 'CarePlan', { compartment: 'ours' })).toEqual(['draft-ours', 'icp-ours'])
  })

  test('chains and _has pass through nothing that is not seen', async () => {
    const chain: Clause = {
      kind: 'chain',
      param: 'focus',
      to: [{ type: 'CarePlan', clause: { kind: 'id', values: ['icp-theirs'] } }],
    }
    expect(await idsOf(us, 'Observation', { clauses: [chain] })).toEqual(['refers'])
    expect(await idsOf(clinic, 'Observation', { clauses: [chain] })).toEqual([])
    const has: Clause = { kind: 'has', source: 'Observation', param: 'focus', clause: { kind: 'id', values: ['refers'] } }
    expect(await idsOf(us, 'CarePlan', { clauses: [has] })).toEqual(['icp-theirs'])
    const other = planOf((_, type) => (type === 'Observation' ? [by('provider', 'Organization/other')] : 'everything'))
    expect(await idsOf(other, 'CarePlan', { clauses: [has] })).toEqual([])
  })

  test('_include and _revinclude bring nothing that is not seen', async () => {
    const one = { clauses: [{ kind: 'id', values: ['refers'] } as Clause], include: [{ source: 'Observation', param: 'focus' }] }
    expect(ids((await store().search(us, query('Observation', one))).included)).toEqual(['icp-theirs'])
    expect((await store().search(clinic, query('Observation', one))).included).toEqual([])
    const back = { revinclude: [{ source: 'Observation', param: 'focus' }], clauses: [{ kind: 'id', values: ['icp-theirs'] } as Clause] }
    const blind = planOf((_, type) => (type === 'Observation' ? [] : 'everything'))
    expect(ids((await store().search(us, query('CarePlan', back))).included)).toEqual(['refers'])
    expect((await store().search(blind, query('CarePlan', back))).included).toEqual([])
  })

  test('history of types, everything, gather', async () => {
    const page = await store().historyOfTypes(clinic, ['CarePlan', 'Organization'], { count: 50, total: true })
    expect(page.versions.map(({ id }) => id).sort()).toEqual(['clinic', 'draft-also', 'draft-ours', 'icp-also', 'icp-ours'])
    expect(page.total).toBe(5)
    expect((await store().everything(clinic, 'theirs', { count: 50 })).matches).toEqual([])
    expect(ids((await store().everything(clinic, 'ours', { count: 50 })).matches)).toHaveLength(7)
    const gathered = (more: object) => store().gather(clinic, { members: ['ours', 'theirs'], types: ['Goal'], ...more })
    expect(ids(await gathered({}))).toEqual(['goal-ours'])
    expect(ids(await gathered({ types: [], others: ['CarePlan/icp-theirs', 'CarePlan/icp-also'] }))).toEqual(['icp-also'])
    await expect(gathered({ asOf: '2030-01-01T00:00:00.000Z' })).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

onOne('ties hold for their time', () => {
  const at = (instant: string, days?: number) =>
    idsOf(
      planOf([{ tied: { parties: ['Organization/clinic'], grounds: ['provider'], ...(days && { days }) } }], new Date(instant)),
      'Patient',
    )

  test.each([
    ['the evening before the first day', '2026-01-10T04:59:59.999Z', []],
    ['the first day', '2026-01-10T05:00:00.000Z', ['also', 'ours']],
    ['the last moment of the last day', '2027-01-01T04:59:59.999Z', ['also', 'ours']],
    ['the day after', '2027-01-01T05:00:00.000Z', []],
  ])('%s', async (_, instant, seen) => {
    expect(await at(instant)).toEqual(seen)
  })

  test('thirty days for what is left to close, and not a moment more', async () => {
    expect(await at('2027-01-31T04:59:59.999Z', 30)).toEqual(['also', 'ours'])
    expect(await at('2027-01-31T05:00:00.000Z', 30)).toEqual([])
  })

  test('of the programs asked for', async () => {
    const of = (codes: string[]) => idsOf(planOf([{ tied: { parties: ['Organization/clinic'], grounds: ['provider'], codes } }]), 'Patient')
    expect(await of(['csp', 'cares'])).toEqual(['also', 'ours'])
    expect(await of(['csp'])).toEqual([])
  })

  test('on any of several grounds, and on none without a party', async () => {
    const grounds: Ground[] = ['provider', 'general-practitioner']
    const seen = (...parties: string[]) => idsOf(planOf([{ tied: { parties, grounds } }]), 'Patient')
    expect(await seen('Practitioner/pcp')).toEqual(['also', 'ours', 'theirs'])
    expect(await seen('Organization/other')).toEqual(['theirs'])
    expect(await seen()).toEqual([])
  })

  test('a parent until the eighteenth birthday, a guardian whom a court appointed beyond it (CARES-CON-06)', async () => {
    const authority = (kind: string) => ({
      url: 'https://cares-fhir.example.org/StructureDefinition/legal-authority',
      extension: [{ url: 'kind', valueCode: kind }],
    })
    await store().write(us, [
      create({ resourceType: 'RelatedPerson', id: 'mother', patient: { reference: 'Patient/ours' }, extension: [authority('parent')] }),
      create({
        resourceType: 'RelatedPerson',
        id: 'aunt',
        patient: { reference: 'Patient/ours' },
        extension: [authority('court-guardian')],
      }),
    ])
    const seen = (person: string, instant: string) =>
      idsOf(planOf([{ tied: { parties: [`RelatedPerson/${person}`], grounds: ['parent', 'guardian'] } }], new Date(instant)), 'Patient')
    // Born on 29 February 2012: an adult from 1 March 2030.
    expect(await seen('mother', '2030-03-01T04:59:59.999Z')).toEqual(['ours'])
    expect(await seen('mother', '2030-03-01T05:00:00.000Z')).toEqual([])
    expect(await seen('aunt', '2030-03-01T05:00:00.000Z')).toEqual(['ours'])
  })

  test('a change of the enrollment is seen by the next statement', async () => {
    await store().write(us, [create(patient('leaver')), episode('e-leaver', 'leaver', 'clinic')])
    expect(await store().read(clinic, 'Patient', 'leaver')).toBeDefined()
    await store().write(us, [update(episodeOf('e-leaver', 'leaver', 'clinic', { status: 'cancelled' }))])
    expect(await store().read(clinic, 'Patient', 'leaver')).toBeUndefined()
    await store().write(us, [remove('EpisodeOfCare', 'e-leaver'), remove('Patient', 'leaver')])
  })
})

onOne('ways with conditions', () => {
  const pcp = planOf([{ ...by('general-practitioner', 'Practitioner/pcp'), clauses: [active] }])

  test('final plans only: a draft is not there (requirements, section 10.1)', async () => {
    expect(await idsOf(pcp, 'CarePlan')).toEqual(['icp-also', 'icp-ours', 'icp-theirs'])
    expect(await store().read(pcp, 'CarePlan', 'draft-ours')).toBeUndefined()
  })

  test('an earlier version, as a draft, is not there either', async () => {
    const plan = ofPatient('CarePlan', 'grown', 'ours', { status: 'draft' })
    await store().write(us, [create(plan)])
    await store().write(us, [update({ ...plan, status: 'active' })])
    expect(await store().vread(pcp, 'CarePlan', 'grown', 2)).toBeDefined()
    expect(await store().vread(pcp, 'CarePlan', 'grown', 1)).toBeUndefined()
    expect(await store().history(pcp, 'CarePlan', 'grown', { count: 5 })).toMatchObject({ total: 1, versions: [{ version: 2 }] })
    expect((await store().history(clinic, 'CarePlan', 'grown', { count: 5 }))!.total).toBe(2)
    const all = await store().historyOfTypes(pcp, ['CarePlan'], { count: 50 })
    expect(all.versions.filter(({ id }) => id === 'grown').map(({ version }) => version)).toEqual([2])
    await store().write(us, [remove('CarePlan', 'grown')])
  })

  test('what was deleted is not told by a way that asks what a record is not (CSP-20)', async () => {
    const ways = [{ ...by('provider', 'Organization/clinic'), clauses: [{ ...icp, not: true as const }] }]
    const request = { id: 'told', patients: new Set<string>(), written: 0 }
    await store().write(us, [create(ofPatient('Goal', 'ended-icp', 'ours', { category: [concept('urn:kind', 'icp')] }))])
    await store().write(us, [remove('Goal', 'ended-icp')])
    for (const access of [planOf(ways), { ...planOf(ways), request }]) {
      expect(await store().read(access, 'Goal', 'ended-icp')).toBeUndefined()
      expect(await store().history(access, 'Goal', 'ended-icp', { count: 5 })).toBeUndefined()
      const { versions } = await store().historyOfTypes(access, ['Goal'], { count: 50 })
      expect(versions.map(({ id }) => id).sort()).toEqual(['goal-also', 'goal-ours'])
    }
  })

  test('any of several ways, each with its own conditions', async () => {
    const both = planOf([
      { member: 'ours', clauses: [icp] },
      { member: 'theirs', clauses: [active] },
    ])
    expect(await idsOf(both, 'CarePlan')).toEqual(['draft-ours', 'icp-ours', 'icp-theirs'])
  })

  test('over several types, each in its own way', async () => {
    const some = planOf((_, type) =>
      type === 'CarePlan' ? [{ member: 'ours', clauses: [active] }] : type === 'Goal' ? [{ member: 'also' }] : [],
    )
    const page = await store().search(some, query('', { types: ['CarePlan', 'Goal', 'Patient'] }))
    expect(ids(page.matches).sort()).toEqual(['goal-also', 'icp-ours'])
  })
})

onOne('protected content (CARES-CON-07)', () => {
  const withheld = { labels: ['HIV', '42CFRPart2'], parties: ['Organization/clinic'] }
  const careful = planOf([{ ...by('provider', 'Organization/clinic'), withheld }])
  const consent = (id: string, more: object = {}) => ({
    resourceType: 'Consent',
    id,
    status: 'active',
    patient: { reference: 'Patient/ours' },
    dateTime: '2026-01-01',
    category: [concept('https://cares-fhir.example.org/CodeSystem/consent-kind', 'hiv')],
    performer: [{ reference: 'Patient/ours' }],
    provision: { actor: [{ role: concept('urn:part', 'IRCP'), reference: { reference: 'Organization/clinic' } }] },
    ...more,
  })

  test('is left out without a release of its own, and nothing tells that it is there', async () => {
    expect(await store().read(careful, 'Observation', 'hiv-ours')).toBeUndefined()
    expect(await idsOf(careful, 'Observation')).toEqual(['refers'])
    expect((await store().search(careful, query('Observation', { total: 'accurate' }))).total).toBe(1)
  })

  test('a general release does not open it; its own does, until it is revoked, for that member alone', async () => {
    await store().write(us, [
      create(consent('general', { category: [concept('https://cares-fhir.example.org/CodeSystem/consent-kind', 'release')] })),
    ])
    expect(await idsOf(careful, 'Observation')).toEqual(['refers'])
    await store().write(us, [create(consent('own'))])
    expect(await idsOf(careful, 'Observation')).toEqual(['hiv-ours', 'refers'])
    expect(await store().read(careful, 'Observation', 'hiv-also')).toBeUndefined()
    await store().write(us, [update(consent('own', { status: 'inactive' }))])
    expect(await idsOf(careful, 'Observation')).toEqual(['refers'])
    await store().write(us, [remove('Consent', 'own'), remove('Consent', 'general')])
  })

  test('an earlier version that bore the label stays out when the label has gone', async () => {
    const labelled = ofPatient('Observation', 'was-hiv', 'ours', { meta: { security: [{ code: 'HIV' }] } })
    await store().write(us, [create(labelled)])
    expect(await store().write(us, [update({ ...labelled, meta: {} })])).toMatchObject([{ outcome: 'lowered' }])
    await store().write(us, [{ act: 'update', resource: { ...labelled, meta: {} }, lowers: true }])
    expect(await store().read(careful, 'Observation', 'was-hiv')).toMatchObject({ version: 2 })
    expect(await store().vread(careful, 'Observation', 'was-hiv', 1)).toBeUndefined()
    await store().write(us, [remove('Observation', 'was-hiv')])
  })

  test('that it was deleted is not told either, and nothing that it was before it bore the label', async () => {
    const plain = ofPatient('Observation', 'ended-hiv', 'ours')
    const labelled = { ...plain, meta: { security: [{ code: 'HIV' }] } }
    const seen = async () => [
      await store().read(careful, 'Observation', 'ended-hiv'),
      await store().vread(careful, 'Observation', 'ended-hiv', 1),
      await store().history(careful, 'Observation', 'ended-hiv', { count: 5 }),
      ...(await store().historyOfTypes(careful, ['Observation'], { count: 50 })).versions.filter(({ id }) => id === 'ended-hiv'),
    ]
    await store().write(us, [create(plain)])
    await store().write(us, [update(labelled)])
    expect(await seen()).toEqual([undefined, undefined, undefined])
    await store().write(us, [remove('Observation', 'ended-hiv')])
    expect(await seen()).toEqual([undefined, undefined, undefined])
    for (const change of [update(plain), remove('Observation', 'ended-hiv')]) {
      expect(await store().weigh(careful, [change])).toEqual(['missing'])
    }
    // Made again without it, it is seen from then on: the deletion before stays hidden as well.
    await store().write(us, [create(plain)])
    const { versions } = (await store().history(careful, 'Observation', 'ended-hiv', { count: 5 }))!
    expect(versions.map(({ version }) => version)).toEqual([4, 1])
    await store().write(us, [remove('Observation', 'ended-hiv')])
    expect(await store().read(careful, 'Observation', 'ended-hiv')).toMatchObject({ deleted: true })
  })
})

onOne('writes', () => {
  const outcomes = async (access: AccessPlan, ...writes: Parameters<TestStore['store']['write']>[1]) =>
    (await store().write(access, writes)).map(({ outcome }) => outcome)

  test('what is not seen is missing to an update and a delete, and stays as it is', async () => {
    const plan = ofPatient('CarePlan', 'icp-theirs', 'theirs', { status: 'revoked' })
    expect(await outcomes(clinic, update(plan))).toEqual(['missing'])
    expect(await outcomes(clinic, update(plan, 1))).toEqual(['missing'])
    expect(await outcomes(clinic, update(plan, 9))).toEqual(['missing'])
    expect(await outcomes(clinic, remove('CarePlan', 'icp-theirs'))).toEqual(['missing'])
    expect(await outcomes(clinic, update(ofPatient('CarePlan', 'never-was', 'theirs')))).toEqual(['missing'])
    expect(await store().read(us, 'CarePlan', 'icp-theirs')).toMatchObject({ version: 1, deleted: false })
  })

  test('nothing is written into the record of a member who is unrelated or unknown', async () => {
    expect(await outcomes(clinic, create(ofPatient('Goal', 'g1', 'theirs')))).toEqual(['barred'])
    expect(await outcomes(clinic, create(ofPatient('Goal', 'g2', 'nobody')))).toEqual(['barred'])
    expect(await outcomes(clinic, create(ofPatient('Goal', 'g3', 'ours')))).toEqual(['created'])
    expect(await store().read(us, 'Goal', 'g1')).toBeUndefined()
    await store().write(us, [remove('Goal', 'g3')])
  })

  test('a resource is not moved into another record, nor out of one', async () => {
    expect(await outcomes(clinic, update(ofPatient('Goal', 'goal-ours', 'theirs')))).toEqual(['barred'])
    expect(await outcomes(clinic, update(ofPatient('Goal', 'goal-theirs', 'ours')))).toEqual(['missing'])
    expect(await store().read(us, 'Goal', 'goal-ours')).toMatchObject({ version: 1 })
  })

  test('a new member comes with the enrollment that ties them', async () => {
    expect(await outcomes(clinic, create(patient('newborn')))).toEqual(['barred'])
    expect(await outcomes(clinic, create(patient('newborn')), episode('e-newborn', 'newborn', 'other'))).toEqual(['barred', 'barred'])
    expect(await outcomes(clinic, create(patient('newborn')), episode('e-newborn', 'newborn', 'clinic'))).toEqual(['created', 'created'])
    await store().write(us, [remove('EpisodeOfCare', 'e-newborn'), remove('Patient', 'newborn')])
  })

  test('all or nothing: one that is barred stops the others', async () => {
    expect(await outcomes(clinic, create(ofPatient('Goal', 'g4', 'ours')), create(ofPatient('Goal', 'g5', 'theirs')))).toEqual([
      'created',
      'barred',
    ])
    expect(await store().read(us, 'Goal', 'g4')).toBeUndefined()
  })

  test("what the server writes beside is not bound by the caller's sight", async () => {
    const finding = { ...create(ofPatient('Task', 'finding', 'theirs')), own: true as const }
    expect(await outcomes(clinic, finding, create(ofPatient('Goal', 'g6', 'ours')))).toEqual(['created', 'created'])
    await store().write(us, [remove('Task', 'finding'), remove('Goal', 'g6')])
  })

  test('conditions on content hold for what is written', async () => {
    const proposals = planOf([{ member: 'ours', clauses: [{ kind: 'token', param: 'intent', values: [{ code: 'proposal' }] }] }])
    const plan = (intent: string) => create(ofPatient('CarePlan', `p-${intent}`, 'ours', { intent }))
    expect(await outcomes(proposals, plan('plan'))).toEqual(['barred'])
    expect(await outcomes(proposals, plan('proposal'))).toEqual(['created'])
    await store().write(us, [remove('CarePlan', 'p-proposal')])
  })
})

test('a plan that shows everything costs nothing: it sends the same statements as one without sight', async () => {
  const whole: AccessPlan = { ...us, sight: () => 'everything' }
  if (spread) return
  const seen = async (access: AccessPlan): Promise<Stored[]> => (await store().search(access, query('Patient'))).matches
  expect(await seen(whole)).toEqual(await seen(us))
})

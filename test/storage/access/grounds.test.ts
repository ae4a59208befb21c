import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, type Caller, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { auditLines } from '#interactions/audit/lines.ts'
import { heldTies } from '#storage/access/held-ties.ts'
import { Values } from '#storage/search/values.ts'
import type { ResourceJson, Store } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ofPatient, patient, query, remove, update } from '../records.ts'

// What the trail says let somebody in: the ground of section 10 and the very record that made it, at the moment of the statement.
const spread = process.env.STORE_DISTRIBUTED === '1'
const onOne = spread ? describe.skip : describe
const us = ownAccess('test')
const now = new Date('2026-06-15T16:00:00Z')
const concept = (code: string, system = 'urn:test') => ({ coding: [{ system, code }] })
const to = (reference: string) => ({ reference })
const token = Buffer.alloc(32, 6)
let opened: TestStore
let store: Store

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
  await opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await store.write(us, [
    create({ resourceType: 'Organization', id: 'o' }),
    create({ resourceType: 'PractitionerRole', id: 'doctor', practitioner: to('Practitioner/ann'), organization: to('Organization/o') }),
    ...['near', 'also', 'far'].flatMap((member) => [
      create(patient(member, { birthDate: '2015-01-01' })),
      create(ofPatient('Goal', `goal-${member}`, member)),
      create(ofPatient('Condition', `hiv-${member}`, member, { meta: { security: [{ code: 'HIV' }] } })),
      create(
        ofPatient('CarePlan', `icp-${member}`, member, { status: 'active', intent: 'plan', category: [concept('icp')], title: member }),
      ),
    ]),
  ])
}, 60_000)
afterAll(() => opened.close())

let count = 0

/** A plan as a request's, which is told of in the trail. */
function as(caller: Omit<Caller, 'clientId'>, scope = 'user/*.cruds system/*.cruds'): AccessPlan {
  const plan = compileAccess({ clientId: 'c', organization: 'Organization/o', ...caller }, scope, token, { now: () => now })
  return { ...plan, request: { id: `r-${count++}`, patients: new Set(), written: 0 } }
}

/** The grounds of a request's line, by member; '' where it is of none. */
function told(access: AccessPlan): Record<string, string | null> {
  const [line] = auditLines({ access, interaction: 'search', path: 'Goal', query: '', status: 200 })
  const members = line?.patients ?? [line?.patient ?? '']
  return Object.fromEntries(members.map((member, n) => [member, line?.grounds?.[n] ?? null]))
}

async function having<T>(records: ResourceJson[], work: () => Promise<T>): Promise<T> {
  await store.write(us, records.map(create))
  try {
    return await work()
  } finally {
    for (const { resourceType, id } of records) await store.write(us, [remove(resourceType, id)])
  }
}

const tie = (resourceType: string, id: string, member: string, more: object): ResourceJson => ({
  ...ofPatient(resourceType, id, member),
  status: 'active',
  ...more,
})
const records = {
  provider: (member = 'near') =>
    tie('EpisodeOfCare', `e-${member}`, member, { patient: to(`Patient/${member}`), managingOrganization: to('Organization/o') }),
  referral: (member = 'near') =>
    tie('ServiceRequest', `s-${member}`, member, { performer: [to('Organization/o')], category: [concept('program-referral')] }),
  task: (member = 'near') =>
    tie('Task', `t-${member}`, member, {
      status: 'requested',
      for: to(`Patient/${member}`),
      owner: to('Organization/o'),
      code: concept('member-identified'),
    }),
  treating: (member = 'near') => tie('Encounter', `n-${member}`, member, { status: 'in-progress', serviceProvider: to('Organization/o') }),
  team: (member = 'near') => tie('CareTeam', `c-${member}`, member, { participant: [{ member: to('Practitioner/ann') }] }),
  payer: (member = 'near') =>
    tie('Coverage', `p-${member}`, member, { beneficiary: to(`Patient/${member}`), payor: [to('Organization/o')] }),
  audit: (member = 'near') =>
    tie('Task', `a-${member}`, member, {
      status: 'requested',
      for: to(`Patient/${member}`),
      requester: to('Organization/o'),
      code: concept('audit-request'),
    }),
}
const release = (id: string, more: object = {}): ResourceJson => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  patient: to('Patient/near'),
  category: [concept('hiv', 'https://cares-fhir.example.org/CodeSystem/consent-kind')],
  dateTime: '2026-01-01',
  performer: [to('Patient/near')],
  provision: { type: 'permit', actor: [{ role: concept('IRCP'), reference: to('Organization/o') }] },
  ...more,
})
const authority = (kind: string): ResourceJson => ({
  resourceType: 'RelatedPerson',
  id: 'mother',
  patient: to('Patient/near'),
  extension: [
    {
      url: 'https://cares-fhir.example.org/StructureDefinition/legal-authority',
      extension: [{ url: 'kind', valueCode: kind }],
    },
  ],
})

onOne('the ground of a read', () => {
  test.each([
    ['care-team', 'provider EpisodeOfCare/e-near', records.provider()],
    ['care-team', 'referral ServiceRequest/s-near', records.referral()],
    ['care-team', 'task Task/t-near', records.task()],
    ['hospital', 'treating Encounter/n-near', records.treating()],
    ['ed', 'care-team CareTeam/c-near', records.team()],
    ['pediatrician', 'care-team CareTeam/c-near', records.team()],
    ['health-plan', 'payer Coverage/p-near', records.payer()],
    ['masshealth', 'request Task/a-near', records.audit()],
  ] as const)('%s: %s', async (kind, ground, record) => {
    await having([record], async () => {
      const ways: ((access: AccessPlan) => Promise<unknown>)[] = [
        (access) => store.read(access, 'Goal', 'goal-near'),
        (access) => store.vread(access, 'Goal', 'goal-near', 1),
        (access) => store.history(access, 'Goal', 'goal-near', { count: 5 }),
        (access) => store.historyOfTypes(access, ['Goal'], { count: 5 }),
        (access) => store.search(access, query('Goal', { clauses: [ofNear] })),
        (access) => store.search(access, query('CarePlan', { revinclude: [], include: [{ source: 'CarePlan', param: 'subject' }] })),
        (access) => store.everything(access, 'near', { count: 50 }),
        (access) => store.gather(access, { members: ['near'], types: ['Goal'] }),
        (access) => store.transact(access, ['near'], ({ read }) => read('Goal', 'goal-near')),
      ]
      for (const [n, way] of ways.entries()) {
        const access = as({ kind })
        await way(access)
        expect([n, told(access)]).toEqual([n, { near: ground }])
      }
    })
  })

  const ofNear = { kind: 'reference' as const, param: 'patient', values: [{ type: 'Patient', id: 'near' }] }

  test('each member of a list has their own', async () => {
    await having([records.provider('near'), records.task('also')], async () => {
      const access = as({ kind: 'care-team' })
      await store.search(access, query('Goal'))
      expect(told(access)).toEqual({ near: 'provider EpisodeOfCare/e-near', also: 'task Task/t-also' })
    })
  })

  test('all that tie, and none that is over, or of another kind or for somebody else', async () => {
    const over = { ...records.treating(), id: 'over', period: { end: '2026-06-01' } }
    const other = { ...records.treating(), id: 'other', serviceProvider: to('Organization/other') }
    await having([records.treating(), records.team(), over, other, records.payer()], async () => {
      const access = as({ kind: 'hospital' })
      await store.read(access, 'Goal', 'goal-near')
      expect(told(access)).toEqual({ near: 'care-team CareTeam/c-near,treating Encounter/n-near' })
    })
  })

  test('thirty days after its end an enrollment still ties its own provider; a referral beside it is named by its kind alone', async () => {
    const ended = { ...records.provider(), period: { end: '2026-06-01' } }
    const service = { ...records.referral(), category: [concept('service-referral')] }
    await having([ended, service], async () => {
      const access = as({ kind: 'care-team' })
      await store.read(access, 'Goal', 'goal-near')
      expect(told(access)).toEqual({ near: 'provider EpisodeOfCare/e-near' })
    })
  })

  test.each([
    ['the own record', { kind: 'member', fhirUser: 'Patient/near' }, 'self'],
    ['of a minor', { kind: 'minor', fhirUser: 'Patient/near' }, 'self'],
    ['by a parent', { kind: 'family', fhirUser: 'RelatedPerson/mother' }, 'parent RelatedPerson/mother'],
  ] as const)('people: %s', async (_, caller, ground) => {
    await having([authority('parent')], async () => {
      const access = as(caller)
      expect(await store.read(access, 'Patient', 'near')).toBeDefined()
      expect(told(access)).toEqual({ near: ground })
    })
  })

  test('a guardian whom a court appointed', async () => {
    await having([authority('court-guardian')], async () => {
      const access = as({ kind: 'family', fhirUser: 'RelatedPerson/mother' })
      await store.read(access, 'Patient', 'near')
      expect(told(access)).toEqual({ near: 'guardian RelatedPerson/mother' })
    })
  })

  test('what somebody is registered as, whoever the member is; and the directory', async () => {
    const oversight = as({ kind: 'masshealth' })
    await having([records.provider()], () => store.read(oversight, 'EpisodeOfCare', 'e-near'))
    expect(told(oversight)).toEqual({ near: 'role' })
    const looksUp = as({ kind: 'hospital' })
    await store.read(looksUp, 'Organization', 'o')
    expect(told(looksUp)).toEqual({ '': 'directory' })
  })

  test('nobody was let in where nothing was found', async () => {
    const access = as({ kind: 'hospital' })
    await store.read(access, 'Goal', 'goal-near')
    await store.search(access, query('Goal'))
    expect(told(access)).toEqual({ '': null })
  })
})

describe('nothing is asked of the database', () => {
  const asked = (access: AccessPlan, type = 'Goal') => {
    const values = new Values()
    return [heldTies(access, 'r', [type], { values, shards: 'SELECT 1' }), values.own]
  }

  test.each([
    ['of who sees everything', as({ kind: 'system' })],
    ['of who reads the own record', as({ kind: 'member', fhirUser: 'Patient/near' })],
    ['where no request is told of', { ...as({ kind: 'hospital' }), request: undefined }],
    ['by the server itself', ownAccess('jobs')],
  ])('%s', (_, access) => expect(asked(access)).toEqual([undefined, []]))

  test('of the directory', () => expect(asked(as({ kind: 'hospital' }), 'Organization')).toEqual([undefined, []]))
})

onOne('the Consent that let in', () => {
  const reads = async (id: string, type = 'Condition') => {
    const access = as({ kind: 'care-team' })
    return { found: (await store.read(access, type, id)) !== undefined, told: told(access) }
  }
  const episode = 'provider EpisodeOfCare/e-near'

  test('is named with what it opened, and with nothing else', async () => {
    await having([records.provider(), release('r1')], async () => {
      expect(await reads('hiv-near')).toEqual({ found: true, told: { near: `${episode},release Consent/r1` } })
      expect(await reads('goal-near', 'Goal')).toEqual({ found: true, told: { near: episode } })
    })
  })

  test('withdrawn, it opens nothing; another that is in force is named in its place', async () => {
    await having([records.provider(), release('r1'), release('r2')], async () => {
      expect((await reads('hiv-near')).told).toEqual({ near: `${episode},release Consent/r1,release Consent/r2` })
      await store.write(us, [update(release('r1', { status: 'inactive' }))])
      expect(await reads('hiv-near')).toEqual({ found: true, told: { near: `${episode},release Consent/r2` } })
      await store.write(us, [update(release('r2', { status: 'inactive' }))])
      expect(await reads('hiv-near')).toEqual({ found: false, told: { '': null } })
    })
  })

  test('is that of the moment of the read, though it is withdrawn before the trail is written', async () => {
    await having([records.provider(), release('r1')], async () => {
      const access = as({ kind: 'care-team' })
      await store.read(access, 'Condition', 'hiv-near')
      await store.write(us, [update(release('r1', { status: 'inactive' })), create(release('r9'))])
      expect(told(access)).toEqual({ near: `${episode},release Consent/r1` })
      await store.write(us, [remove('Consent', 'r9')])
    })
  })

  test.each([
    ['for somebody else', { provision: { type: 'permit', actor: [{ role: concept('IRCP'), reference: to('Organization/other') }] } }],
    ['that has ended', { provision: { ...(release('x').provision as object), period: { end: '2026-06-01' } } }],
    ['of another kind', { category: [concept('part2', 'https://cares-fhir.example.org/CodeSystem/consent-kind')] }],
    ['that denies', { provision: { ...(release('x').provision as object), type: 'deny' } }],
  ])('one %s is never named', async (_, more) => {
    await having([records.provider(), release('r1'), release('r2', more)], async () => {
      expect((await reads('hiv-near')).told).toEqual({ near: `${episode},release Consent/r1` })
    })
  })

  test('one that a parent signed is named while the member is a minor', async () => {
    const signed = release('r1', { performer: [to('RelatedPerson/mother')] })
    await having([records.provider(), signed], async () => {
      expect((await reads('hiv-near')).told).toEqual({ near: `${episode},release-for-minor Consent/r1` })
    })
  })

  test('in a list each resource has what opened it', async () => {
    await having([records.provider(), records.provider('also'), release('r1')], async () => {
      const access = as({ kind: 'care-team' })
      await store.search(access, query('', { types: ['Condition', 'Goal'] }))
      expect(told(access)).toEqual({ near: `${episode},release Consent/r1`, also: 'provider EpisodeOfCare/e-also' })
    })
  })
})

onOne('the ground of a write', () => {
  const grounds = async (access: AccessPlan) =>
    opened.database.query<{ what: string; grounds: string[] | null }>(
      { text: `SELECT what, grounds FROM audit WHERE request = $1 ORDER BY tx, seq` },
      [access.request?.id],
    )

  test('a change, a creation and a deletion, each by its own', async () => {
    await having([records.provider(), records.treating()], async () => {
      const access = as({ kind: 'care-team' })
      await store.write(access, [create(ofPatient('Goal', 'new', 'near'))])
      await store.write(access, [update(ofPatient('Goal', 'new', 'near', { lifecycleStatus: 'active' }))])
      await store.write(access, [remove('Goal', 'new')])
      const by = ['provider EpisodeOfCare/e-near']
      expect(await grounds(access)).toEqual([1, 2, 3].map((n) => ({ what: `Goal/new/_history/${n}`, grounds: by })))
    })
  })

  test('of what is protected, the release that opens it to the writer', async () => {
    await having([records.provider(), release('r1')], async () => {
      const access = as({ kind: 'care-team' })
      const labelled = ofPatient('Condition', 'hiv-near', 'near', { meta: { security: [{ code: 'HIV' }] }, code: { text: 'changed' } })
      expect(await store.write(access, [update(labelled)])).toMatchObject([{ outcome: 'updated' }])
      expect((await grounds(access)).map((line) => line.grounds)).toEqual([['provider EpisodeOfCare/e-near,release Consent/r1']])
    })
  })

  test('of a new member, the record that comes with it', async () => {
    const access = as({ kind: 'care-team' })
    await store.write(access, [create(patient('born')), create(records.provider('born')), create(ofPatient('Goal', 'goal-born', 'born'))])
    expect(new Set((await grounds(access)).flatMap((line) => line.grounds))).toEqual(new Set(['provider EpisodeOfCare/e-born']))
  })

  test('one’s own record; what the server adds has none of the caller’s', async () => {
    const access = as({ kind: 'member', fhirUser: 'Patient/near' })
    await store.write(access, [create(ofPatient('Goal', 'mine', 'near')), { own: true, ...create(ofPatient('Goal', 'servers', 'near')) }])
    expect(await grounds(access)).toEqual([
      { what: 'Goal/mine/_history/1', grounds: ['self'] },
      { what: 'Goal/servers/_history/1', grounds: [null] },
    ])
  })
})

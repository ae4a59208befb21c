import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, type Caller, type ClientKind, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import type { ResourceJson, Store } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../../storage/databases.ts'
import { create, ids, ofPatient, patient, query, remove } from '../../storage/records.ts'

// Section 10 of the requirements, row by row: `near` is the member to whom each actor is tied in that row's way, `far` has
// the same records and no tie to anybody. Every row is tried both ways.
const spread = process.env.STORE_DISTRIBUTED === '1'
const us = ownAccess('test')
const concept = (code: string) => ({ coding: [{ system: 'urn:test', code }] })
const to = (reference: string) => ({ reference })
let opened: TestStore
let store: Store
let token: Buffer

const recordOf = (member: string): ResourceJson[] => [
  patient(member, { name: [{ family: member }] }),
  ofPatient('CarePlan', `icp-${member}`, member, { status: 'active', intent: 'plan', category: [concept('icp')] }),
  ofPatient('CarePlan', `draft-${member}`, member, { status: 'draft', intent: 'plan', category: [concept('icp')] }),
  ofPatient('CarePlan', `emergency-${member}`, member, { status: 'active', intent: 'plan', category: [concept('emergency-plan')] }),
  ofPatient('Goal', `goal-${member}`, member),
  ofPatient('Communication', `note-${member}`, member),
  ofPatient('Observation', `lab-${member}`, member),
  ofPatient('Condition', `hiv-${member}`, member, { meta: { security: [{ code: 'HIV' }] } }),
  ofPatient('QuestionnaireResponse', `done-${member}`, member, { status: 'completed' }),
  ofPatient('QuestionnaireResponse', `begun-${member}`, member, { status: 'in-progress' }),
  { resourceType: 'AllergyIntolerance', id: `allergy-${member}`, patient: to(`Patient/${member}`) },
]

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
  token = Buffer.alloc(32, 5)
  await opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await store.write(us, [
    create({ resourceType: 'Organization', id: 'o', name: 'Ours' }),
    create({ resourceType: 'PractitionerRole', id: 'doctor', practitioner: to('Practitioner/ann'), organization: to('Organization/o') }),
    create({
      resourceType: 'PractitionerRole',
      id: 'gone',
      active: false,
      practitioner: to('Practitioner/bob'),
      organization: to('Organization/o'),
    }),
    ...[...recordOf('near'), ...recordOf('far')].map(create),
  ])
}, 60_000)
afterAll(() => opened.close())

const as = (kind: ClientKind, organization: string | undefined = 'Organization/o', scope = 'system/*.cruds'): AccessPlan =>
  compileAccess({ clientId: 'c', kind, organization }, scope, token)

/** Runs with some records written, and takes them away again. */
async function having<T>(records: ResourceJson[], work: () => Promise<T>): Promise<T> {
  await store.write(us, records.map(create))
  try {
    return await work()
  } finally {
    await store.write(
      us,
      records.map(({ resourceType, id }) => remove(resourceType, id)),
    )
  }
}

const ties = {
  provider: {
    resourceType: 'EpisodeOfCare',
    id: 't',
    status: 'active',
    patient: to('Patient/near'),
    managingOrganization: to('Organization/o'),
  },
  referred: ofPatient('ServiceRequest', 't', 'near', {
    status: 'active',
    performer: [to('Organization/o')],
    category: [concept('program-referral')],
  }),
  served: ofPatient('ServiceRequest', 't', 'near', {
    status: 'active',
    performer: [to('Organization/o')],
    category: [concept('service-referral')],
  }),
  identified: {
    resourceType: 'Task',
    id: 't',
    status: 'requested',
    for: to('Patient/near'),
    owner: to('Organization/o'),
    code: concept('member-identified'),
  },
  treating: { ...ofPatient('Encounter', 't', 'near', { status: 'in-progress' }), serviceProvider: to('Organization/o') },
  team: ofPatient('CareTeam', 't', 'near', { status: 'active', participant: [{ member: to('PractitionerRole/doctor') }] }),
  teamPerson: ofPatient('CareTeam', 't', 'near', { status: 'active', participant: [{ member: to('Practitioner/ann') }] }),
  teamGone: ofPatient('CareTeam', 't', 'near', { status: 'active', participant: [{ member: to('Practitioner/bob') }] }),
  payer: { resourceType: 'Coverage', id: 't', status: 'active', beneficiary: to('Patient/near'), payor: [to('Organization/o')] },
  audit: {
    resourceType: 'Task',
    id: 't',
    status: 'requested',
    for: to('Patient/near'),
    requester: to('Organization/o'),
    code: concept('audit-request'),
  },
} satisfies Record<string, ResourceJson>

/** All that this caller finds of the two members, by id; what makes the tie is left out. */
async function seenBy(access: AccessPlan): Promise<string[]> {
  const { matches } = await store.search(
    access,
    query('', { types: [...new Set(recordOf('near').map(({ resourceType }) => resourceType))], count: 200 }),
  )
  const found = ids(matches)
  // Reading one by one says the same as searching.
  for (const record of [...recordOf('near'), ...recordOf('far')]) {
    const one = await store.read(access, record.resourceType, record.id)
    expect([record.id, one !== undefined]).toEqual([record.id, found.includes(record.id)])
  }
  return found.filter((id) => id !== 't').sort()
}

const whole = [
  'allergy-near',
  'begun-near',
  'done-near',
  'draft-near',
  'emergency-near',
  'goal-near',
  'icp-near',
  'lab-near',
  'near',
  'note-near',
]
const plans = ['allergy-near', 'emergency-near', 'goal-near', 'icp-near', 'near']

const rows: [actor: string, kind: ClientKind, tie: ResourceJson, sees: string[]][] = [
  ['a CARES team, of its panel', 'care-team', ties.provider, whole],
  ['a CARES team, of whom it was referred', 'care-team', ties.referred, whole],
  ['a CARES team, of a member identified for it', 'care-team', ties.identified, whole],
  ['a CARES team, of a referral to another service', 'care-team', ties.served, []],
  ['a CARES team, as payer', 'care-team', ties.payer, []],
  ['a hospital that treats', 'hospital', ties.treating, plans],
  ['an emergency department that treats', 'ed', ties.treating, plans],
  ['a hospital as payer', 'hospital', ties.payer, []],
  ['a pediatrician on the team', 'pediatrician', ties.team, [...plans, 'done-near'].sort()],
  ['a pediatrician on the team, named as a person', 'pediatrician', ties.teamPerson, [...plans, 'done-near'].sort()],
  ['a pediatrician who has left the practice', 'pediatrician', ties.teamGone, []],
  ['a plan, of its member', 'health-plan', ties.payer, ['goal-near', 'icp-near', 'near']],
  ['a plan, of whom it treats', 'health-plan', ties.treating, []],
  ['MassHealth, while a request for the record is open', 'masshealth', ties.audit, whole],
  ['an ambulance, of whomever', 'ems', ties.treating, []],
]

const onOne = spread ? describe.skip : describe

onOne('section 10: who sees what of a member', () => {
  test.each(rows)('%s', async (_, kind, tie, sees) => {
    const access = as(kind)
    await having([tie], async () => {
      const { matches } = await store.search(
        access,
        query('', {
          types: [
            'AllergyIntolerance',
            'CarePlan',
            'Communication',
            'Condition',
            'Goal',
            'Observation',
            'Patient',
            'QuestionnaireResponse',
          ],
          count: 200,
        }),
      )
      expect(ids(matches).sort()).toEqual(sees)
      const readable = []
      for (const record of [...recordOf('near'), ...recordOf('far')]) {
        if (await store.read(access, record.resourceType, record.id)) readable.push(record.id)
      }
      expect(readable.sort()).toEqual(sees)
    })
  })

  test('a hospital reads of notes, papers and stays its own, and what was sent to it: neither case notes nor a school’s papers', async () => {
    const others = [
      ofPatient('Communication', 'case-note', 'near', { sender: to('Organization/team'), category: [concept('case-note')] }),
      ofPatient('DocumentReference', 'iep', 'near', { author: [to('Organization/school')], category: [concept('iep')] }),
      ofPatient('Encounter', 'visit', 'near', { status: 'finished', serviceProvider: to('Organization/other') }),
    ]
    const own = [
      ofPatient('Communication', 'sent', 'near', { sender: to('PractitionerRole/doctor') }),
      ofPatient('Communication', 'told', 'near', { sender: to('Organization/team'), recipient: [to('Organization/o')] }),
      ofPatient('DocumentReference', 'summary', 'near', { author: [to('Practitioner/ann')] }),
    ]
    const hospital = as('hospital')
    await having([ties.treating, ...others, ...own], async () => {
      const { matches } = await store.search(hospital, query('', { types: ['Communication', 'DocumentReference', 'Encounter'], count: 50 }))
      expect(ids(matches).sort()).toEqual(['sent', 'summary', 't', 'told'])
      for (const { resourceType, id } of others) {
        expect([id, await store.read(hospital, resourceType, id)]).toEqual([id, undefined])
        expect([id, await store.history(hospital, resourceType, id, { count: 5 })]).toEqual([id, undefined])
      }
      for (const { resourceType, id } of own) expect(await store.read(hospital, resourceType, id)).toMatchObject({ id })
    })
    await having(own, async () => {
      for (const { resourceType, id } of own) expect([id, await store.read(hospital, resourceType, id)]).toEqual([id, undefined])
    })
  })

  test.each(rows.map(([actor, kind]) => [actor, kind] as const))('%s: nothing once the tie has gone', async (_, kind) => {
    expect(await seenBy(as(kind))).toEqual([])
  })

  test('a system sees all, whoever it belongs to', async () => {
    expect(await seenBy(as('system'))).toHaveLength(2 * recordOf('near').length)
  })

  test('no organization, no members', async () => {
    await having([ties.provider], async () => {
      expect(await seenBy(compileAccess({ clientId: 'c', kind: 'care-team' }, 'system/*.cruds', token))).toEqual([])
      expect(await seenBy(as('care-team', 'Organization/other'))).toEqual([])
    })
  })

  test('never more than the scope, nor than the tie: both hold', async () => {
    const access = as('care-team', 'Organization/o', 'system/Goal.rs system/Patient.s')
    await having([ties.provider], async () => {
      expect(ids((await store.search(access, query('Goal'))).matches)).toEqual(['goal-near'])
      expect(ids((await store.search(access, query('Patient'))).matches)).toEqual(['near'])
      await expect(store.read(access, 'Patient', 'near')).rejects.toMatchObject({ kind: 'forbidden' })
    })
  })

  test('MassHealth sees the enrollment and the cover of everybody', async () => {
    await having([ties.provider], async () => {
      expect(await store.read(as('masshealth'), 'EpisodeOfCare', 't')).toBeDefined()
      expect(await store.read(as('health-plan'), 'EpisodeOfCare', 't')).toBeUndefined()
    })
  })

  test('everybody looks up the directory', async () => {
    for (const kind of ['care-team', 'hospital', 'ems', 'pediatrician', 'health-plan', 'masshealth'] as const) {
      expect(await store.read(as(kind), 'Organization', 'o')).toMatchObject({ id: 'o' })
    }
  })
})

onOne('section 10: people', () => {
  const person = (caller: Omit<Caller, 'clientId'>, scope = 'user/*.cruds') => compileAccess({ clientId: 'c', ...caller }, scope, token)
  const born = (birthDate: string) => patient('near', { name: [{ family: 'near' }], birthDate })
  const authority = (kind: string): ResourceJson => ({
    resourceType: 'RelatedPerson',
    id: 't',
    patient: to('Patient/near'),
    extension: [
      {
        url: 'https://cares-fhir.example.org/StructureDefinition/legal-authority',
        extension: [{ url: 'kind', valueCode: kind }],
      },
    ],
  })
  const family = () => person({ kind: 'family', fhirUser: 'RelatedPerson/t' })
  const bornOn = (birthDate: string) => store.write(us, [{ act: 'update', resource: born(birthDate) }])

  test('a member sees all of their own record, what is protected too, and no other (42 CFR 2.23)', async () => {
    expect(await seenBy(person({ kind: 'member', fhirUser: 'Patient/near' }))).toEqual([...whole, 'hiv-near'].sort())
    expect(await seenBy(person({ kind: 'member', fhirUser: 'Patient/near' }, 'patient/*.cruds'))).toEqual([])
    expect(await seenBy(person({ kind: 'member' }))).toEqual([])
  })

  test.each([
    ['parent', '2015-01-01', true],
    ['parent', '2000-01-01', false],
    ['legal-guardian', '2015-01-01', true],
    ['court-guardian', '2000-01-01', true],
    ['friend', '2015-01-01', false],
  ])('a %s of somebody born %s: %p', async (kind, birthDate, sees) => {
    await bornOn(birthDate)
    await having([authority(kind)], async () => expect(await seenBy(family())).toEqual(sees ? whole : []))
    expect(await seenBy(family())).toEqual([])
  })

  test('a coordinator sees the panel of their organization, and nothing once it has none', async () => {
    const access = person({ kind: 'care-team', fhirUser: 'Practitioner/ann', organization: 'Organization/o' })
    await having([ties.provider], async () => expect(await seenBy(access)).toEqual(whole))
    expect(await seenBy(access)).toEqual([])
  })

  test('a pediatrician whom a team names in person', async () => {
    const access = person({ kind: 'pediatrician', fhirUser: 'Practitioner/bob', organization: 'Organization/other' })
    await having([ties.teamGone], async () => expect(await seenBy(access)).toContain('icp-near'))
    expect(await seenBy(access)).toEqual([])
  })

  test('families and members add goals and answers to their own record, and change none', async () => {
    const goal = (member: string) => ofPatient('Goal', 'new', member)
    const outcome = async (access: AccessPlan, resource: ResourceJson) => {
      const [written] = await store.write(access, [create(resource)])
      if (written!.outcome === 'created') await store.write(us, [remove(resource.resourceType, resource.id)])
      return written!.outcome
    }
    const own = person({ kind: 'member', fhirUser: 'Patient/near' })
    expect([await outcome(own, goal('near')), await outcome(own, goal('far'))]).toEqual(['created', 'barred'])
    await bornOn('2015-01-01')
    await having([authority('parent')], async () => {
      expect([await outcome(family(), goal('near')), await outcome(family(), goal('far'))]).toEqual(['created', 'barred'])
      expect(await outcome(family(), ofPatient('CarePlan', 'new', 'near', { status: 'active', intent: 'plan' }))).toBe('barred')
    })
  })
})

onOne('section 10: who writes what', () => {
  const outcome = async (access: AccessPlan, resource: ResourceJson) => {
    const [written] = await store.write(access, [create(resource)])
    if (written!.outcome === 'created') await store.write(us, [remove(resource.resourceType, resource.id)])
    return written!.outcome
  }
  const plan = (intent: string, member = 'near') => ofPatient('CarePlan', 'new', member, { status: 'active', intent })

  test('a hospital proposes a plan, and makes none of its own', async () => {
    await having([ties.treating], async () => {
      expect(await outcome(as('hospital'), plan('proposal'))).toBe('created')
      expect(await outcome(as('hospital'), plan('plan'))).toBe('barred')
      expect(await outcome(as('hospital'), plan('proposal', 'far'))).toBe('barred')
      expect(await outcome(as('hospital'), ofPatient('Goal', 'new', 'near'))).toBe('barred')
    })
  })

  test('nobody ties themselves to a member who is there already', async () => {
    for (const [kind, tie] of [
      ['care-team', ties.provider],
      ['hospital', ties.treating],
      ['health-plan', ties.payer],
      ['pediatrician', ties.team],
    ] as const) {
      expect([kind, await outcome(as(kind), { ...tie, id: 'self' })]).toEqual([kind, 'barred'])
    }
  })

  test('a release is recorded by the care team alone: no approval by who receives', async () => {
    const consent: ResourceJson = { resourceType: 'Consent', id: 'new', status: 'active', patient: to('Patient/near') }
    await having([ties.treating], async () => expect(await outcome(as('hospital'), consent)).toBe('barred'))
    await having([ties.payer], async () => expect(await outcome(as('health-plan'), consent)).toBe('barred'))
    await having([ties.provider], async () => expect(await outcome(as('care-team'), consent)).toBe('created'))
  })

  test('a care team records what is protected, though it reads it only by a release', async () => {
    await having([ties.provider], async () => {
      const labelled = ofPatient('Condition', 'new', 'near', { meta: { security: [{ code: 'HIV' }] } })
      expect(await outcome(as('care-team'), labelled)).toBe('created')
      expect(await store.read(as('care-team'), 'Condition', 'hiv-near')).toBeUndefined()
    })
  })

  test('a plan refers its member to the program, and nobody else’s', async () => {
    const referral = (member: string, category: string) =>
      ofPatient('ServiceRequest', 'new', member, { status: 'active', category: [concept(category)] })
    await having([ties.payer], async () => {
      expect(await outcome(as('health-plan'), referral('near', 'program-referral'))).toBe('created')
      expect(await outcome(as('health-plan'), referral('near', 'service-referral'))).toBe('barred')
      expect(await outcome(as('health-plan'), referral('far', 'program-referral'))).toBe('barred')
    })
  })
})

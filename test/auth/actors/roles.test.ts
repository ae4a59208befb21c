import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ClientKind, Role } from '#auth/access-plan.ts'
import type { ResourceJson } from '#storage/store.ts'
import { concept, days, june, ofPatient, openSection10, recordOf, tie, to, we } from './section-10.ts'

let on: Awaited<ReturnType<typeof openSection10>>
beforeAll(async () => {
  on = await openSection10()
}, 60_000)
afterAll(() => on.close())

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe
const as = (kind: ClientKind, role: Role) => ({ kind, roles: [role], fhirUser: 'Practitioner/ann', posts: ['PractitionerRole/ours'] })
const event = (more: object) => ofPatient('Encounter', 'new', 'near', { status: 'finished', ...more })
const ours = { participant: [{ individual: to('PractitionerRole/ours') }] }
const claim = (more: object = {}): ResourceJson => ({
  ...{ resourceType: 'Claim', id: 'new', status: 'draft', use: 'claim', patient: to('Patient/near'), provider: to(we), ...more },
})
const approval = (status: string) => ({
  ...{ resourceType: 'Task', id: 'new', status, intent: 'order', for: to('Patient/near'), code: concept('supervisor-approval') },
})

/** The panel's record, of which the team withholds no more than what has a law of its own. */
const panel = recordOf('near')
  .map(({ id }) => id.replace(/-near$/, ''))
  .filter((id) => id !== 'hiv')
  .toSorted()

interface Row {
  actor: string
  kind: ClientKind
  role: Role
  ties: (period?: object) => ResourceJson[]
  sees: readonly string[]
  /** Days that it lasts longer. */
  longer: boolean
  may: ResourceJson[]
  mayNot: ResourceJson[]
}

const rows: Row[] = [
  {
    actor: 'family support staff',
    ...{ kind: 'care-team', role: 'family-support', ties: (period) => [tie.enrolled('cares', period)], longer: true },
    sees: [...['aide', 'called', 'draft', 'food', 'home', 'icp', 'iep', 'lungs', 'meeting', 'mother', 'near', 'reads', 'visit']],
    may: [
      event(ours),
      ofPatient('DocumentReference', 'new', 'near', { status: 'current', category: [concept('program-planning-note')] }),
      ofPatient('Communication', 'new', 'near', { status: 'completed', sender: to('PractitionerRole/ours') }),
    ],
    mayNot: [
      event({ serviceProvider: to('Organization/elsewhere') }),
      ofPatient('CarePlan', 'new', 'near', { status: 'active', intent: 'plan', category: [concept('icp')] }),
      ofPatient('Goal', 'new', 'near'),
      ofPatient('Condition', 'new', 'near'),
      { resourceType: 'Consent', id: 'new', status: 'active', patient: to('Patient/near') },
    ],
  },
  {
    actor: 'a senior medical professional, in a consult of theirs',
    ...{ kind: 'care-team', role: 'senior-medical-professional', longer: true, sees: panel },
    ties: (period) => [tie.enrolled('cares', period), tie.consult('PractitionerRole/ours')],
    may: [ofPatient('Communication', 'new', 'near', { status: 'completed' })],
    mayNot: [ofPatient('Condition', 'new', 'near'), event(ours)],
  },
  {
    actor: 'a program director',
    ...{ kind: 'care-team', role: 'program-director', ties: (period) => [tie.enrolled('cares', period)], longer: true, sees: panel },
    may: [ofPatient('MeasureReport', 'new', 'near', { status: 'complete' })],
    mayNot: [event(ours), ofPatient('Condition', 'new', 'near'), ofPatient('Goal', 'new', 'near')],
  },
  {
    actor: 'a biller',
    ...{ kind: 'care-team', role: 'biller', ties: (period) => [tie.enrolled('cares', period)], longer: true },
    sees: ['month', 'near'],
    may: [claim()],
    mayNot: [claim({ status: 'active' }), claim({ use: 'preauthorization' }), event(ours)],
  },
  {
    actor: 'a worker of a Community Support Program',
    ...{ kind: 'csp', role: 'csp-worker', ties: (period) => [tie.enrolled('csp', period)], longer: false },
    sees: ['begun', 'called', 'csp', 'cspdraft', 'day', 'home', 'ltss', 'mother', 'near', 'visit'],
    may: [approval('requested'), event(ours)],
    mayNot: [approval('completed'), approval('accepted'), event({})],
  },
  {
    actor: 'a supervisor of a Community Support Program',
    ...{ kind: 'csp', role: 'csp-supervisor', ties: (period) => [tie.enrolled('csp', period)], longer: false },
    sees: ['begun', 'called', 'csp', 'cspdraft', 'day', 'home', 'ltss', 'mother', 'near', 'visit'],
    may: [approval('completed')],
    mayNot: [ofPatient('Condition', 'new', 'near')],
  },
  {
    actor: 'a coordinator for long-term supports',
    ...{ kind: 'one-care', role: 'lts-coordinator', ties: (period) => [tie.enrolled('one-care', period)], longer: false },
    sees: ['called', 'csp', 'day', 'emergency', 'home', 'icp', 'ltss', 'lungs', 'near', 'night', 'nurse', 'reads', 'waiver'],
    may: [ofPatient('CarePlan', 'new', 'near', { status: 'active', intent: 'plan', category: [concept('ltss-cp')], author: to(we) })],
    mayNot: [ofPatient('CarePlan', 'new', 'near', { status: 'active', intent: 'plan', category: [concept('icp')], author: to(we) })],
  },
]

onOne('section 10: a role within an organization sees its own part', () => {
  test.each(rows.map((row) => [row.actor, row] as const))('%s', async (_, { kind, role, ties, sees, longer }) => {
    await on.having(ties(june), async () => {
      expect(await on.sees(on.as(as(kind, role)))).toEqual([...sees])
      const found = []
      for (const at of Object.values(days)) found.push(await on.finds(on.as(as(kind, role), at)))
      expect(found).toEqual([[], sees, sees, longer ? sees : []])
      expect(await on.finds(on.as({ ...as(kind, role), organization: 'Organization/elsewhere' }))).toEqual([])
    })
    expect(await on.sees(on.as(as(kind, role)))).toEqual([])
  })

  test.each(rows.map((row) => [row.actor, row] as const))(
    '%s: what it writes, and what not',
    async (_, { kind, role, ties, may, mayNot }) => {
      const access = on.as(as(kind, role))
      await on.having(ties(june), async () => {
        for (const resource of may) expect([resource, await on.writes(access, resource)]).toEqual([resource, 'created'])
        for (const resource of mayNot) expect([resource, await on.writes(access, resource)]).toEqual([resource, 'barred'])
      })
      for (const resource of may) expect([resource, await on.writes(access, resource)]).toEqual([resource, 'barred'])
    },
  )

  test('a consult of another, one that is over, or of a member of another provider, shows nothing', async () => {
    const access = on.as(as('care-team', 'senior-medical-professional'))
    const enrolled = tie.enrolled('cares')
    await on.having([enrolled], async () => expect(await on.sees(access)).toEqual([]))
    await on.having([enrolled, tie.consult('PractitionerRole/theirs')], async () => expect(await on.sees(access)).toEqual([]))
    await on.having([enrolled, tie.consult('PractitionerRole/ours', 'completed')], async () => expect(await on.sees(access)).toEqual([]))
    await on.having([tie.consult('PractitionerRole/ours')], async () => expect(await on.sees(access)).toEqual([]))
    await on.having([enrolled, { ...tie.consult('PractitionerRole/ours'), code: concept('scm-review') }], async () =>
      expect(await on.sees(access)).toEqual([]),
    )
    await on.having([enrolled, tie.consult('Practitioner/ann')], async () => expect(await on.sees(access)).toEqual(panel))
  })

  test('the result of a consult is put down by who was asked, and with it the record closes', async () => {
    const access = on.as(as('care-team', 'senior-medical-professional'))
    const asked = tie.consult('PractitionerRole/ours')
    await on.having([tie.enrolled('cares'), asked], async () => {
      const [done] = await on.store.write(access, [{ act: 'update', resource: { ...asked, status: 'completed' } }])
      expect(done!.outcome).toBe('updated')
      expect(await on.sees(access)).toEqual([])
    })
  })

  test('two roles see what both see; a role of another kind, and a post that has ended, nothing of a member', async () => {
    await on.having([tie.enrolled('cares')], async () => {
      const both = on.as({ ...as('care-team', 'biller'), roles: ['biller', 'family-support'] })
      expect(await on.sees(both)).toEqual([...rows[0]!.sees, 'month'].toSorted())
      expect(await on.sees(on.as(as('care-team', 'csp-worker')))).toEqual([])
      const ended = on.as({ kind: 'care-team', roles: [] })
      expect(await on.sees(ended)).toEqual([])
      expect(await on.store.read(ended, 'PractitionerRole', 'ours')).toBeDefined()
    })
  })
})

onOne('section 10: a program director keeps the provider’s own papers', () => {
  const director = () => on.as(as('care-team', 'program-director'))
  const policy = (more: object = {}): ResourceJson => ({
    ...{ resourceType: 'DocumentReference', id: 'new', status: 'current', category: [concept('policy')], custodian: to(we), ...more },
  })
  const training = (subject: string, more: object = {}): ResourceJson => ({
    ...{ resourceType: 'Basic', id: 'new', code: concept('training-record'), subject: to(subject), ...more },
  })

  test('its policies and reports, and the files of its staff; not another’s', async () => {
    const [report, elsewhere] = [we, 'Organization/elsewhere'].map((who) => ({
      ...{ resourceType: 'MeasureReport', id: 'new', status: 'complete', type: 'summary', reporter: to(who) },
    }))
    for (const resource of [policy(), report!, training('PractitionerRole/ours'), training('Practitioner/ann')])
      expect([resource, await on.writes(director(), resource)]).toEqual([resource, 'created'])
    const others = [
      ...[policy({ custodian: to('Organization/elsewhere') }), policy({ category: [concept('certification-notice')] }), elsewhere!],
      ...[
        training('PractitionerRole/theirs'),
        training('Practitioner/ben'),
        training('PractitionerRole/ours', { code: concept('waiver') }),
      ],
    ]
    for (const resource of others) expect([resource, await on.writes(director(), resource)]).toEqual([resource, 'barred'])
  })

  test('a paper that is in a member’s record is none of these', async () => {
    for (const more of [{ subject: to('Patient/far') }, { subject: to('Patient/near') }, { author: [to('Patient/far')] }])
      expect([more, await on.writes(director(), policy(more))]).toEqual([more, 'barred'])
  })

  test('read by the director alone of the team', async () => {
    const records = [policy({ id: 'kept' }), training('Practitioner/ann', { id: 'trained' })]
    await on.having(records, async () => {
      const reads = async (role: Role) => {
        const access = on.as(as('care-team', role))
        return [await on.store.read(access, 'DocumentReference', 'kept'), await on.store.read(access, 'Basic', 'trained')].map(Boolean)
      }
      expect(await reads('program-director')).toEqual([true, true])
      for (const role of ['family-support', 'biller', 'senior-medical-professional'] as const)
        expect(await reads(role)).toEqual([false, false])
      const other = on.as({ ...as('care-team', 'program-director'), organization: 'Organization/elsewhere', posts: [] })
      expect(await on.store.read(other, 'Basic', 'trained')).toBeUndefined()
      expect(await on.store.read(other, 'DocumentReference', 'kept')).toBeUndefined()
    })
  })
})

onOne('section 10: former members, thirty days for close-out, then what a provider made itself', () => {
  // The enrollment ends with 30 June, local time.
  const closing = { lastDay: '2024-07-31T03:59:59.999Z', dayAfter: '2024-07-31T04:00:00Z', years: '2030-01-01T12:00:00Z' }
  const own = ['begun', 'called', 'day', 'ltss', 'visit']

  test('the thirtieth day and the next', async () => {
    await on.having([tie.enrolled('cares')], async () => {
      expect(await on.sees(on.as('care-team', closing.lastDay))).toEqual(panel)
      expect(await on.sees(on.as('care-team', closing.dayAfter))).toEqual(own)
      expect(await on.sees(on.as('care-team', closing.years))).toEqual(own)
    })
    expect(await on.sees(on.as('care-team', closing.dayAfter))).toEqual([])
  })

  test('it reads, and writes no more', async () => {
    await on.having([tie.enrolled('cares')], async () => {
      expect(await on.changes(on.as('care-team', closing.lastDay), 'visit-near', { priority: concept('R') })).toBe('updated')
      expect(await on.changes(on.as('care-team', closing.dayAfter), 'visit-near', { priority: concept('R') })).toBe('missing')
      expect(await on.writes(on.as('care-team', closing.dayAfter), event(ours))).toBe('barred')
    })
  })

  test('as many days as are configured', async () => {
    const at = (day: string, days: number) => on.as('care-team', day, { closeOutDays: () => days })
    await on.having([tie.enrolled('cares')], async () => {
      expect(await on.finds(at(closing.dayAfter, 31))).toEqual(panel)
      expect(await on.finds(at(days.after, 0))).toEqual(own)
      expect(await on.finds(at(days.last, 0))).toEqual(panel)
    })
  })

  test('an enrollment that was an error was none', async () => {
    await on.having([{ ...tie.enrolled('cares'), status: 'entered-in-error' }], async () =>
      expect(await on.sees(on.as('care-team', closing.dayAfter))).toEqual([]),
    )
  })
})

onOne('section 10: a biller keeps what a claim rests on for as long as one may be made (CARES-PAY-12)', () => {
  // 90 days after 30 June, the last day of the enrollment, local time: 28 September.
  const claiming = { lastDay: '2024-09-29T03:59:59.999Z', dayAfter: '2024-09-29T04:00:00Z' }
  const biller = as('care-team', 'biller')

  test('the ninetieth day and the next', async () => {
    await on.having([tie.enrolled('cares')], async () => {
      expect(await on.sees(on.as(biller, claiming.lastDay))).toEqual(['month', 'near'])
      expect(await on.writes(on.as(biller, claiming.lastDay), claim())).toBe('created')
      expect(await on.sees(on.as(biller, claiming.dayAfter))).toEqual([])
      expect(await on.writes(on.as(biller, claiming.dayAfter), claim())).toBe('barred')
    })
  })

  test('as many days as are configured, and nobody else has them', async () => {
    await on.having([tie.enrolled('cares')], async () => {
      expect(await on.finds(on.as(biller, claiming.dayAfter, { claimDays: () => 91 }))).toEqual(['month', 'near'])
      expect(await on.finds(on.as(biller, days.after, { claimDays: () => 0 }))).toEqual([])
      const director = as('care-team', 'program-director')
      expect(await on.finds(on.as(director, claiming.lastDay, { claimDays: () => 91 }))).toEqual([])
    })
  })
})

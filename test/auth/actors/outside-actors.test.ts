import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ClientKind } from '#auth/access-plan.ts'
import type { ResourceJson } from '#storage/store.ts'
import { concept, days, june, ofPatient, openSection10, tie, to, we } from './section-10.ts'

let on: Awaited<ReturnType<typeof openSection10>>
beforeAll(async () => {
  on = await openSection10()
}, 60_000)
afterAll(() => on.close())

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

const plan = (kind: string, more: object = {}, member = 'near') =>
  ofPatient('CarePlan', 'new', member, { status: 'active', intent: 'plan', category: [concept(kind)], ...more })
const ours = { author: to(we) }
const note = (category: string, member = 'near') =>
  ofPatient('Communication', 'new', member, { status: 'completed', category: [concept(category)] })
const service = (category: string, more: object = {}, member = 'near') =>
  ofPatient('ServiceRequest', 'new', member, { status: 'active', intent: 'order', category: [concept(category)], ...more })
const task = (code: string, more: object = {}) => ({
  ...{ resourceType: 'Task', id: 'new', status: 'requested', intent: 'order', for: to('Patient/near'), code: concept(code), ...more },
})
const decision = (more: object = {}) => ({
  ...{ resourceType: 'ClaimResponse', id: 'new', status: 'active', use: 'preauthorization', patient: to('Patient/near') },
  ...{ insurer: to(we), ...more },
})

interface Row {
  actor: string
  kind: ClientKind
  /** All are needed. */
  ties: (period?: object) => ResourceJson[]
  /** Those have a period. */
  dated: boolean
  sees: string[]
  may: ResourceJson[]
  mayNot: ResourceJson[]
}

const clinical = ['allergy', 'asthma', 'emergency', 'icp', 'inhaler', 'lungs', 'near', 'nurse']
const agreed = (program: string) => (period?: object) => [
  tie.enrolled(program, period),
  tie.payer(june, 'Organization/plan'),
  tie.agreement(june),
  tie.release(['CarePlan']),
]
const shared = ['aide', 'day', 'eyes', 'food', 'home', 'icp', 'ltss', 'lungs', 'near', 'night', 'nurse', 'reads', 'waiver']

const rows: Row[] = [
  {
    actor: 'a specialist on the team',
    ...{ kind: 'specialist', ties: (period) => [tie.team('specialist', period)], dated: true, sees: clinical },
    may: [note('case-note')],
    mayNot: [plan('icp'), note('case-note', 'far'), ofPatient('Goal', 'new', 'near'), service('service-referral')],
  },
  {
    actor: 'a dentist, as an organization on the team',
    ...{ kind: 'specialist', ties: (period) => [tie.team('dental', period, we)], dated: true, sees: clinical },
    ...{ may: [], mayNot: [] },
  },
  {
    actor: 'a specialist by a release, that names plan and goals',
    ...{ kind: 'specialist', ties: (period) => [tie.release(['CarePlan', 'Goal'], period)], dated: true },
    sees: ['emergency', 'home', 'icp', 'lungs', 'reads'],
    ...{ may: [note('case-note')], mayNot: [plan('icp')] },
  },
  {
    actor: 'a state agency, by a release that names conditions and plans',
    ...{ kind: 'state-agency', ties: (period) => [tie.release(['CarePlan', 'Condition'], period)], dated: true },
    sees: ['asthma', 'emergency', 'icp'],
    ...{ may: [note('case-note')], mayNot: [plan('icp'), note('case-note', 'far')] },
  },
  {
    actor: 'DCF, by an order of custody that names the member and goals',
    ...{ kind: 'state-agency', ties: (period) => [tie.custody('dcf', ['Patient', 'Goal'], period)], dated: true },
    sees: ['home', 'lungs', 'near', 'reads'],
    ...{ may: [note('case-note')], mayNot: [plan('icp')] },
  },
  {
    actor: 'an LTSS Community Partner',
    ...{ kind: 'ltss-cp', ties: agreed('ltss-cp'), dated: true, sees: shared },
    may: [plan('ltss-cp', ours), plan('icp', { intent: 'proposal' }), service('service-referral', { intent: 'proposal' })],
    mayNot: [plan('ltss-cp'), plan('icp', ours), plan('waiver-isp', ours), service('service-referral'), plan('ltss-cp', ours, 'far')],
  },
  {
    actor: 'a behavioral health Community Partner',
    ...{ kind: 'bh-cp', ties: agreed('bh-cp'), dated: true, sees: shared },
    may: [plan('icp', { intent: 'proposal' })],
    mayNot: [plan('ltss-cp', ours), service('service-referral')],
  },
  {
    actor: 'a waiver’s case manager',
    kind: 'waiver-manager',
    ties: (period) => [tie.team('waiver-case-manager', period), tie.release(['CarePlan'])],
    ...{ dated: true, sees: shared },
    may: [plan('waiver-isp', ours), service('service-referral'), task('eligibility-support'), note('case-note')],
    mayNot: [plan('ltss-cp', ours), plan('icp', ours), service('program-referral'), task('member-identified'), decision()],
  },
  {
    actor: 'an LTSS provider, of a service that it gives',
    ...{ kind: 'ltss-provider', ties: () => [tie.serving()], dated: false, sees: ['day', 'near'] },
    may: [plan('provider-program', ours)],
    mayNot: [plan('provider-program'), plan('icp', ours), plan('provider-program', ours, 'far'), service('current-service'), decision()],
  },
  {
    actor: 'the TPA, by a request that cites a plan and a goal',
    kind: 'tpa',
    ties: () => [tie.authorization(['CarePlan/waiver-near', 'Goal/home-near', 'CarePlan/icp-far'])],
    ...{ dated: false, sees: ['home', 'near', 'nurse', 'waiver'] },
    may: [decision(), task('overlap-query', { requester: to(we) })],
    mayNot: [decision({ use: 'claim' }), decision({ insurer: to('Organization/elsewhere') }), task('audit-request', { requester: to(we) })],
  },
  {
    actor: 'a One Care plan',
    kind: 'one-care',
    ties: (period) => [tie.enrolled('one-care', period)],
    dated: true,
    sees: [
      ...['aide', 'allergy', 'asthma', 'begun', 'called', 'csp', 'day', 'done', 'emergency', 'ended', 'eyes', 'food', 'home', 'icp'],
      ...['inhaler', 'ltss', 'lungs', 'meeting', 'mother', 'near', 'night', 'nurse', 'reads', 'told', 'visit', 'waiver'],
    ],
    may: [plan('other', ours), note('welcome'), service('service-referral')],
    mayNot: [plan('other'), service('program-referral'), ofPatient('Condition', 'new', 'near'), note('welcome', 'far')],
  },
  {
    actor: 'a Community Support Program',
    ...{ kind: 'csp', ties: (period) => [tie.enrolled('csp', period)], dated: true },
    sees: ['begun', 'called', 'csp', 'cspdraft', 'day', 'home', 'ltss', 'mother', 'near', 'visit'],
    may: [plan('csp'), plan('csp-crisis'), task('supervisor-approval', { status: 'completed' }), note('case-note')],
    mayNot: [plan('icp'), plan('csp', {}, 'far'), service('program-referral'), task('member-identified')],
  },
  {
    actor: 'CCA, of whom it covers',
    ...{ kind: 'cca', ties: (period) => [tie.payer(period)], dated: true, sees: ['csp', 'ended', 'home', 'month', 'near'] },
    may: [service('program-referral')],
    mayNot: [plan('csp'), note('case-note'), service('service-referral')],
  },
]

onOne('section 10: who sees what, from the first moment of the tie to its last', () => {
  test.each(rows.map((row) => [row.actor, row] as const))('%s', async (_, { kind, ties, dated, sees }) => {
    await on.having(ties(june), async () => {
      expect(await on.sees(on.as(kind))).toEqual(sees.toSorted())
      const found = []
      for (const at of Object.values(days)) found.push(await on.finds(on.as(kind, at)))
      const all = sees.toSorted()
      expect(found).toEqual(dated ? [[], all, all, []] : [all, all, all, all])
    })
  })

  test.each(rows.map((row) => [row.actor, row] as const))('%s: nothing where any of it is missing', async (_, { kind, ties }) => {
    const all = ties(june)
    for (const missing of all) {
      const rest = all.filter((one) => one !== missing)
      await on.having(rest, async () => expect([missing.id, await on.finds(on.as(kind))]).toEqual([missing.id, []]))
    }
    await on.having(all, async () => {
      expect(await on.sees(on.as({ kind, organization: 'Organization/nobody' }))).toEqual([])
      expect(await on.sees(on.as({ kind, organization: undefined }))).toEqual([])
    })
  })

  test.each(rows.map((row) => [row.actor, row] as const))('%s: what it writes, and what not', async (_, { kind, ties, may, mayNot }) => {
    await on.having(ties(june), async () => {
      for (const resource of may) expect([resource, await on.writes(on.as(kind), resource)]).toEqual([resource, 'created'])
      for (const resource of mayNot) expect([resource, await on.writes(on.as(kind), resource)]).toEqual([resource, 'barred'])
    })
    for (const resource of may) expect([resource, await on.writes(on.as(kind), resource)]).toEqual([resource, 'barred'])
  })
})

onOne('section 10: what else decides', () => {
  test('a seat that treats nobody is none of a specialist’s', async () => {
    for (const role of ['school', 'state-agency', 'natural-support', 'managed-care'])
      await on.having([tie.team(role)], async () => expect(await on.sees(on.as('specialist'))).toEqual([]))
  })

  test('CP-09: an agreement that is over, has not begun, has no period, or is with another gives a partner nothing', async () => {
    const without = agreed('ltss-cp')(june).filter(({ resourceType }) => resourceType !== 'OrganizationAffiliation')
    const agreements = [
      tie.agreement({ end: '2024-06-14' }),
      tie.agreement({ start: '2024-06-16' }),
      { ...tie.agreement(), period: undefined } as ResourceJson,
      tie.agreement(june, { active: false }),
      tie.agreement(june, { organization: to('Organization/elsewhere') }),
      tie.agreement(june, { organization: to(we), participatingOrganization: to('Organization/plan') }),
      tie.agreement(june, { participatingOrganization: to('Organization/elsewhere') }),
    ]
    for (const agreement of agreements)
      await on.having([...without, agreement], async () => expect([agreement, await on.sees(on.as('ltss-cp'))]).toEqual([agreement, []]))
    await on.having([...without, tie.agreement({ start: '2024-06-15', end: '2024-06-15' })], async () =>
      expect(await on.sees(on.as('ltss-cp'))).toEqual(shared),
    )
  })

  test('a partner sees by the enrollment in its own program alone', async () => {
    await on.having(agreed('bh-cp')(june), async () => expect(await on.sees(on.as('ltss-cp'))).toEqual([]))
    await on.having(agreed('cares')(june), async () => expect(await on.sees(on.as('ltss-cp'))).toEqual([]))
  })

  test('what a release names is what is shared: the goals alone, or nothing of the plan', async () => {
    const of = (classes: string[]) => [tie.team('dds-service-coordinator'), tie.release(classes)]
    await on.having(of(['Goal']), async () => expect(await on.sees(on.as('waiver-manager'))).toEqual(['home', 'lungs', 'reads']))
    await on.having(of(['Observation']), async () => expect(await on.sees(on.as('waiver-manager'))).toEqual([]))
    await on.having(of(['18776-5']), async () => expect(await on.sees(on.as('waiver-manager'))).toEqual(shared))
  })

  test.each([
    ['dys', {}, 3],
    ['dcf', {}, 3],
    ['dmh', {}, 0],
    ['dcf', { active: false }, 0],
  ])('custody is for DCF and DYS: %s %j', async (agency, more, count) => {
    await on.having([tie.custody(agency, ['Goal'], june, more)], async () =>
      expect(await on.sees(on.as('state-agency'))).toHaveLength(count),
    )
  })

  test('custody without its paper, or naming no part, opens nothing; and it ends at 18', async () => {
    const order = tie.custody('dcf', ['Goal'], { start: '2020-01-01' }) as ResourceJson & { extension: { extension: { url: string }[] }[] }
    const [authority] = order.extension
    const bare = { ...order, extension: [{ ...authority, extension: authority!.extension.filter(({ url }) => url !== 'document') }] }
    await on.having([bare], async () => expect(await on.sees(on.as('state-agency'))).toEqual([]))
    await on.having([tie.custody('dcf', [])], async () => expect(await on.sees(on.as('state-agency'))).toEqual([]))
    await on.having([order], async () => {
      expect(await on.sees(on.as('state-agency', '2030-01-01T04:59:59Z'))).toHaveLength(3)
      expect(await on.sees(on.as('state-agency', '2030-01-01T05:00:00Z'))).toEqual([])
    })
  })

  test('a service that has ended, and a request that was withdrawn, tie nobody', async () => {
    await on.having([tie.serving('completed')], async () => expect(await on.sees(on.as('ltss-provider'))).toEqual([]))
    const withdrawn = tie.authorization(['CarePlan/waiver-near'], { status: 'cancelled' })
    const paid = tie.authorization(['CarePlan/waiver-near'], { use: 'claim' })
    for (const claim of [withdrawn, paid]) await on.having([claim], async () => expect(await on.sees(on.as('tpa'))).toEqual([]))
  })

  test('what a request cites is not shown by its id alone when it has been deleted', async () => {
    const cited = { ...plan('icp', ours), id: 'cited' } as ResourceJson
    const look = async () => {
      const { versions } = await on.store.historyOfTypes(on.as('tpa'), ['CarePlan'], { count: 100 })
      return [(await on.store.read(on.as('tpa'), 'CarePlan', 'cited'))?.id, versions.some(({ id }) => id === 'cited')]
    }
    await on.having([tie.authorization(['CarePlan/cited'])], async () => {
      await on.having([cited], async () => expect(await look()).toEqual(['cited', true]))
      expect(await look()).toEqual([undefined, false])
    })
  })

  test('CSP-20: what was told in words goes to CCA by a release that names it', async () => {
    await on.having([tie.payer(), tie.release(['DocumentReference', 'Communication'])], async () =>
      expect(await on.sees(on.as('cca'))).toEqual(['called', 'csp', 'ended', 'home', 'month', 'near', 'progress', 'told']),
    )
    await on.having([tie.release(['DocumentReference', 'Communication'])], async () => expect(await on.sees(on.as('cca'))).toEqual([]))
  })

  test('nobody changes what another made', async () => {
    await on.having([tie.serving()], async () => {
      expect(await on.changes(on.as('ltss-provider'), 'day-near', { title: 'x' })).toBe('updated')
      expect(await on.changes(on.as('ltss-provider'), 'night-near', { title: 'x' })).toBe('missing')
      expect(await on.changes(on.as('ltss-provider'), 'day-near', { author: to('Organization/elsewhere') })).toBe('barred')
    })
    await on.having(agreed('ltss-cp')(june), async () => {
      expect(await on.changes(on.as('ltss-cp'), 'ltss-near', { title: 'x' })).toBe('updated')
      expect(await on.changes(on.as('ltss-cp'), 'waiver-near', { title: 'x' })).toBe('missing')
    })
  })

  test('nobody ties themselves', async () => {
    for (const [kind, record] of [
      ['csp', tie.enrolled('csp')],
      ['one-care', tie.enrolled('one-care')],
      ['ltss-provider', tie.serving()],
      ['specialist', tie.team('specialist')],
      ['cca', tie.payer()],
      ['tpa', tie.authorization([])],
      ['state-agency', tie.custody('dcf', ['Goal'])],
      ['state-agency', tie.release(['Goal'])],
    ] as const)
      expect([kind, await on.writes(on.as(kind), record)]).toEqual([kind, 'barred'])
  })
})

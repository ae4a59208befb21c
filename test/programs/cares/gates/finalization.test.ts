import { describe, expect, test } from '@jest/globals'
import type {
  AllergyIntolerance,
  CarePlan,
  CareTeam,
  Condition,
  Goal,
  Organization,
  Patient,
  PractitionerRole,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes'
import { finalization } from '#programs/cares/gates/finalization.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { changed, completeRecord, find, without } from '../../../people/complete-record.ts'
import { brief, finalize, rows } from '../finalize.ts'

/** Takes one thing out of Rosa's record. */
type Cut = (record: Resource[]) => Resource[]

const plan =
  (change: (icp: CarePlan) => CarePlan): Cut =>
  (record) =>
    changed(record, 'CarePlan/rosas-icp', change)
const unsaid = (about: string): Cut =>
  plan((icp) => ({ ...icp, extension: icp.extension!.filter(({ extension }) => !extension?.some(({ valueCode }) => valueCode === about)) }))
const unanswered =
  (linkId: string): Cut =>
  (record) =>
    changed<QuestionnaireResponse>(record, 'QuestionnaireResponse/rosas-assessment', (response) => ({
      ...response,
      item: pruned(response.item!, linkId),
    }))
const pruned = (items: QuestionnaireResponseItem[], linkId: string): QuestionnaireResponseItem[] =>
  items.filter((item) => item.linkId !== linkId).map((item) => (item.item ? { ...item, item: pruned(item.item, linkId) } : item))
const goal =
  (id: string, change: (goal: Goal) => Goal): Cut =>
  (record) =>
    changed(record, `Goal/${id}`, change)

/** For each row of a finished plan: a cut that takes away its content and nothing else. */
const cuts: [row: string, sentence: string, cut: Cut][] = [
  ['CARES-ICP-01', 'a plan without a care planning meeting is not finished', (record) => without(record, 'Appointment/planning-meeting')],
  [
    'CARES-ICP-02',
    'a plan made without the mother, and without a word why, is not finished',
    plan((icp) => ({ ...icp, contributor: icp.contributor!.filter(({ reference }) => reference !== 'RelatedPerson/rosas-mother') })),
  ],
  ['CARES-ICP-04', 'a domain that nobody spoke of is a gap', unsaid('domain-other')],
  ['CARES-ICP-05', 'an open need without a goal is a gap', goal('goal-friends', ({ addresses: _, ...rest }) => rest)],
  [
    'CARES-ICP-05',
    'a step that nobody takes is a gap',
    (record) => changed<ServiceRequest>(record, 'ServiceRequest/rescue-training', ({ performer: _, ...rest }) => rest),
  ],
  [
    'CARES-ICP-05',
    'a step taken by a stranger to the team is a gap',
    (record) => changed<Task>(record, 'Task/fit-walker', (task) => ({ ...task, owner: { reference: 'PractitionerRole/noor-role' } })),
  ],
  ['CARES-ICP-07', 'a plan in no form that is in use is not finished', plan(({ instantiatesCanonical: _, ...icp }) => icp)],
  [
    'CARES-ICP-08',
    'a team without a care manager is a gap',
    (record) =>
      changed<CareTeam>(record, 'CareTeam/rosas-team', (team) => ({
        ...team,
        participant: team
          .participant!.filter(({ member }) => member?.reference !== 'PractitionerRole/obi-role')
          .concat({
            role: [{ coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/cares-role', code: 'program-director' }] }],
            member: { reference: 'PractitionerRole/obi-role' },
          }),
      })),
  ],
  [
    'CARES-ICP-08',
    'a care manager who cannot be reached is a gap',
    (record) =>
      changed<PractitionerRole>(
        changed(record, 'Practitioner/obi', ({ telecom: _, ...rest }: Resource & { telecom?: unknown }) => rest as Resource),
        'PractitionerRole/obi-role',
        ({ telecom: _, ...rest }) => rest,
      ),
  ],
  ['CARES-ICP-08', 'a kind of partner that nobody spoke of is a gap', unsaid('team-ccm')],
  [
    'CARES-ICP-08',
    'a school without a phone is a gap',
    (record) => changed<Organization>(record, 'Organization/holyoke-school', ({ telecom: _, ...rest }) => rest),
  ],
  ...[
    'medical-history',
    'behavioral-history',
    'personal-circumstances',
    'educational-circumstances',
    'behavioral-circumstances',
    'social-circumstances',
  ].map((heading): [string, string, Cut] => ['CARES-ICP-09', `a health summary silent on ${heading} is a gap`, unanswered(heading)]),
  [
    'CARES-ICP-10',
    'a list of present services that is empty, and not said to be, is a gap',
    plan((icp) => ({ ...icp, activity: icp.activity!.filter(({ reference }) => reference?.reference !== 'ServiceRequest/home-nursing') })),
  ],
  ...(['code', 'performer', 'reasonReference', 'occurrencePeriod'] as const).map((element): [string, string, Cut] => [
    'CARES-ICP-10',
    `a present service without its ${element} is a gap`,
    (record) =>
      changed<ServiceRequest>(record, 'ServiceRequest/home-nursing', (request) => {
        const { [element]: _, ...rest } = request
        return rest as ServiceRequest
      }),
  ]),
  ['CARES-ICP-11', 'a goal without a day is a gap', goal('goal-walker', (g) => ({ ...g, target: [{ measure: g.target![0]!.measure }] }))],
  ['CARES-ICP-11', 'a goal that measures nothing is a gap', goal('goal-walker', (g) => ({ ...g, target: [{ dueDate: '2025-04-25' }] }))],
  [
    'CARES-ICP-11',
    'a goal of which nobody says that it is within reach is a gap',
    goal('goal-walker', (g) => ({ ...g, extension: g.extension!.filter(({ url }) => !url.endsWith('achievability')) })),
  ],
  [
    'CARES-ICP-11',
    'a plan without any wish for life, and without the word that none was stated, has a gap',
    plan((icp) => ({ ...icp, goal: icp.goal!.filter(({ reference }) => reference !== 'Goal/goal-camp') })),
  ],
  ['CARES-ICP-12', 'nobody asked whether there is an IEP: a gap', unanswered('has-iep')],
  ['CARES-ICP-12', 'an IEP of no day is a gap', unanswered('iep-date')],
  ...['housing', 'nutrition', 'utilities', 'transport'].map((domain): [string, string, Cut] => [
    'CARES-ICP-13',
    `nobody asked about ${domain}: a gap`,
    unanswered(domain),
  ]),
  [
    'CARES-ICP-13',
    'a need of transport that leads to no help is a gap',
    (record) => changed<ServiceRequest>(record, 'ServiceRequest/ride-program', ({ category: _, ...rest }) => rest),
  ],
  [
    'CARES-ICP-14',
    'a goal without a step is a gap',
    (record) => changed<Task>(record, 'Task/fit-walker', ({ extension: _, ...rest }) => rest),
  ],
  ['CARES-ICP-14', 'goals whose steps are silent on accessibility are gaps', unsaid('accessibility')],
  [
    'CARES-ICP-15',
    'a plan silent on coming transitions has a gap',
    plan((icp) => ({ ...icp, activity: icp.activity!.filter(({ reference }) => reference?.reference !== 'ServiceRequest/third-grade') })),
  ],
  [
    'CARES-ICP-15',
    'a coming transition without a strategy is a gap',
    (record) => changed<ServiceRequest>(record, 'ServiceRequest/third-grade', ({ note: _, ...rest }) => rest),
  ],
  ['CARES-ICP-16', 'a plan without an emergency plan is not finished', (record) => without(record, 'CarePlan/rosas-emergency-plan')],
  [
    'CARES-ICP-16',
    'an emergency plan that is silent on allergies does not do',
    (record) =>
      changed<AllergyIntolerance>(record, 'AllergyIntolerance/latex', (allergy) => ({
        ...allergy,
        clinicalStatus: { coding: [{ code: 'resolved' }] },
      })),
  ],
  [
    'CARES-COO-11',
    "a plan without the member's language is not finished",
    (record) => changed<Patient>(record, 'Patient/rosa', ({ communication: _, ...rest }) => rest),
  ],
  [
    'CARES-COO-11',
    'a plan silent on what makes care accessible to the member is not finished',
    (record) => changed<Patient>(record, 'Patient/rosa', ({ extension: _, ...rest }) => rest),
  ],
  ['CARES-STF-10', 'a plan that no senior care manager reviewed is not finished', (record) => without(record, 'Task/scm-review')],
  ['CARES-ASM-05', 'a plan that cites a draft assessment is not finished', draftAssessment],
]

/** The assessment back in progress; what it answered is said by the plan itself, so that only the link is missing. */
function draftAssessment(record: Resource[]): Resource[] {
  const said: [string, string, string?][] = [
    ...[
      'medical-history',
      'behavioral-history',
      'personal-circumstances',
      'educational-circumstances',
      'behavioral-circumstances',
      'social-circumstances',
    ].map((about): [string, string] => [about, 'none-known']),
    ['has-iep', 'yes', 'of 2023-10-11'],
    ['has-504', 'no'],
    ...['housing', 'nutrition', 'utilities'].map((about): [string, string] => [about, 'no']),
    ['transport', 'declined'],
  ]
  const statements = said.map(([about, answer, note]) => ({
    url: 'https://cares-fhir.example.org/StructureDefinition/icp-statement',
    extension: [
      { url: 'about', valueCode: about },
      { url: 'answer', valueCode: answer },
      ...(note ? [{ url: 'note', valueString: note }] : []),
    ],
  }))
  return changed<QuestionnaireResponse>(
    plan((icp) => ({ ...icp, extension: [...icp.extension!, ...statements] }))(record),
    'QuestionnaireResponse/rosas-assessment',
    (response) => ({ ...response, status: 'in-progress' }),
  )
}

describe('CARES-ICP-01: an ICP becomes final only when it is whole', () => {
  test('CARES-ICP-01: a complete plan is finished without a word', () => {
    expect(finalize(completeRecord())).toEqual([])
  })

  test.each(cuts)('%s: %s, and only that is said', (row, _sentence, cut) => {
    const findings = finalize(cut(completeRecord()))
    expect(rows(findings)).toEqual([row])
    expect(findings.every(({ effect, says, at }) => effect === 'refuses' && says.length > 20 && at.length > 0)).toBe(true)
  })

  test('CARES-ICP-01: all gaps are told at once', () => {
    const record = without(
      completeRecord(),
      'CarePlan/rosas-emergency-plan',
      'Task/scm-review',
      'Appointment/planning-meeting',
      'QuestionnaireResponse/rosas-assessment',
    )
    expect(rows(finalize(record))).toEqual([
      'CARES-ICP-01',
      'CARES-ICP-09',
      'CARES-ICP-12',
      'CARES-ICP-13',
      'CARES-ICP-16',
      'CARES-STF-10',
      'CARES-ASM-05',
    ])
  })

  test('CARES-ICP-01: an empty plan is refused under every row that it owes', () => {
    const bare = plan(
      ({
        contributor: _1,
        goal: _2,
        activity: _3,
        careTeam: _4,
        supportingInfo: _5,
        instantiatesCanonical: _6,
        extension: _7,
        author: _8,
        ...icp
      }) => icp,
    )
    expect(rows(finalize(bare(completeRecord())).filter(({ effect }) => effect === 'refuses'))).toEqual(
      ['ICP-02', 'ICP-04', 'ICP-05', 'ICP-07', 'ICP-08', 'ICP-09', 'ICP-10', 'ICP-11', 'ICP-12', 'ICP-13', 'ICP-15', 'ASM-05'].map(
        (id) => `CARES-${id}`,
      ),
    )
  })

  test('CARES-ICP-03: a plan in which no goal is the family’s own is finished, with a warning', () => {
    const voiceless = find<CarePlan>(completeRecord(), 'CarePlan/rosas-icp').goal!.reduce<Resource[]>(
      (record, { reference }) => changed<Goal>(record, reference!, ({ expressedBy: _, ...rest }) => rest),
      completeRecord(),
    )
    expect(brief(finalize(voiceless))).toEqual(['CARES-ICP-03 warns incomplete'])
  })

  test('CARES-ASM-03: a need that the assessment only mentions leaves a warning', () => {
    const mentioned = changed<QuestionnaireResponse>(completeRecord(), 'QuestionnaireResponse/rosas-assessment', (response) => ({
      ...response,
      item: [...response.item!, { linkId: 'identified-need', item: [{ linkId: 'need-id', answer: [{ valueString: 'sleep' }] }] }],
    }))
    expect(brief(finalize(mentioned))).toEqual(['CARES-ASM-03 warns incomplete'])
  })

  test('CARES-ICP-07: a member without primary care on file leaves a warning', () => {
    const none = changed<Patient>(completeRecord(), 'Patient/rosa', ({ generalPractitioner: _, ...rest }) => rest)
    expect(brief(finalize(none))).toEqual(['CARES-ICP-07 warns incomplete'])
  })

  test('CARES-ICP-01: the day of finalization is today, unless the team gives it', () => {
    const icp = find<CarePlan>(completeRecord(), 'CarePlan/rosas-icp')
    const proposal = {
      resource: { ...icp, status: 'active' as const },
      today: '2024-04-25',
      now: '2024-04-25T12:00:00Z',
      settings: settingsFrom(),
    }
    const dayOf = (resource: Resource) =>
      (resource as CarePlan).extension!.flatMap(({ url, valueDate }) => (url.endsWith('/finalized-on') ? valueDate : []))
    expect(dayOf(finalization.completes!(proposal, []))).toEqual(['2024-04-25'])
    const dated = finalization.completes!(proposal, []) as CarePlan
    expect(dayOf(finalization.completes!({ ...proposal, resource: dated, today: '2024-05-09' }, []))).toEqual(['2024-04-25'])
  })

  test('CARES-ICP-01: a plan is not finished on a day to come', () => {
    const on = (day: string) =>
      plan((icp) => ({
        ...icp,
        extension: [...icp.extension!, { url: 'https://cares-fhir.example.org/StructureDefinition/finalized-on', valueDate: day }],
      }))
    expect(finalize(on('2024-04-25')(completeRecord()))).toEqual([])
    expect(brief(finalize(on('2024-04-26')(completeRecord())))).toEqual(['CARES-ICP-01 refuses value'])
  })

  test('CARES-ICP-01: a draft, or a plan of another kind, is left alone', () => {
    const icp = find<CarePlan>(completeRecord(), 'CarePlan/rosas-icp')
    const active = { ...icp, status: 'active' as const }
    expect(finalization.applies(icp)).toBe(false)
    expect(finalization.applies(active)).toBe(true)
    expect(finalization.applies(active, icp)).toBe(true)
    expect(finalization.applies(active, active)).toBe(false)
    expect(finalization.applies(find<CarePlan>(completeRecord(), 'CarePlan/rosas-emergency-plan'))).toBe(false)
    expect(finalization.applies(find<Condition>(completeRecord(), 'Condition/epilepsy'))).toBe(false)
  })
})

import type { CarePlan, CareTeam, Extension, Goal, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { coded, concept, ext, part, ref, statement } from './spelling.ts'

const pertainsToGoal = 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal'
const assessPlan = coded('http://hl7.org/fhir/us/core/CodeSystem/careplan-category', 'assess-plan')

/** Rosa's ICP with all that finalization asks for, still `draft` unless told otherwise; finalized 2024-04-25 in the story. */
export function rosasIcp(changes: Partial<CarePlan> = {}): CarePlan {
  return {
    resourceType: 'CarePlan',
    id: 'rosas-icp',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Individual Care Plan</p></div>' },
    status: 'draft',
    intent: 'plan',
    category: [assessPlan, concept('careplan-kind', 'icp')],
    title: 'Individual Care Plan',
    subject: ref('Patient/rosa'),
    period: { start: '2024-04-25' },
    created: '2024-04-20',
    author: ref('PractitionerRole/obi-role'),
    contributor: [
      ref('Patient/rosa'),
      ref('RelatedPerson/rosas-mother'),
      ref('PractitionerRole/obi-role'),
      ref('PractitionerRole/lena-role'),
    ],
    careTeam: [ref('CareTeam/rosas-team')],
    addresses: ['need-seizures', 'need-mobility', 'need-voice', 'need-rides'].map((id) => ref(`Condition/${id}`)),
    supportingInfo: [ref('QuestionnaireResponse/rosas-assessment')],
    goal: ['goal-seizures', 'goal-walker', 'goal-voice', 'goal-friends', 'goal-camp'].map((id) => ref(`Goal/${id}`)),
    activity: [
      'ServiceRequest/rescue-training',
      'Task/fit-walker',
      'ServiceRequest/speech-device-trial',
      'ServiceRequest/ride-program',
      'Task/camp-visit',
      'ServiceRequest/home-nursing',
      'ServiceRequest/school-nurse',
      'ServiceRequest/third-grade',
    ].map((reference) => ({ reference: ref(reference) })),
    instantiatesCanonical: [`${canon}/PlanDefinition/icp-template|1.0.0`],
    extension: [
      ext('enrollment', { valueReference: ref('EpisodeOfCare/rosas-enrollment') }),
      statement('domain-other', 'none-identified'),
      statement('accessibility', 'stated', 'Wheelchair access at each place; pictures and Spanish in print'),
      ...['ccm', 'community-support', 'state-agency'].map((role) => statement(`team-${role}`, 'not-applicable')),
    ],
    ...changes,
  }
}

/** The same, as it stands after finalization on 2024-04-25. */
export function rosasFinalIcp(changes: Partial<CarePlan> = {}): CarePlan {
  const draft = rosasIcp(changes)
  return { ...draft, status: 'active', extension: [...(draft.extension ?? []), ext('finalized-on', { valueDate: '2024-04-25' })] }
}

/** What stands around the ICP: team, goals, activities, the meeting, the review, the emergency plan. */
export function rosaIsPlannedFor(): Resource[] {
  return [
    team(),
    goal(
      'goal-seizures',
      'medical',
      'clinical',
      'short',
      'need-seizures',
      'Every adult with Rosa gives her rescue medicine within 5 minutes',
      'PractitionerRole/obi-role',
    ),
    goal(
      'goal-walker',
      'medical',
      'functional',
      'long',
      'need-mobility',
      'Rosa walks 50 steps a day in a trainer that fits',
      'RelatedPerson/rosas-mother',
    ),
    goal(
      'goal-voice',
      'educational',
      'developmental',
      'long',
      'need-voice',
      'Rosa answers in class with a speech device',
      'RelatedPerson/rosas-mother',
    ),
    goal('goal-friends', 'social', 'social', 'short', 'need-rides', 'Rosa sees a friend outside school twice a month', 'Patient/rosa'),
    dream(),
    request('rescue-training', 'Teach home, school and grandmother to give rectal diazepam', 'PractitionerRole/ines-role', {
      goal: 'goal-seizures',
    }),
    task('fit-walker', 'Gait trainer fitting with the equipment clinic', 'PractitionerRole/obi-role', 'goal-walker'),
    request('speech-device-trial', 'Eight-week trial of an eye-gaze speech device', 'Organization/holyoke-school', { goal: 'goal-voice' }),
    request('ride-program', 'Enrollment in the state ride program (PT-1)', 'PractitionerRole/fern-role', {
      goal: 'goal-friends',
      category: [
        coded('http://hl7.org/fhir/us/core/CodeSystem/us-core-category', 'sdoh'),
        coded('http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes', 'transportation-insecurity'),
      ],
    }),
    task('camp-visit', 'Visit an accessible summer camp together', 'PractitionerRole/fern-role', 'goal-camp'),
    request('home-nursing', 'Night nursing at home, 40 hours a week', 'Organization/valley-nursing', {
      category: [concept('service-kind', 'current-service')],
      reasonReference: [ref('Condition/need-seizures')],
      occurrencePeriod: { start: '2022-09-01' },
    }),
    request('school-nurse', 'School nurse for feeds and seizures', 'Organization/holyoke-school', {
      category: [concept('service-kind', 'school-support')],
    }),
    request('third-grade', 'Move to third grade, new building', 'Organization/holyoke-school', {
      code: concept('service-kind', 'anticipated-transition', 'Move to third grade, new building'),
      occurrenceDateTime: '2024-09-04',
      note: [{ text: 'Her aide moves with her; the nurse visits the new room in August.' }],
    }),
    {
      resourceType: 'Appointment',
      id: 'planning-meeting',
      status: 'fulfilled',
      serviceType: [concept('meeting-kind', 'care-planning')],
      start: '2024-04-16T16:00:00-04:00',
      end: '2024-04-16T17:00:00-04:00',
      participant: ['Patient/rosa', 'RelatedPerson/rosas-mother', 'PractitionerRole/obi-role', 'PractitionerRole/fern-role'].map(
        (actor) => ({
          actor: ref(actor),
          status: 'accepted' as const,
        }),
      ),
    },
    reviewed('assessment-review', 'QuestionnaireResponse/rosas-assessment', '2024-04-03'),
    reviewed('scm-review', 'CarePlan/rosas-icp', '2024-04-22'),
    rosasEmergencyPlan(),
  ]
}

/** A senior care manager's review, done on a day. */
export function reviewed(id: string, focus: string, day: string): Task {
  return {
    resourceType: 'Task',
    id,
    status: 'completed',
    intent: 'order',
    code: concept('task-kind', 'scm-review'),
    focus: ref(focus),
    for: ref('Patient/rosa'),
    owner: ref('PractitionerRole/ines-role'),
    authoredOn: `${day}T08:30:00-04:00`,
    executionPeriod: { start: `${day}T09:00:00-04:00`, end: `${day}T10:00:00-04:00` },
  }
}

export function rosasEmergencyPlan(changes: Partial<CarePlan> = {}): CarePlan {
  return {
    resourceType: 'CarePlan',
    id: 'rosas-emergency-plan',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Emergency plan</p></div>' },
    status: 'active',
    intent: 'plan',
    category: [assessPlan, concept('careplan-kind', 'emergency-plan')],
    title: 'Emergency plan',
    subject: ref('Patient/rosa'),
    created: '2024-04-20',
    partOf: [ref('CarePlan/rosas-icp')],
    careTeam: [ref('CareTeam/rosas-team')],
    contributor: [ref('PractitionerRole/lena-role'), ref('Organization/neurology')],
    extension: [
      ext('emergency-accommodation', { valueString: 'Transport in her own wheelchair; lies on her left side' }),
      ext('emergency-accommodation', { valueString: 'Understands Spanish and English; answers with her eyes' }),
      ext('last-reviewed', { valueDate: '2024-04-22' }),
    ],
    ...changes,
  }
}

function team(): CareTeam {
  const since = { start: '2024-03-15' }
  const entry = (role: string, member: string) => ({ role: [concept('cares-role', role)], member: ref(member), period: since })
  return {
    resourceType: 'CareTeam',
    id: 'rosas-team',
    status: 'active',
    name: "Rosa's team",
    subject: ref('Patient/rosa'),
    managingOrganization: [ref('Organization/holyoke-chc')],
    telecom: [{ system: 'phone', value: '413-555-0199', use: 'work' }],
    extension: [nobody('behavioral-health', 'No such need found'), nobody('managed-care', 'Fee for service, no plan')],
    participant: [
      entry('member', 'Patient/rosa'),
      entry('parent-guardian', 'RelatedPerson/rosas-mother'),
      entry('first-line-contact', 'PractitionerRole/obi-role'),
      entry('care-coordinator', 'PractitionerRole/obi-role'),
      entry('senior-care-manager', 'PractitionerRole/ines-role'),
      entry('family-support', 'PractitionerRole/fern-role'),
      entry('primary-care', 'PractitionerRole/lena-role'),
      entry('specialist', 'Organization/neurology'),
      entry('school', 'Organization/holyoke-school'),
      entry('continuous-nursing', 'Organization/valley-nursing'),
    ],
  }
}

function nobody(category: string, reason: string): Extension {
  return ext('category-none', { extension: [part('category', { valueCode: category }), part('reason', { valueString: reason })] })
}

function goal(id: string, domain: string, kind: string, horizon: string, need: string, text: string, voice: string): Goal {
  return {
    resourceType: 'Goal',
    id,
    lifecycleStatus: 'active',
    category: [concept('icp-domain', domain), concept('goal-kind', kind)],
    description: { text },
    subject: ref('Patient/rosa'),
    startDate: '2024-04-25',
    target: [{ measure: { text: `Progress toward: ${text}` }, dueDate: horizon === 'short' ? '2024-08-31' : '2025-04-25' }],
    addresses: [ref(`Condition/${need}`)],
    expressedBy: ref(voice),
    extension: [
      ext('goal-horizon', { valueCode: horizon }),
      ext('achievability', { valueString: 'The team and her mother judge it within reach' }),
    ],
  }
}

function dream(): Goal {
  return {
    resourceType: 'Goal',
    id: 'goal-camp',
    lifecycleStatus: 'active',
    category: [concept('icp-domain', 'social'), concept('goal-kind', 'social')],
    description: { text: 'Rosa wants to sleep in a tent at summer camp' },
    subject: ref('Patient/rosa'),
    startDate: '2024-04-25',
    expressedBy: ref('Patient/rosa'),
    extension: [ext('goal-horizon', { valueCode: 'aspirational' })],
  }
}

function request(id: string, text: string, performer: string, more: Partial<ServiceRequest> & { goal?: string }): ServiceRequest {
  const { goal: pertains, ...rest } = more
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'plan',
    code: { text },
    subject: ref('Patient/rosa'),
    authoredOn: '2024-04-20',
    performer: [ref(performer)],
    ...(pertains ? { extension: [{ url: pertainsToGoal, valueReference: ref(`Goal/${pertains}`) }] } : {}),
    ...rest,
  }
}

function task(id: string, description: string, owner: string, pertains: string): Task {
  return {
    resourceType: 'Task',
    id,
    status: 'accepted',
    intent: 'plan',
    code: { text: description },
    description,
    for: ref('Patient/rosa'),
    owner: ref(owner),
    authoredOn: '2024-04-20',
    extension: [{ url: pertainsToGoal, valueReference: ref(`Goal/${pertains}`) }],
  }
}

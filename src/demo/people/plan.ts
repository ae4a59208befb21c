import type { Extension } from '@medplum/fhirtypes'
import { addDays, addYears, type Day } from '#programs/vocabulary/calendar.ts'
import { review } from './assessment.ts'
import type { Child } from './child.ts'
import type { GoalStory } from './condition.ts'
import { earlyIntervention, school, specialist } from './providers.ts'
import { claims, concept, ext, type Loaded, narrative, noon, own, parts, to } from './record.ts'

const assessPlan = concept({ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' })
const pertainsToGoal = (goal: string): Extension => ({
  url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
  valueReference: to(goal),
})

/** The Individual Care Plan as the team finalized it, and all that it names: needs, goals, steps, services, the emergency plan. */
export function plan(child: Child, met: Day, reviewed: Day, finalized: Day): Loaded[] {
  const { id, story, provider, enrolled } = child
  const goals = story.goals.map((_, index) => `Goal/${id}-goal-${index + 1}`)
  const activities = [...steps(child, finalized), ...services(child, finalized), ...transitions(child, finalized)]
  return [
    ...needs(child, finalized),
    ...story.goals.map((goal, index) => goalRecord(child, goal, index, finalized)),
    ...activities,
    meeting(child, met),
    review(`${id}-icp-review`, `CarePlan/${id}-icp`, child, reviewed, provider.staff['senior-care-manager']),
    emergencyPlan(child, finalized),
    {
      resourceType: 'CarePlan',
      id: `${id}-icp`,
      meta: claims('cares-icp'),
      text: narrative(`Individual Care Plan of ${child.given} ${child.family}, final ${finalized}`),
      extension: [
        ext('enrollment', { valueReference: to(`EpisodeOfCare/${id}-enrollment`) }),
        ext('finalized-on', { valueDate: finalized }),
        statement(
          'accessibility',
          story.equipment.some((item) => item.includes('wheelchair')) ? 'stated' : 'none',
          'Step-free rooms where a wheelchair is used',
        ),
        ...(tooYoung(child, met) ? [statement('family-member', 'too-young')] : []),
      ],
      instantiatesCanonical: ['https://cares-fhir.example.org/PlanDefinition/icp-template|1.0.0'],
      status: 'active',
      intent: 'plan',
      category: [assessPlan, concept(own('careplan-kind', 'icp'))],
      title: 'Individual Care Plan',
      subject: to(`Patient/${id}`),
      period: { start: finalized },
      created: addDays(finalized, -8),
      author: to(child.coordinator),
      contributor: [
        ...(tooYoung(child, met) ? [] : [to(`Patient/${id}`)]),
        to(`RelatedPerson/${id}-parent-1`),
        to(child.coordinator),
        to(child.primaryCare),
      ],
      careTeam: [to(`CareTeam/${id}-team`)],
      addresses: story.goals.map((_, index) => to(`Condition/${id}-need-${index + 1}`)),
      supportingInfo: [to(`QuestionnaireResponse/${id}-assessment`)],
      goal: goals.map((goal) => to(goal)),
      activity: activities.map((activity) => ({ reference: to(`${activity.resourceType}/${activity.id}`) })),
      note: [{ text: `Enrolled since ${enrolled}.` }],
    },
  ]
}

function tooYoung(child: Child, day: Day): boolean {
  return addYears(child.birthDate, 7) > day
}

function statement(about: string, answer: string, note?: string): Extension {
  return parts('icp-statement', {
    about: { valueCode: about },
    answer: { valueCode: answer },
    note: note === undefined ? undefined : { valueString: note },
  })
}

function needs(child: Child, day: Day): Loaded[] {
  return child.story.goals.map((goal, index) => ({
    resourceType: 'Condition',
    id: `${child.id}-need-${index + 1}`,
    meta: claims('cares-need'),
    text: narrative(`Need: ${goal.measure}`),
    clinicalStatus: concept({ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }),
    category: [
      concept({ system: 'http://hl7.org/fhir/us/core/CodeSystem/condition-category', code: 'health-concern' }),
      concept(own('icp-domain', goal.domain)),
    ],
    code: { text: `Needs help with ${goal.measure.toLowerCase()}` },
    subject: to(`Patient/${child.id}`),
    recordedDate: addDays(day, -11),
    recorder: to(child.coordinator),
  }))
}

function goalRecord(child: Child, goal: GoalStory, index: number, start: Day): Loaded {
  const text = goal.text(child.words)
  return {
    resourceType: 'Goal',
    id: `${child.id}-goal-${index + 1}`,
    meta: claims('cares-goal'),
    text: narrative(text),
    extension: [ext('goal-horizon', { valueCode: goal.horizon }), ext('achievability', { valueString: goal.achievable })],
    lifecycleStatus: 'active',
    category: [concept(own('icp-domain', goal.domain)), concept(own('goal-kind', goal.kind))],
    description: { text },
    subject: to(`Patient/${child.id}`),
    startDate: start,
    ...(goal.horizon === 'aspirational'
      ? {}
      : {
          target: [
            { measure: { text: goal.measure }, detailString: goal.target, dueDate: addDays(start, goal.horizon === 'short' ? 120 : 360) },
          ],
        }),
    expressedBy: to(index % 2 === 0 || tooYoung(child, start) ? `RelatedPerson/${child.id}-parent-1` : `Patient/${child.id}`),
    addresses: [to(`Condition/${child.id}-need-${index + 1}`)],
  }
}

function owner(child: Child, goal: GoalStory): string {
  switch (goal.by) {
    case 'care-coordinator':
      return child.coordinator
    case 'primary-care':
      return child.primaryCare
    case 'specialist':
      return specialist(child.story.specialists[0]!)
    case 'school':
      return child.school === undefined ? earlyIntervention : school(child.school)
    default:
      return child.provider.staff[goal.by]
  }
}

function steps(child: Child, day: Day): Loaded[] {
  return child.story.goals.map((goal, index) => ({
    resourceType: 'Task',
    id: `${child.id}-step-${index + 1}`,
    text: narrative(goal.step),
    extension: [
      pertainsToGoal(`Goal/${child.id}-goal-${index + 1}`),
      ext('accessibility-need', { valueCodeableConcept: concept(own('accessibility-need', 'none')) }),
    ],
    status: 'accepted',
    intent: 'plan',
    code: { text: goal.step === 'None yet' ? 'Find a first step' : goal.step },
    description: goal.step === 'None yet' ? `Talk with ${child.given} and family about a first step at the next meeting` : goal.step,
    for: to(`Patient/${child.id}`),
    authoredOn: noon(addDays(day, -3)),
    owner: to(owner(child, goal)),
  }))
}

function services(child: Child, day: Day): Loaded[] {
  const { id, story } = child
  const request = (name: string, text: string, category: ReturnType<typeof concept>[], performer: string, more: object): Loaded => ({
    resourceType: 'ServiceRequest',
    id: `${id}-${name}`,
    text: narrative(text),
    status: 'active',
    intent: 'plan',
    category,
    code: { text },
    subject: to(`Patient/${id}`),
    authoredOn: addDays(day, -3),
    requester: to(child.coordinator),
    performer: [to(performer)],
    ...more,
  })
  const place = child.school === undefined ? earlyIntervention : school(child.school)
  return [
    ...story.specialists.slice(0, 2).map((specialty, index) =>
      request(
        `service-${index + 1}`,
        `${specialty} follow-up every ${index === 0 ? 'two' : 'six'} months`,
        [concept(own('service-kind', 'current-service'))],
        specialist(specialty),
        {
          reasonReference: [to(`Condition/${id}-need-1`)],
          occurrencePeriod: { start: addDays(child.enrolled, -300) },
        },
      ),
    ),
    ...story.school
      .slice(0, 2)
      .map((support, index) =>
        request(`school-support-${index + 1}`, support, [concept(own('service-kind', 'school-support'))], place, {}),
      ),
    request(
      'rides',
      'State ride program (PT-1) for medical visits',
      [
        concept({ system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-category', code: 'sdoh' }),
        concept({
          system: 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes',
          code: 'transportation-insecurity',
        }),
      ],
      child.provider.staff['family-support'],
      {},
    ),
  ]
}

function transitions(child: Child, day: Day): Loaded[] {
  const { id } = child
  const entry = (name: string, kind: string, text: string, on: Day, strategy: string): Loaded => ({
    resourceType: 'ServiceRequest',
    id: `${id}-${name}`,
    text: narrative(text),
    status: 'active',
    intent: 'plan',
    category: [concept(own('service-kind', kind))],
    code: concept(own('service-kind', kind), text),
    subject: to(`Patient/${id}`),
    occurrenceDateTime: on,
    authoredOn: addDays(day, -3),
    requester: to(child.coordinator),
    performer: [to(child.coordinator)],
    note: [{ text: strategy }],
  })
  const sixteenth = addYears(child.birthDate, 16)
  return [
    entry(
      'transition',
      'anticipated-transition',
      child.school === undefined ? 'From early intervention to preschool' : `Next grade at ${child.words.school}`,
      addDays(day, 200),
      `${child.words.helper} meets the new classroom team a month ahead and the nurse gets the emergency plan on the first day.`,
    ),
    ...(day >= sixteenth
      ? [
          entry(
            'adulthood',
            'adult-transition-plan-due',
            'Transition plan to adult care is due',
            addDays(sixteenth > child.enrolled ? sixteenth : child.enrolled, 60),
            'Written with the family at the next two visits.',
          ),
        ]
      : []),
  ]
}

function meeting(child: Child, day: Day): Loaded {
  const { id, provider } = child
  const came = (actor: string) => ({ actor: to(actor), status: 'accepted' as const })
  return {
    resourceType: 'Appointment',
    id: `${id}-planning-meeting`,
    meta: claims('cares-meeting'),
    text: narrative('Care planning meeting'),
    status: 'fulfilled',
    serviceType: [concept(own('meeting-kind', 'care-planning'))],
    start: `${day}T18:00:00Z`,
    end: `${day}T19:00:00Z`,
    participant: [
      tooYoung(child, day)
        ? { extension: [ext('absence-reason', { valueCode: 'too-young' })], actor: to(`Patient/${id}`), status: 'declined' }
        : came(`Patient/${id}`),
      came(`RelatedPerson/${id}-parent-1`),
      came(child.coordinator),
      came(provider.staff['senior-care-manager']),
      came(provider.staff['family-support']),
    ],
  }
}

/** The emergency plan, last reviewed on a day; `day` is the day it was written. */
export function emergencyPlan(child: Child, day: Day, reviewed = day): Loaded {
  const { id, story } = child
  return {
    resourceType: 'CarePlan',
    id: `${id}-emergency-plan`,
    meta: claims('cares-emergency-plan'),
    text: narrative('Emergency plan'),
    extension: [
      ...story.emergency.map((line) => ext('emergency-accommodation', { valueString: line })),
      ext('last-reviewed', { valueDate: reviewed }),
      ext('enrollment', { valueReference: to(`EpisodeOfCare/${id}-enrollment`) }),
    ],
    partOf: [to(`CarePlan/${id}-icp`)],
    status: 'active',
    intent: 'plan',
    category: [assessPlan, concept(own('careplan-kind', 'emergency-plan'))],
    title: 'Emergency plan',
    subject: to(`Patient/${id}`),
    period: { start: day },
    created: day,
    author: to(child.coordinator),
    contributor: [to(specialist(story.specialists[0]!)), to(child.primaryCare)],
    careTeam: [to(`CareTeam/${id}-team`)],
  }
}

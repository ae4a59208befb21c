import type { QuestionnaireResponseItem } from '@medplum/fhirtypes'
import type { Day } from '#programs/vocabulary/calendar.ts'
import type { Child } from './child.ts'
import { answered, claims, concept, ext, group, type Loaded, narrative, noon, own, parts, to } from './record.ts'

/** One comprehensive assessment, initial or annual, with its senior care manager's review. */
export function assessment(child: Child, kind: 'initial' | 'annual', day: Day, reviewed: Day): Loaded[] {
  const { id, provider, coordinator } = child
  const name = `${id}-${kind === 'initial' ? '' : 'annual-'}assessment`
  const consulted = (who: string, answer: string, reason?: string) =>
    parts('consulted', {
      who: { valueCode: who },
      answer: { valueCode: answer },
      reason: reason === undefined ? undefined : { valueString: reason },
    })
  return [
    {
      resourceType: 'QuestionnaireResponse',
      id: name,
      meta: claims('cares-assessment'),
      text: narrative(`Comprehensive assessment, ${kind}`),
      extension: [
        ext('assessment-kind', { valueCode: kind }),
        parts('information-source', {
          kind: { valueCode: 'parent-guardian' },
          who: { valueString: child.parents[0]!.given },
          date: { valueDate: day },
        }),
        parts('information-source', {
          kind: { valueCode: 'clinician' },
          who: { valueString: child.story.specialists[0]! },
          date: { valueDate: day },
        }),
        consulted('member', 'yes'),
        consulted('parent-guardian', 'yes'),
        consulted('providers', 'yes'),
        consulted('agencies', 'not-applicable'),
        consulted('team', 'yes'),
      ],
      questionnaire: 'https://cares-fhir.example.org/Questionnaire/comprehensive-assessment',
      status: 'completed',
      subject: to(`Patient/${id}`),
      authored: noon(day),
      author: to(coordinator),
      item: [...sections(child, day), ...(kind === 'annual' ? unchanged() : [])],
    },
    review(`${name}-review`, `QuestionnaireResponse/${name}`, child, reviewed, provider.staff['senior-care-manager']),
  ]
}

/** The senior care manager's review of an assessment or a plan. */
export function review(reviewId: string, focus: string, child: Child, day: Day, reviewer: string): Loaded {
  return {
    resourceType: 'Task',
    id: reviewId,
    meta: claims('cares-review'),
    text: narrative('Review by the senior care manager'),
    status: 'completed',
    intent: 'order',
    code: concept(own('task-kind', 'scm-review')),
    focus: to(focus),
    for: to(`Patient/${child.id}`),
    authoredOn: `${day}T13:00:00Z`,
    owner: to(reviewer),
    executionPeriod: { start: `${day}T14:00:00Z`, end: `${day}T15:00:00Z` },
  }
}

const words = (linkId: string, valueString: string) => answered(linkId, { valueString })
const code = (linkId: string, system: string, value: string) => answered(linkId, { valueCoding: own(system, value) })

function sections(child: Child, day: Day): QuestionnaireResponseItem[] {
  const { story, words: told, given, address, school } = child
  const ofAge = school !== undefined
  return [
    group(
      'medical',
      words('medical-history', story.history),
      words('behavioral-history', `${given} sleeps poorly after hospital stays; no behavioral diagnosis.`),
    ),
    group(
      'social',
      words(
        'personal-circumstances',
        `${given} lives with ${child.parents.length > 1 ? 'both parents' : 'one parent'} in ${address.city} and speaks ${child.language.display} at home.`,
      ),
      words('social-circumstances', `An aunt helps on weekends; ${child.parents[0]!.given} works nights.`),
      code('housing', 'social-need-answer', 'no'),
      code('nutrition', 'social-need-answer', 'no'),
      code('utilities', 'social-need-answer', 'no'),
      code('transport', 'social-need-answer', 'yes'),
    ),
    group(
      'educational',
      words(
        'educational-circumstances',
        ofAge
          ? `Goes to ${told.school} with ${told.helper} as the adult who knows the plan.`
          : `At home with early intervention; visits ${told.school}.`,
      ),
      code('has-iep', 'school-answer', ofAge ? 'yes' : 'not-school-age'),
      ...(ofAge ? [answered('iep-date', { valueDate: `${Number(day.slice(0, 4)) - 1}-10-15` })] : []),
      code('has-504', 'school-answer', ofAge ? 'no' : 'not-school-age'),
      words('school-services', story.school.join('; ')),
    ),
    group(
      'emotional',
      words('behavioral-circumstances', `${given} is curious and tires by afternoon; ${child.parents[0]!.given} worries about the nights.`),
    ),
    ...story.goals.map((goal, index) =>
      group(
        'identified-need',
        words('need-id', `need-${index + 1}`),
        code('domain', 'icp-domain', goal.domain),
        words('status', 'open'),
        answered('date', { valueDate: day }),
        answered('need', { valueReference: to(`Condition/${child.id}-need-${index + 1}`) }),
      ),
    ),
  ]
}

function unchanged(): QuestionnaireResponseItem[] {
  const no = (linkId: string) => answered(linkId, { valueBoolean: false })
  return [
    no('needs'),
    no('conditions'),
    no('preferences'),
    group('risk-rescreen', words('risk-level', 'Unchanged: high')),
    answered('still-eligible', { valueBoolean: true }),
  ]
}

import { addDays, addMonths, type Day } from '#programs/vocabulary/calendar.ts'
import type { Child } from './child.ts'
import { specialist } from './providers.ts'
import { answered, claims, concept, ext, type Loaded, narrative, noon, note, own, parts, to } from './record.ts'

const second = [
  'team-liaison',
  'dme-home-appointment-pa',
  'education-coordination',
  'family-advocacy',
  'eligibility-benefits-support',
  'hrsn-coordination',
] as const

const told: Readonly<Record<(typeof second)[number] | 'regular-contact', (child: Child) => string>> = {
  'regular-contact': (child) =>
    `Visited ${child.given} and ${child.parents[0]!.given}; went through the plan, the medicines and the next visits.`,
  'team-liaison': (child) =>
    `Spoke with ${child.story.specialists[0]!} about ${child.story.goals[0]!.measure.toLowerCase()}; news passed to the pediatrician.`,
  'dme-home-appointment-pa': (child) => `Chased the order for ${child.story.equipment[0]!}; delivery agreed with the supplier.`,
  'education-coordination': (child) => `Talked with ${child.words.helper} about ${child.story.school[0]!}.`,
  'family-advocacy': (child) => `Helped ${child.parents[0]!.given} prepare questions for the ${child.story.specialists[1]!} visit.`,
  'eligibility-benefits-support': () => 'Went through the yearly MassHealth renewal and sent the proof of address.',
  'hrsn-coordination': () => 'Followed up with the ride program; two rides confirmed.',
}

/** One service event of the team: an Encounter with its note. */
export function event(child: Child, name: string, activity: keyof typeof told, day: Day, by: string): Loaded {
  const { id, provider } = child
  const inPerson = activity === 'regular-contact'
  return {
    resourceType: 'Encounter',
    id: `${id}-${name}`,
    meta: claims('cares-service'),
    text: narrative(`${activity}, ${day}`),
    extension: [
      ext('enrollment', { valueReference: to(`EpisodeOfCare/${id}-enrollment`) }),
      ext('contact-mode', { valueCode: inPerson ? 'in-person' : 'phone' }),
      ext('contact-with', { valueCode: inPerson ? 'member' : 'collateral' }),
      ...(inPerson ? [] : [ext('purpose-for-member', { valueBoolean: true })]),
      ext('service-note', { valueAnnotation: note(by, noon(day), told[activity](child)) }),
      ext('interpreter-used', { valueBoolean: child.language.code !== 'en' }),
    ],
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: inPerson ? 'HH' : 'VR' },
    type: [concept(own('cares-activity', activity))],
    subject: to(`Patient/${id}`),
    episodeOfCare: [to(`EpisodeOfCare/${id}-enrollment`)],
    participant: [{ individual: to(by) }],
    period: { start: `${day}T15:00:00Z`, end: `${day}T15:45:00Z` },
    serviceProvider: to(provider.organization),
  }
}

/** The contacts of the months from enrollment until `until` (that day not included): two activities a month, in some months one. */
export function contacts(child: Child, until: Day): { day: Day; records: Loaded[] }[] {
  const months: { day: Day; records: Loaded[] }[] = []
  for (let number = 0; ; number += 1) {
    const first = addMonths(`${child.enrolled.slice(0, 7)}-01`, number)
    if (first >= until) return months
    const visit = addDays(first, 3 + child.random.below(8))
    const call = addDays(first, 14 + child.random.below(12))
    const quiet = child.random.chance(0.06)
    const records: Loaded[] = []
    if (visit >= child.enrolled && visit < until)
      records.push(event(child, `visit-${number + 1}`, 'regular-contact', visit, child.coordinator))
    if (!quiet && call >= child.enrolled && call < until) {
      records.push(
        event(
          child,
          `call-${number + 1}`,
          second[(number + child.random.below(2)) % second.length]!,
          call,
          number % 3 === 2 ? child.provider.staff['family-support'] : child.coordinator,
        ),
      )
    }
    if (records.length > 0) months.push({ day: call < until ? call : visit, records })
  }
}

/** The half-yearly monitoring review. */
export function monitoring(child: Child, number: number, day: Day): Loaded {
  const consulted = (who: string) => parts('consulted', { who: { valueCode: who }, answer: { valueCode: 'yes' } })
  return {
    resourceType: 'QuestionnaireResponse',
    id: `${child.id}-monitoring-${number}`,
    text: narrative('Monitoring review'),
    extension: [consulted('member'), consulted('parent-guardian'), consulted('team')],
    questionnaire: 'https://cares-fhir.example.org/Questionnaire/monitoring-review',
    status: 'completed',
    subject: to(`Patient/${child.id}`),
    authored: noon(day),
    author: to(child.coordinator),
    item: [
      answered('services-as-planned', { valueBoolean: true }),
      answered('services-adequate', { valueBoolean: true }),
      answered('changes-reflected', { valueBoolean: true }),
      answered('comment', { valueString: `${child.given} keeps to the plan; ${child.story.goals[0]!.measure.toLowerCase()} is watched.` }),
    ],
  }
}

/** A referral of the team: the request, its appointment, and the check whether the service came and helped. */
export function referral(child: Child, number: number, authored: Day, until: Day): Loaded[] {
  const { id, story } = child
  const told = story.referrals[(number - 1) % story.referrals.length]!
  const performer = specialist(story.specialists[(number - 1) % story.specialists.length]!)
  const scheduled = addDays(authored, 12 + child.random.below(30))
  const followed = addDays(scheduled, 6 + child.random.below(20))
  const records: Loaded[] = [
    {
      resourceType: 'ServiceRequest',
      id: `${id}-referral-${number}`,
      meta: claims('cares-referral'),
      text: narrative(`Referral: ${told.service}`),
      status: 'active',
      intent: 'order',
      category: [concept(own('referral-kind', 'service-referral'))],
      code: { text: told.service },
      subject: to(`Patient/${id}`),
      authoredOn: authored,
      requester: to(child.coordinator),
      performer: [to(performer)],
      reasonCode: [{ text: told.reason }],
    },
    {
      resourceType: 'Appointment',
      id: `${id}-referral-${number}-visit`,
      text: narrative(`${told.service}, ${scheduled}`),
      status: scheduled < until ? 'fulfilled' : 'booked',
      serviceType: [{ text: told.service }],
      basedOn: [to(`ServiceRequest/${id}-referral-${number}`)],
      created: noon(addDays(authored, 2)),
      start: `${scheduled}T14:00:00Z`,
      end: `${scheduled}T15:00:00Z`,
      participant: [
        { actor: to(`Patient/${id}`), status: 'accepted' },
        { actor: to(performer), status: 'accepted' },
      ],
    },
  ]
  if (scheduled > addDays(authored, 30)) {
    records.push({
      resourceType: 'Communication',
      id: `${id}-referral-${number}-late-note`,
      text: narrative('The first free visit is more than 30 days away'),
      status: 'completed',
      category: [concept(own('communication-kind', 'scheduled-beyond-30'))],
      subject: to(`Patient/${id}`),
      about: [to(`ServiceRequest/${id}-referral-${number}`)],
      sent: noon(addDays(authored, 9)),
      sender: to(child.coordinator),
      payload: [
        {
          contentString:
            'The first free visit is later than 30 days from the referral; the family agreed to wait and is on the cancellation list.',
        },
      ],
    })
  }
  const done = followed < until
  records.push({
    resourceType: 'Task',
    id: `${id}-referral-${number}-follow-up`,
    meta: claims('cares-referral-follow-up'),
    text: narrative(`Follow up: ${told.service}`),
    status: done ? 'completed' : 'requested',
    intent: 'order',
    code: concept(own('task-kind', 'referral-follow-up')),
    focus: to(`ServiceRequest/${id}-referral-${number}`),
    for: to(`Patient/${id}`),
    authoredOn: noon(authored),
    requester: to(child.coordinator),
    owner: to(child.coordinator),
    restriction: { period: { end: addDays(scheduled, 30) } },
    ...(done
      ? {
          executionPeriod: { start: noon(followed), end: noon(followed) },
          output: [
            { type: concept(own('follow-up-output', 'received')), valueBoolean: true },
            { type: concept(own('follow-up-output', 'met-need')), valueBoolean: true },
            { type: concept(own('follow-up-output', 'informant')), valueCode: 'representative' },
            { type: concept(own('follow-up-output', 'made-on')), valueDate: followed },
          ],
        }
      : {}),
  })
  return records
}

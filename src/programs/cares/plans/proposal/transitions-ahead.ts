import type { ServiceRequest } from '@medplum/fhirtypes'
import { birthday, lastDayUnder } from '../../../vocabulary/age.ts'
import { addMonths, addYears, type Day } from '../../../vocabulary/calendar.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { type ActivityKind, activityOf } from '../../case/activity.ts'
import { systemOf } from '../../case/element.ts'
import { periodOf } from '../../case/fact-source.ts'
import { adultPlanDue } from '../content/transitions.ts'
import type { Draft } from './draft.ts'

/**
 * Transitions that a birthday brings within the year to come (the last one within two), unless the plan knows them. How
 * care goes on through them is the team's to say, so the strategy stays open and is told as missing.
 */
export function transitionsAhead(draft: Draft, carried: readonly ServiceRequest[]): ServiceRequest[] {
  const birth = localDay(draft.patient?.birthDate)
  if (birth === undefined) return []
  const { today, words, settings } = draft
  const known = carried.map((request) => activityOf(request, '')).map(({ kind, on }) => `${kind} ${on ?? ''}`)
  const ahead: { kind: ActivityKind; on: Day; text: string; until: Day }[] = [
    { kind: 'anticipated-transition', on: birthday(birth, 3, settings), text: words.turns3, until: addYears(today, 1) },
    { kind: 'anticipated-transition', on: birthday(birth, 18, settings), text: words.turns18, until: addYears(today, 1) },
    { kind: 'anticipated-transition', on: lastDayUnder(birth, 21, settings), text: words.leavesProgram, until: addMonths(today, 24) },
  ]
  return [
    ...ahead
      .filter(({ kind, on, until }) => today <= on && on <= until && !known.includes(`${kind} ${on}`))
      .map((one) => request(draft, one)),
    ...adulthood(draft, birth, known),
  ]
}

/** From the year before 16 on: the day by which the plan of transition to adulthood is due, while it is still ahead. */
function adulthood(draft: Draft, birth: Day, known: readonly string[]): ServiceRequest[] {
  const { settings, today, enrollment, words } = draft
  const clock = adultPlanDue({ family: { birth }, enrolledOn: periodOf(enrollment?.period).start, settings })
  if (clock === undefined || today > clock.due || addYears(today, 1) < clock.from) return []
  if (known.some((one) => one.startsWith('adult-transition-plan-due'))) return []
  return [request(draft, { kind: 'adult-transition-plan-due', on: clock.due, text: words.turns16 })]
}

function request({ newId, member, today, words }: Draft, one: { kind: ActivityKind; on: Day; text: string }): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    id: newId('ServiceRequest'),
    ...(words.language === 'en' ? {} : { language: words.language }),
    status: 'draft',
    intent: 'plan',
    code: { coding: [{ system: systemOf('service-kind'), code: one.kind }], text: one.text },
    subject: { reference: member },
    authoredOn: today,
    occurrenceDateTime: one.on,
  }
}

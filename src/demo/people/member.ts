import type { Bundle } from '@medplum/fhirtypes'
import { addDays, addMonths, addYears } from '#programs/vocabulary/calendar.ts'
import { arrival, cover, enrollment, people, team } from './arrival.ts'
import { assessment } from './assessment.ts'
import { type Cast, type Child, child } from './child.ts'
import { health } from './health.ts'
import { intake } from './intake.ts'
import { contacts, monitoring, referral } from './months.ts'
import { emergencyPlan, plan } from './plan.ts'
import { type Chapter, type Loaded, noon } from './record.ts'

/** The whole story of one member, chapter by chapter, as it would have been recorded; nothing on or after `today`. */
export function member(index: number, cast: Cast): { child: Child; chapters: Chapter[] } {
  const who = child(index, cast)
  const { enrolled } = who
  const { today } = cast
  const assessed = addDays(enrolled, 20)
  const met = addDays(enrolled, 28)
  const reviewed = addDays(enrolled, 30)
  const finalized = addDays(enrolled, 32)
  const chapters: Chapter[] = [...arrival(who)]
  if (assessed < today)
    chapters.push({
      title: 'assessment',
      at: noon(addDays(assessed, 1)),
      resources: [...health(who), ...assessment(who, 'initial', assessed, addDays(assessed, 1))],
    })
  if (finalized < today) chapters.push({ title: 'care plan', at: noon(finalized), resources: plan(who, met, reviewed, finalized) })
  for (const { day, records } of contacts(who, today))
    chapters.push({ title: `contacts of ${day.slice(0, 7)}`, at: noon(day), resources: records })
  for (let number = 1; ; number += 1) {
    const authored = addDays(enrolled, 45 + (number - 1) * 150)
    if (authored >= today) break
    const records = referral(who, number, authored, today)
    chapters.push({ title: `referral ${number}`, at: noon(addDays(today, -1)), resources: records })
  }
  for (let number = 1; ; number += 1) {
    const day = addDays(addMonths(finalized, 6 * number), -10 * number)
    if (day >= today) break
    chapters.push({
      title: `monitoring ${number}`,
      at: noon(day),
      resources: [monitoring(who, number, day)],
      // Each review goes through the emergency plan with the family, too.
      revisions: [{ resource: emergencyPlan(who, finalized, day), replaces: String(number) }],
    })
  }
  const annual = addDays(addYears(assessed, 1), -12)
  if (annual < today)
    chapters.push({
      title: 'yearly assessment',
      at: noon(addDays(annual, 1)),
      resources: assessment(who, 'annual', annual, addDays(annual, 1)),
    })
  return { child: who, chapters: chapters.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)) }
}

/** A member in seventeen resources: enough for searches and writes to be measured on, without the months. */
export function smallMember(index: number, cast: Cast): Loaded[] {
  const { child: who, chapters } = member(index, { ...cast, months: 3 })
  const records = chapters.flatMap((chapter) => chapter.resources)
  const wanted = [
    '',
    '-parent-1',
    '-masshealth',
    '-team',
    '-enrollment',
    '-assessment',
    '-diagnosis-1',
    '-medicine-1',
    '-allergy-1',
    '-need-1',
    '-goal-1',
    '-step-1',
    '-icp',
    '-emergency-plan',
    '-visit-2',
    '-referral-1',
    '-referral-1-follow-up',
  ]
  return wanted.flatMap((suffix) => records.find((record) => record.id === `${who.id}${suffix}`) ?? [])
}

/** A member as the month's payment sees one: who, cover, enrollment and the contacts of all months. */
export function rosterMember(index: number, cast: Cast): Loaded[] {
  const who = child(index, cast)
  return [
    ...people(who),
    ...cover(who),
    ...intake(who),
    team(who),
    enrollment(who),
    ...contacts(who, cast.today).flatMap(({ records }) => records),
  ]
}

/** Resources as one transaction that can be loaded again without changing anything: each is put under its own id. */
export function bundleOf(resources: readonly Loaded[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({ resource, request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` } })),
  }
}

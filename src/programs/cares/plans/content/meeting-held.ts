import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { missingFrom } from '../../case/family.ts'
import type { Meeting } from '../../case/meeting.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/**
 * The plan was built in a care planning meeting between intake and finalization, with the member and the parent or
 * guardian there, or the reason why one of them was not.
 */
export const meetingHeld: ContentRule = {
  cites: icp['CARES-ICP-01'],
  judge(file) {
    const { on, t0, meetings } = file
    const gaps = badDay(file)
    const inTime = meetings.filter((meeting) => meeting.on <= on && (t0 === undefined || t0.day <= meeting.on))
    if (inTime.length === 0) return [...gaps, noMeeting(file)]
    if (inTime.some((meeting) => absentees(file, meeting).length === 0)) return gaps
    const last = inTime.toSorted((one, other) => (one.on < other.on ? -1 : 1)).at(-1)!
    const who = absentees(file, last).join(' and the ')
    return [
      ...gaps,
      refuses(
        this.cites,
        'required',
        `At the care planning meeting of ${last.on} the ${who} neither came nor has an absence-reason (declined, too-young, unable, unavailable, excluded-by-law). Record it on the participant.`,
        last.source,
      ),
    ]
  },
}

/** Who of the family was neither at the meeting nor excused: by the meeting itself, or by the plan's own statement. */
function absentees({ family, statements, settings }: PlanCase, meeting: Meeting): string[] {
  const excuse = (sources: readonly string[], about: string) =>
    sources.map((source) => meeting.absent.get(source)).find((reason) => reason !== undefined) ?? said(statements, about)?.answer
  const parents = family.kin.filter(({ parentOrGuardian }) => parentOrGuardian).map(({ source }) => source)
  const reasons = { member: excuse([family.member], 'family-member'), parent: excuse(parents, 'family-parent') }
  return missingFrom(family, meeting.on, meeting.present, reasons, settings).map((who) => (who === 'parent' ? 'parent or guardian' : who))
}

function noMeeting({ t0, on }: PlanCase): Finding {
  const from = t0 === undefined ? 'intake' : t0.day
  return refuses(
    icp['CARES-ICP-01'],
    'required',
    `No fulfilled care-planning Appointment from ${from} to ${on}. Record the meeting that built this plan.`,
    'CarePlan',
  )
}

/** A plan cannot have been finished before its work began (TIME-02). */
function badDay({ t0, on }: PlanCase): Finding[] {
  if (t0 === undefined || on >= t0.day) return []
  return [
    refuses(
      icp['CARES-ICP-01'],
      'business-rule',
      `finalized-on ${on} lies before intake, ${t0.day}. Give the day on which the plan was finished.`,
      "CarePlan.extension('finalized-on')",
    ),
  ]
}

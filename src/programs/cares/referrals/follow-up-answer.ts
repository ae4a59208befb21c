import type { ServiceRequest, Task, TaskOutput } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { hasCode } from '../case/fact-source.ts'
import { informants, type ServiceReferral } from '../case/service-referral.ts'
import { mon } from '../requirements/mon.ts'

/** What somebody found out about a referral, or why it could not be found out. */
export interface FollowUpAnswer {
  madeOn?: Day
  /** Code of `follow-up-informant`. */
  informant?: string
  received?: boolean
  metNeed?: boolean
  /** Code of `follow-up-exception`. */
  reasonNotMade?: string
  note?: string
}

const reasons = ['member-unreachable', 'family-declined', 'member-hospitalized', 'provider-unresponsive', 'emergency', 'other']

/**
 * What is missing or wrong in an answer; empty when it can be recorded. A follow-up that was made says both things, who
 * said so and when (CARES-MON-05); one that was not made says why (CARES-MON-07).
 */
export function answerFindings(answer: FollowUpAnswer, today: Day): Finding[] {
  const { madeOn, informant, reasonNotMade, note } = answer
  const findings: Finding[] = []
  const made = madeOn !== undefined || informant !== undefined || answer.received !== undefined || answer.metNeed !== undefined
  if (made || reasonNotMade === undefined) {
    const needed = { 'made-on': madeOn, informant, received: answer.received, 'met-need': answer.metNeed }
    for (const [name, value] of Object.entries(needed)) {
      if (value === undefined)
        findings.push(
          refuses(mon['CARES-MON-05'], 'required', `${name} is needed, or reason-not-made when the follow-up was not made.`, at(name)),
        )
    }
  }
  if (informant !== undefined && !informants.includes(informant))
    findings.push(refuses(mon['CARES-MON-05'], 'code-invalid', `informant is ${informants.join(', ')}.`, at('informant')))
  if (madeOn !== undefined && madeOn > today)
    findings.push(refuses(mon['CARES-MON-05'], 'value', 'made-on lies in the future.', at('made-on')))
  if (reasonNotMade !== undefined && !reasons.includes(reasonNotMade))
    findings.push(refuses(mon['CARES-MON-07'], 'code-invalid', `reason-not-made is ${reasons.join(', ')}.`, at('reason-not-made')))
  if (reasonNotMade === 'other' && !note?.trim())
    findings.push(refuses(mon['CARES-MON-07'], 'required', 'The reason other is told in words: give note.', at('note')))
  return findings
}

function at(name: string): string {
  return `Parameters.parameter.where(name='${name}')`
}

/**
 * The follow-up task with the answer in it. It closes when the follow-up was made on or after the day of the service; one
 * made before is kept and closes nothing (CARES-MON-06).
 * @param task the referral's task, or undefined to make one under `id`
 */
export function answeredTask(
  task: Task | undefined,
  answer: FollowUpAnswer,
  { referral, facts, id, due, now }: { referral: ServiceRequest; facts: ServiceReferral; id: string; due?: Day; now: string },
): Task {
  const { madeOn, reasonNotMade, note } = answer
  const tooEarly = madeOn !== undefined && (facts.scheduled === undefined || madeOn < facts.scheduled.day)
  const base: Task = task ?? {
    resourceType: 'Task',
    id,
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: systems.taskKind, code: 'referral-follow-up' }] },
    focus: { reference: facts.key },
    for: referral.subject,
    authoredOn: now,
    ...(due === undefined ? {} : { restriction: { period: { end: due } } }),
  }
  return {
    ...base,
    status: madeOn === undefined ? 'failed' : tooEarly ? 'in-progress' : 'completed',
    ...(reasonNotMade === undefined
      ? {}
      : { statusReason: { coding: [{ system: systems.followUpException, code: reasonNotMade }], ...(note ? { text: note } : {}) } }),
    lastModified: now,
    ...(note === undefined ? {} : { note: [...(base.note ?? []), { time: now, text: note }] }),
    ...(madeOn === undefined ? {} : { output: outputOf(base.output, answer) }),
  }
}

/** The four answers, in place of earlier ones; other outputs stay. */
function outputOf(before: readonly TaskOutput[] = [], { madeOn, informant, received, metNeed }: FollowUpAnswer): TaskOutput[] {
  const type = (code: string) => ({ coding: [{ system: systems.followUpOutput, code }] })
  const answers = [
    { type: type('received'), valueBoolean: received },
    { type: type('met-need'), valueBoolean: metNeed },
    { type: type('informant'), valueCode: informant },
    { type: type('made-on'), valueDate: madeOn },
  ] as TaskOutput[]
  const ours = ['received', 'met-need', 'informant', 'made-on']
  return [...before.filter((output) => !ours.some((code) => hasCode(output.type, systems.followUpOutput, code))), ...answers]
}

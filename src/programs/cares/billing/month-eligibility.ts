import { type Day, daysOf, type Month, monthOf, overlaps } from '../../vocabulary/calendar.ts'
import type { Requirement } from '../../vocabulary/requirement.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { isCares } from '../case/enrollment.ts'
import type { Case } from '../case.ts'
import { pay } from '../requirements/pay.ts'
import { otherTcmInMonth } from './countable/other-tcm-day.ts'
import { type EventAnswer, judgeEvent } from './judge-event.ts'
import { type Mix, mixOf } from './mix.ts'
import { monthTests } from './month-tests.ts'
import { inOrder, type Tally, tally } from './tally.ts'

/** One test of a month, with what it rests on. */
export interface MonthTest {
  cites: Requirement
  pass: boolean
  says: string
  /** `Type/id/_history/version`, sorted, each once. */
  facts: string[]
}

/** The answer for one member, provider and month. Advice for a claim, not a payment decision (CARES-PAY-01). */
export interface MonthResult {
  /** The Patient's id. */
  member: string
  /** `Organization/id`. */
  provider: string
  month: Month
  payable: boolean
  tests: MonthTest[]
  /** The provider's events of the month, in the order in which they happened. */
  events: EventAnswer[]
  /** Distinct services that count. */
  distinct: string[]
  /** How many countable events fall to each part of case management (LAW-01). */
  mix: Mix
  /** The day on which the second distinct service was given. */
  qualifiedOn?: Day
  warnings: { cites: Requirement; says: string; fact: string }[]
}

/** What the tests of a month look at. */
export interface MonthCase {
  file: Case
  provider: string
  month: Month
  settings: Settings
  own: readonly EventAnswer[]
  tally: Tally
  /** The other providers' answers of the month, by provider. */
  others: ReadonlyMap<string, { answers: readonly EventAnswer[]; tally: Tally }>
}

/**
 * Month eligibility (CARES-PAY-01 to PAY-11): the same facts give the same answer, byte by byte. No clock is read.
 * @param file facts of the member, and of every provider, service and role that the month's events name
 */
export function monthEligibility(file: Case, provider: string, month: Month, settings: Settings): MonthResult {
  const from = daysOf(month).start
  const byProvider = answersByProvider(file, month, settings)
  const own = byProvider.get(provider) ?? []
  const others = new Map(
    [...byProvider]
      .filter(([other]) => other !== provider)
      .map(([other, answers]) => [other, { answers, tally: tally(answers, from, settings) }]),
  )
  const counted = tally(own, from, settings)
  const tests = monthTests({ file, provider, month, settings, own, tally: counted, others })
  return {
    member: file.member?.id ?? '',
    provider,
    month,
    payable: tests.every(({ pass }) => pass),
    tests,
    events: own,
    distinct: counted.distinct,
    mix: mixOf(counted.events, settings),
    ...(counted.qualifiedOn ? { qualifiedOn: counted.qualifiedOn } : {}),
    warnings: otherTcmInMonth(file, month, settings).map(({ program, source }) => ({
      cites: pay['CARES-PAY-07'],
      says: `${program} is recorded or claimed in this month; only services on its service days are removed.`,
      fact: source,
    })),
  }
}

/** The month's events of each provider, judged, in the order in which they happened. */
function answersByProvider(file: Case, month: Month, settings: Settings): Map<string, EventAnswer[]> {
  const found = new Map<string, EventAnswer[]>()
  for (const event of file.events) {
    if (event.day === undefined || monthOf(event.day) !== month) continue
    const answer = judgeEvent(event, event.day, file, settings)
    const provider = answer.provider ?? ''
    const answers = found.get(provider)
    if (answers === undefined) found.set(provider, [answer])
    else answers.push(answer)
  }
  for (const answers of found.values()) answers.sort(inOrder)
  return found
}

/** The providers that a member was enrolled with, or served by, in a month, sorted. */
export function providersOf(file: Case, month: Month): string[] {
  const enrolled = file.enrollments
    .filter((enrollment) => isCares(enrollment) && overlaps(enrollment.period, daysOf(month)))
    .flatMap(({ provider }) => provider ?? [])
  return [...new Set(enrolled)].toSorted()
}
